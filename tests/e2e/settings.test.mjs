// @ts-check
// The extension's own pages: what they say is true, and everybody can use them (WCAG 2.2 AA as far as axe-core sees it).
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {after, before, describe, test} from 'node:test';

import {CHROMIUM_ONLY, extensionReady, launch, ownPage, tabOf} from '../support/extension.mjs';
import {entry, startGallery} from '../support/gallery.mjs';
import {openPopup, openView, press} from '../support/own-page.mjs';
import {until, visit} from '../support/visit.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ASK = entry('coupon-bootstrap');
const VIEWS = ['overview', 'brands', 'journal', 'learned', 'settings', 'data', 'health'];

/** @type {Awaited<ReturnType<typeof startGallery>>} */
let server;
/** @type {import('../support/chromium.mjs').Launched} */
let launched;
/** @type {import('puppeteer-core').Page} */
let own;
/** @type {number} */
let tabId;

before(async () => {
  server = await startGallery();
  launched = await launch();
  await extensionReady(launched.browser);
  const page = await launched.browser.newPage();
  await visit(page, server, ASK, {count: false});
  tabId = await tabOf(launched.browser, ASK.site);
  own = await ownPage(launched.browser, 'popup/popup.html');
});
after(async () => {
  await launched?.close();
  await server?.close();
});

/** Firefox is light, and cannot be told otherwise from here. @param {string} scheme */
async function wear(scheme) {
  if (!CHROMIUM_ONLY) await own.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
}

/** What axe-core finds wrong, in a line each. */
async function faults() {
  await own.evaluate(AXE);
  return own.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const found = await /** @type {any} */ (window).axe.run({runOnly: {type: 'tag', values: tags}});
    return found.violations.map((/** @type {any} */ one) => `${one.id}: ${one.nodes.map((/** @type {any} */ node) => node.target).join(', ')}`);
  });
}

describe('settings', () => {
  test('counts what was declined, and names who asked', async () => {
    await openView(own, 'overview');
    const numbers = () => own.evaluate(() => [...document.querySelectorAll('#number-list dd')].map((one) => one.textContent));
    assert.ok(await until(async () => (await numbers()).length === 4));
    assert.deepEqual((await numbers()).slice(1), ['1', '0', '0']);
    assert.ok(await own.evaluate((site) => document.body.textContent?.includes(site), ASK.site));
  });

  for (const scheme of CHROMIUM_ONLY ? ['light'] : ['light', 'dark']) {
    for (const view of VIEWS) {
      test(`the view ${view} is accessible, ${scheme}`, async () => {
        await wear(scheme);
        await openView(own, view);
        if (view === 'brands') await press(own, '#brand-rows button.plain');
        assert.deepEqual(await faults(), []);
      });
    }

    test(`the popup is accessible, ${scheme}`, async () => {
      await wear(scheme);
      await openPopup(own, tabId);
      await press(own, '#kinds summary');
      await press(own, '#question');
      await press(own, '#pause');
      assert.deepEqual(await faults(), []);
    });
  }

  test('everything can be used at 320 pixels: nothing is cut off at the side', async () => {
    await own.setViewport({width: 320, height: 640});
    for (const view of VIEWS) {
      await openView(own, view);
      assert.ok(await own.evaluate(() => document.documentElement.scrollWidth <= innerWidth), view);
    }
    await openPopup(own, tabId);
    assert.ok(await own.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'popup');
  });
});

describe('right to left', {skip: CHROMIUM_ONLY}, () => {
  test('the pages are turned, and accessible', async () => {
    const arabic = await launch({language: 'ar'});
    try {
      await extensionReady(arabic.browser);
      own = await ownPage(arabic.browser, 'popup/popup.html');
      for (const view of VIEWS) {
        await openView(own, view);
        assert.equal(await own.evaluate(() => getComputedStyle(document.body).direction), 'rtl');
        assert.deepEqual(await faults(), [], view);
      }
    } finally {
      await arabic.close();
    }
  });
});
