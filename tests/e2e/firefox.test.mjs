// @ts-check
// The gallery in Firefox: the same extension and host decline every ask there too, keep what is to be kept, and give the page
// back. (Frames are counted in Chromium alone: Firefox has no screencast.)
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';

import {findFirefox, launchFirefox} from '../support/firefox.mjs';
import {ASKS, KEEPS, SITES, startGallery} from '../support/gallery.mjs';
import {look, pageIsFree, until, visit} from '../support/visit.mjs';

describe('Firefox', {skip: findFirefox() ? false : 'no Firefox here'}, () => {
  /** @type {Awaited<ReturnType<typeof startGallery>>} */
  let server;
  /** @type {Awaited<ReturnType<typeof launchFirefox>>} */
  let launched;
  /** @type {import('puppeteer-core').Page} */
  let page;

  before(async () => {
    server = await startGallery();
    launched = await launchFirefox(SITES);
    page = await launched.browser.newPage();
    // The first page of a browser comes before the background page is ready (extension/README.md).
    await page.goto(server.url('first.test', 'keep-unsubscribe.html'), {waitUntil: 'load'});
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 2500)));
  });
  after(async () => {
    await launched?.close();
    await server?.close();
  });

  describe('asks', () => {
    for (const entry of ASKS) {
      test(`${entry.page} (${entry.language}, ${entry.widget})`, async () => {
        const seen = await visit(page, server, entry, {count: false});
        if (seen.ask) assert.ok(await until(async () => !(await look(page)).ask), 'the ask is still there');
        const memory = await page.evaluate(() => /** @type {any} */ (window).gallery.widgetMemory());
        if (entry.own_no) assert.equal(memory, entry.own_no, "what the site remembers of the visitor's answer");
        else assert.notEqual(memory, 'accepted');
        assert.deepEqual(await pageIsFree(page), []);
      });
    }
  });

  describe('kept', () => {
    for (const entry of KEEPS) {
      test(`${entry.page}: ${entry.what} (${entry.language}, ${entry.widget})`, async () => {
        const seen = await visit(page, server, entry, {count: false});
        assert.equal(seen.touched, '', 'it was touched');
        assert.equal(seen.keep, true, 'it cannot be seen');
      });
    }
  });
});
