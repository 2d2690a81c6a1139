// @ts-check
// The control: the gallery without the extension. An ask that does not show here, or a thing to keep that does not, would
// make every other test pass for nothing.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';

import {CHROMIUM_ONLY, launch} from '../support/extension.mjs';
import {FrameCounter} from '../support/frames.mjs';
import {ASKS, KEEPS, startGallery} from '../support/gallery.mjs';
import {entryUrl, look, pageIsFree, trigger, until} from '../support/visit.mjs';

/** @type {Awaited<ReturnType<typeof startGallery>>} */
let server;
/** @type {import('../support/chromium.mjs').Launched} */
let launched;
/** @type {import('puppeteer-core').Page} */
let page;

before(async () => {
  server = await startGallery();
  launched = await launch({extension: false});
  page = await launched.browser.newPage();
});
after(async () => {
  await launched?.close();
  await server?.close();
});

describe('without the extension', () => {
  for (const entry of ASKS) {
    test(`${entry.page} shows its ask, its twin does not`, async () => {
      const counter = CHROMIUM_ONLY ? null : new FrameCounter(page);
      await counter?.start();
      await page.goto(entryUrl(server, entry), {waitUntil: 'load'});
      await trigger(page, entry);
      assert.ok(await until(async () => (await look(page)).ask), 'the ask never showed');
      if (counter) assert.ok(await until(async () => counter.visible > 0), 'the frame counter did not see it');
      await counter?.stop();
      await page.goto(entryUrl(server, entry, {twin: true}), {waitUntil: 'load'});
      assert.equal((await look(page)).ask, false);
    });
  }
  for (const entry of KEEPS) {
    test(`${entry.page} shows what is to be kept`, async () => {
      await page.goto(entryUrl(server, entry), {waitUntil: 'load'});
      await trigger(page, entry);
      assert.ok(await until(async () => (await look(page)).keep), 'it never showed');
    });
  }
  test('the probes call a plain page free, and notice a shield, a lock, inert and blur', async () => {
    await page.goto(entryUrl(server, ASKS[0], {twin: true}), {waitUntil: 'load'});
    assert.deepEqual(await pageIsFree(page), []);
    await page.evaluate(() => {
      const shield = document.createElement('div');
      shield.id = 'shield';
      shield.style.cssText = 'position: fixed; inset: 0; z-index: 1000; opacity: 0';
      document.body.append(shield);
      document.documentElement.style.overflow = 'hidden';
      const main = /** @type {HTMLElement} */ (document.querySelector('main'));
      main.inert = true;
      main.setAttribute('aria-hidden', 'true');
      main.style.filter = 'blur(3px)';
      /** @type {any} */ (window).gallery.did = [];
    });
    const wrong = (await pageIsFree(page)).join('; ');
    for (const sign of ['scroll', 'selected', 'pressed', 'shield', 'inert', 'screen readers', 'blurred']) {
      assert.match(wrong, new RegExp(sign));
    }
  });
});
