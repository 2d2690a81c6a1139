// @ts-check
// The main job: every ask of the gallery is gone before it is seen, really declined where it has a "no", and the page is
// the visitor's.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';

import {CHROMIUM_ONLY, extensionReady, launch} from '../support/extension.mjs';
import {ASKS, startGallery} from '../support/gallery.mjs';
import {entryUrl, look, pageIsFree, visit} from '../support/visit.mjs';

/** Painted frames in which an ask may be visible: the target is a median of 0 and at most 1. */
const MAX_FRAMES = 1;
/** What stands in the page from its first byte on is painted with it, sometimes before the host's first answer. */
const MAX_FRAMES_INLINE = 3;

/** @type {Awaited<ReturnType<typeof startGallery>>} */
let server;
/** @type {import('../support/chromium.mjs').Launched} */
let launched;
/** @type {import('puppeteer-core').Page} */
let page;
/** @type {number[]} */
const framesSeen = [];

before(async () => {
  server = await startGallery();
  launched = await launch();
  await extensionReady(launched.browser);
  page = await launched.browser.newPage();
  // The first page of a browser also starts the worker and the host; the asks below are measured on a running browser.
  await page.goto(server.url('first.test', 'keep-unsubscribe.html'), {waitUntil: 'load'});
});
after(async () => {
  await launched?.close();
  await server?.close();
});

describe('asks', () => {
  for (const entry of ASKS) {
    test(`${entry.page} (${entry.language}, ${entry.widget})`, async () => {
      const first = await visit(page, server, entry);
      assert.equal(first.ask, false, 'the ask is still there');
      assert.deepEqual(await pageIsFree(page), []);
      const most = entry.surface === 'inline' ? MAX_FRAMES_INLINE : MAX_FRAMES;
      if (first.frames) {
        framesSeen.push(first.frames.visible);
        assert.ok(first.frames.visible <= most, `the ask was visible in ${first.frames.visible} frames`);
      }
      if (entry.own_no) assert.equal(first.memory, entry.own_no, "what the site remembers of the visitor's answer");
      else assert.notEqual(first.memory, 'accepted');

      const again = await visit(page, server, entry);
      assert.equal(again.ask, false, 'it came back after a reload');
      if (entry.own_no && again.frames) assert.equal(again.frames.visible, 0, 'it was seen again after a reload');
    });
  }

  test('the median ask was visible in no frame at all', {skip: CHROMIUM_ONLY}, () => {
    const sorted = [...framesSeen].sort((a, b) => a - b);
    assert.equal(sorted[Math.floor(sorted.length / 2)], 0);
  });
});

describe('twins without the ask stay as they are', () => {
  for (const entry of ASKS) {
    test(`${entry.page} without its ask`, async () => {
      await page.goto(entryUrl(server, entry, {twin: true}), {waitUntil: 'load'});
      assert.deepEqual(await pageIsFree(page), []);
      assert.equal((await look(page)).ask, false);
    });
  }
});
