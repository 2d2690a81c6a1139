// @ts-check
// What must never be touched: shown as without the extension, and not pressed.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {fileURLToPath} from 'node:url';

import {extensionReady, launch} from '../support/extension.mjs';
import {KEEPS, startGallery} from '../support/gallery.mjs';
import {look, settle, until, visit} from '../support/visit.mjs';

const OTHER_EXTENSION = fileURLToPath(new URL('other-extension', import.meta.url));

/** @type {Awaited<ReturnType<typeof startGallery>>} */
let server;

before(async () => {
  server = await startGallery();
});
after(() => server?.close());

describe('kept', () => {
  /** @type {import('../support/chromium.mjs').Launched} */
  let launched;
  /** @type {import('puppeteer-core').Page} */
  let page;
  before(async () => {
    launched = await launch();
    await extensionReady(launched.browser);
    page = await launched.browser.newPage();
  });
  after(() => launched?.close());

  for (const entry of KEEPS) {
    test(`${entry.page}: ${entry.what} (${entry.language}, ${entry.widget})`, async () => {
      const seen = await visit(page, server, entry, {count: false});
      assert.equal(seen.touched, '', 'it was touched');
      assert.equal(seen.keep, true, 'it cannot be seen');
    });
  }
});

test("another extension's panel is left alone", async () => {
  const launched = await launch({otherExtensions: [OTHER_EXTENSION]});
  try {
    await extensionReady(launched.browser);
    const page = await launched.browser.newPage();
    await page.goto(server.url('panel-tidal.test', 'newsletter-late.html?twin'), {waitUntil: 'load'});
    assert.ok(await until(async () => (await look(page)).keep), 'the panel never showed');
    await settle(page, 1200);
    assert.equal((await look(page)).keep, true, 'the panel was hidden');
  } finally {
    await launched.close();
  }
});
