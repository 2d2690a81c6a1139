// @ts-check
// The page's processor slowed down six times (the browser's own emulation): later, perhaps, but nothing held for ever,
// nothing left shielded, nothing touched that must be kept.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';

import {CHROMIUM_ONLY, extensionReady, launch} from '../support/extension.mjs';
import {ASKS, KEEPS, startGallery} from '../support/gallery.mjs';
import {look, pageIsFree, until, visit} from '../support/visit.mjs';

const SLOWER = 6;
/** @type {Awaited<ReturnType<typeof startGallery>>} */
let server;
/** @type {import('../support/chromium.mjs').Launched} */
let launched;
/** @type {import('puppeteer-core').Page} */
let page;

describe(`${SLOWER} times slower`, {skip: CHROMIUM_ONLY}, () => {
  before(async () => {
    server = await startGallery();
    launched = await launch();
    await extensionReady(launched.browser);
    page = await launched.browser.newPage();
    await page.goto(server.url('first.test', 'keep-unsubscribe.html'), {waitUntil: 'load'});
    await page.emulateCPUThrottling(SLOWER);
  });
  after(async () => {
    await launched?.close();
    await server?.close();
  });

  for (const entry of ASKS) {
    test(`${entry.page} goes`, async () => {
      const seen = await visit(page, server, entry, {count: false});
      if (seen.ask) assert.ok(await until(async () => !(await look(page)).ask), 'the ask is still there');
      assert.deepEqual(await pageIsFree(page), []);
    });
  }
  for (const entry of KEEPS) {
    test(`${entry.page} stays`, async () => {
      const seen = await visit(page, server, entry, {count: false});
      assert.equal(seen.keep, true);
      assert.equal(seen.touched, '');
    });
  }
});
