// @ts-check
// However a page lets a box appear, an ask is gone before it is painted, and what the visitor needs is there.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {CHROMIUM_ONLY, extensionReady, launch} from '../support/extension.mjs';
import {FrameCounter} from '../support/frames.mjs';
import {startGallery} from '../support/gallery.mjs';
import {look, until} from '../support/visit.mjs';

/**
 * Painted frames in which the ask may be seen, where it is more than none.
 * @type {Record<string, number>}
 */
const MAX_FRAMES = {
  // Its first pieces ask for nothing yet and are let go.
  'insert piece by piece': 2,
};

/** @type {Awaited<ReturnType<typeof startGallery>>} */
let server;
/** @type {import('../support/chromium.mjs').Launched} */
let launched;
/** @type {import('puppeteer-core').Page} */
let page;

before(async () => {
  server = await startGallery();
  launched = await launch();
  await extensionReady(launched.browser);
  page = await launched.browser.newPage();
  await open('ways.html');
});
after(async () => {
  await launched?.close();
  await server?.close();
});

/** @param {string} path */
const open = (path) => page.goto(server.url('ways-of-tidal.test', path), {waitUntil: 'load'});
/** @returns {Promise<string[]>} */
const ways = () => page.evaluate(() => /** @type {any} */ (window).ways.names);
const shown = () => until(() => page.evaluate(() => /** @type {any} */ (window).gallery.asked));
/** @param {string} way @param {'ask' | 'keep'} what */
const address = (way, what) => `ways.html?what=${what}&way=${encodeURIComponent(way)}`;

test('an ask is not seen, however it appears', async (t) => {
  for (const way of await ways()) {
    await t.test(way, async () => {
      const counter = CHROMIUM_ONLY ? null : new FrameCounter(page);
      await counter?.start();
      await open(address(way, 'ask'));
      await shown();
      const frames = await counter?.stop();
      assert.equal((await look(page)).ask, false, 'the ask is still there');
      const most = MAX_FRAMES[way] ?? 0;
      if (frames) assert.ok(frames.visible <= most, `it was seen in ${frames.visible} frames`);
    });
  }
});

test('what the visitor needs is there, however it appears', async (t) => {
  for (const way of await ways()) {
    await t.test(way, async () => {
      await open(address(way, 'keep'));
      await shown();
      assert.equal((await look(page)).keep, true, 'it is gone');
    });
  }
});
