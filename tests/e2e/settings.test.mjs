// @ts-check
// The extension's own pages: what they say is true, and everybody can use them (WCAG 2.2 AA as far as axe-core sees it).
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {after, before, describe, test} from 'node:test';

import {extensionId, extensionWorker, launchChromium} from '../support/chromium.mjs';
import {tabOf} from '../support/extension.mjs';
import {entry, startGallery} from '../support/gallery.mjs';
import {until, visit} from '../support/visit.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ASK = entry('coupon-bootstrap');

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
  launched = await launchChromium();
  await extensionWorker(launched.browser);
  const page = await launched.browser.newPage();
  await visit(page, server, ASK, {count: false});
  tabId = await tabOf(launched.browser, ASK.site);
  own = await launched.browser.newPage();
});
after(async () => {
  await launched?.close();
  await server?.close();
});

/** @param {string} path */
const open = (path) => own.goto(`chrome-extension://${extensionId()}/${path}`, {waitUntil: 'networkidle0'});

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
    await open('dashboard/dashboard.html');
    const numbers = () => own.evaluate(() => [...document.querySelectorAll('#number-list dd')].map((one) => one.textContent));
    assert.ok(await until(async () => (await numbers()).length === 4));
    assert.deepEqual((await numbers()).slice(1), ['1', '0', '0']);
    assert.ok(await own.evaluate((site) => document.body.textContent?.includes(site), ASK.site));
  });

  for (const scheme of ['light', 'dark']) {
    test(`the settings are accessible, ${scheme}`, async () => {
      await own.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
      await open('dashboard/dashboard.html');
      assert.deepEqual(await faults(), []);
    });

    test(`the popup is accessible, ${scheme}`, async () => {
      await own.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
      await open(`popup/popup.html?tab=${tabId}`);
      assert.deepEqual(await faults(), []);
    });
  }
});
