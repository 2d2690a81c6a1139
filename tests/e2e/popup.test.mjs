// @ts-check
// The popup and peek, with the real host behind them: each choice does what it says, on the page too.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';

import {extensionWorker, welcomePage} from '../support/chromium.mjs';
import {CHROMIUM_ONLY, extensionReady, launch, ownPage, tabOf} from '../support/extension.mjs';
import {entry, startGallery} from '../support/gallery.mjs';
import {cli} from '../support/host.mjs';
import {fill, openPopup, press, textOf} from '../support/own-page.mjs';
import {entryUrl, look, until, visit} from '../support/visit.mjs';

const INLINE = entry('newsletter-inline');
const HOUR_MS = 3_600_000;

/** @type {Awaited<ReturnType<typeof startGallery>>} */
let server;
/** @type {import('../support/chromium.mjs').Launched} */
let launched;
/** @type {import('puppeteer-core').Page} */
let page;
/** @type {import('puppeteer-core').Page} */
let popup;
/** @type {number} */
let tabId;

before(async () => {
  server = await startGallery();
  launched = await launch({welcome: true});
  await extensionReady(launched.browser);
});
after(async () => {
  await launched?.close();
  await server?.close();
});

async function brand() {
  const {stdout} = await cli(launched.home, ['brands', 'list', INLINE.site, '--json']);
  return JSON.parse(stdout).brands[0];
}
const state = () => textOf(popup, '#state');
/** @param {RegExp} words */
const says = async (words) => assert.ok(await until(async () => words.test(await state())), await state());

describe('after installing', {skip: CHROMIUM_ONLY}, () => {
  test('three sentences say what happens now, and nothing is wrong', async () => {
    const welcome = await welcomePage(launched.browser);
    await welcome.waitForFunction(() => document.documentElement.dataset.ready === 'yes');
    assert.equal((await welcome.$$('li')).length, 3);
    assert.ok(await welcome.$eval('#trouble', (element) => /** @type {HTMLElement} */ (element).hidden));
    await welcome.close();
  });
});

describe('popup', () => {
  before(async () => {
    page = await launched.browser.newPage();
    await visit(page, server, INLINE, {count: false});
    tabId = await tabOf(launched.browser, INLINE.site);
    popup = await ownPage(launched.browser, 'popup/popup.html');
    await openPopup(popup, tabId);
  });

  test('tells apart what was hidden from what was declined', async () => {
    assert.ok(await until(async () => (await textOf(popup, '#groups')).startsWith('Hidden')));
    await press(popup, '#groups button[aria-expanded]');
    assert.match(await textOf(popup, '#groups .why'), /Newsletter \(\d+% sure\)/);
  });

  for (const [key, until_leave, minutes] of [
    ['for_5_minutes', false, 5],
    ['for_an_hour', false, 60],
    ['for_today', false, 0],
    ['until_i_leave', true, 0],
  ]) {
    test(`a question is open ${key}, and its end is one press`, async () => {
      await press(popup, '#question');
      await press(popup, `#question-times [data-time=${key}]`);
      await says(/^Open until/);
      const {engaged_until, engaged_until_leave} = await brand();
      assert.equal(engaged_until_leave, until_leave);
      if (minutes) assert.ok(Math.abs(engaged_until - Date.now() - Number(minutes) * 60_000) < 30_000);
      if (key === 'for_today') assert.equal(new Date(engaged_until).toTimeString().slice(0, 5), '00:00');
      if (!until_leave) assert.match(await state(), /left$/);
      await press(popup, '#question');
      await says(/declined for you/);
    });
  }

  test('a question is open until a time of one’s own', async () => {
    const end = new Date(Date.now() + 3 * HOUR_MS);
    await press(popup, '#question');
    await fill(popup, '#question-times input', end.toTimeString().slice(0, 5));
    await press(popup, '#question-times form button');
    await says(/^Open until .* 3 hours|17\d minutes left$/);
    assert.equal(new Date((await brand()).engaged_until).toTimeString().slice(0, 5), end.toTimeString().slice(0, 5));
    await press(popup, '#question');
    await says(/declined for you/);
  });

  for (const [key, words] of /** @type {Array<[string, RegExp]>} */ ([
    ['for_5_minutes', /^Paused until .* left$/],
    ['until_i_leave', /^Paused until you leave$/],
    ['for_ever', /^Paused on this site$/],
  ])) {
    test(`a pause lasts ${key}, and the page shows its ask meanwhile`, async () => {
      await press(popup, '#pause');
      await press(popup, `#pause-times [data-time=${key}]`);
      await says(words);
      await page.bringToFront();
      assert.ok(await until(async () => (await look(page)).ask), 'the ask is still kept away');
      await popup.bringToFront();
      await press(popup, '#pause');
      await says(/declined for you/);
    });
  }

  test('a kind can be welcome though the brand is not', async () => {
    await press(popup, '#kind-list label:first-child input');
    await says(/Some kinds/);
    assert.deepEqual((await brand()).wanted_kinds, ['newsletter']);
    await page.bringToFront();
    assert.equal((await visit(page, server, INLINE, {count: false})).ask, true);
    await popup.bringToFront();
    await openPopup(popup, tabId);
    await press(popup, '#kind-list label:first-child input');
    await says(/declined for you/);
  });

  test('a second tab sees the change within a second', async () => {
    const second = await launched.browser.newPage();
    await visit(second, server, INLINE, {count: false});
    assert.equal((await look(second)).ask, false);
    const begin = Date.now();
    await press(popup, '#wanted');
    const shows = () => second.$eval('#boletin', (element) => element.checkVisibility());
    assert.ok(await until(shows, {timeout: 3000}));
    assert.ok(Date.now() - begin < 1000 + 500, `${Date.now() - begin} ms`);
    await second.close();
    await says(/You hear from them/);
    await press(popup, '#wanted');
    await says(/declined for you/);
  });
});

describe('peek', {skip: CHROMIUM_ONLY}, () => {
  const shown = () => page.$eval('#boletin', (element) => element.checkVisibility());
  /** @param {boolean} held */
  const start = async (held) => {
    const worker = await extensionWorker(launched.browser);
    await page.bringToFront();
    // The browser’s own keys cannot be pressed from here: the command is given as the browser gives it.
    await worker.evaluate(
      (id, byKey) => /** @type {any} */ (chrome.commands.onCommand).dispatch('peek', {id, byKey}),
      tabId,
      held,
    );
    assert.ok(await until(shown), 'nothing shows');
  };

  before(async () => {
    await page.bringToFront();
    assert.equal((await visit(page, server, INLINE, {count: false})).ask, false);
  });

  test('shows what was hidden, and hides it again at Esc', async () => {
    await start(true);
    await page.keyboard.press('Escape');
    assert.ok(await until(async () => !(await shown())), 'it still shows');
    assert.equal((await look(page)).ask, false);
  });

  test('lasts while the key is held', async () => {
    await page.keyboard.down('Alt');
    await start(true);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await page.keyboard.up('Alt');
    assert.ok(await until(async () => !(await shown())), 'it still shows');
  });

  test('a press gives one back for ever, and the page does not see the press', async () => {
    await start(true);
    await page.$eval('#boletin', (element) => element.scrollIntoView({block: 'center'}));
    const spot = await page.$eval('#boletin', (element) => {
      const box = element.getBoundingClientRect();
      return {x: box.x + box.width / 2, y: box.y + box.height / 2};
    });
    await page.mouse.click(spot.x, spot.y);
    await until(async () => (await look(page)).ask);
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).gallery.did), [], 'the page saw the press');
    await page.keyboard.press('Escape');
    await page.goto(entryUrl(server, INLINE), {waitUntil: 'load'});
    assert.equal((await visit(page, server, INLINE, {count: false})).ask, true);
  });
});
