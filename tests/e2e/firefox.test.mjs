// @ts-check
// A first look at Firefox: the same extension and host decline an ask there and keep what is to be kept.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';

import {findFirefox, launchFirefox} from '../support/firefox.mjs';
import {entry, startGallery} from '../support/gallery.mjs';
import {look, until, visit} from '../support/visit.mjs';

const ASK_PAGES = ['newsletter-sweetalert2', 'newsletter-dialog', 'chat-closed-root'];
const KEEP_PAGES = ['keep-login-dialog', 'keep-consent-or-pay'];

describe('Firefox', {skip: findFirefox() ? false : 'no Firefox here'}, () => {
  /** @type {Awaited<ReturnType<typeof startGallery>>} */
  let server;
  /** @type {Awaited<ReturnType<typeof launchFirefox>>} */
  let launched;
  /** @type {import('puppeteer-core').Page} */
  let page;

  before(async () => {
    server = await startGallery();
    launched = await launchFirefox([...ASK_PAGES, ...KEEP_PAGES].map((name) => entry(name).site).concat('first.test'));
    page = await launched.browser.newPage();
    // The first page of a browser comes before the background page is ready (extension/README.md).
    await page.goto(server.url('first.test', 'keep-unsubscribe.html'), {waitUntil: 'load'});
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 2500)));
  });
  after(async () => {
    await launched?.close();
    await server?.close();
  });

  for (const name of ASK_PAGES) {
    test(`${name} goes`, async () => {
      const seen = await visit(page, server, entry(name), {count: false});
      if (seen.ask) assert.ok(await until(async () => !(await look(page)).ask), 'the ask is still there');
      const memory = await page.evaluate(() => /** @type {any} */ (window).gallery.widgetMemory());
      assert.equal(memory, 'declined');
    });
  }
  for (const name of KEEP_PAGES) {
    test(`${name} stays`, async () => {
      const seen = await visit(page, server, entry(name), {count: false});
      assert.equal(seen.keep, true);
      assert.equal(seen.touched, '');
    });
  }
});
