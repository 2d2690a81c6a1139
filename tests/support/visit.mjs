// @ts-check
// What a visitor does with a page of the gallery, and what a visitor would notice. Everything waits for a state.
import {CHROMIUM_ONLY} from './extension.mjs';
import {FrameCounter} from './frames.mjs';
import {countColours} from './png.mjs';

/** Pixels of the screenshot below which nothing of a colour is seen: edges of letters, not a thing. */
const SEEN_PIXELS = 60;

/**
 * @typedef {object} Entry a row of tests/e2e/gallery.json
 * @property {string} page
 * @property {string} site
 * @property {string} [kind]
 * @property {string} language
 * @property {string} widget
 * @property {string | null} [own_no]
 * @property {string} [trigger]
 * @property {string} [surface]
 * @property {string} [query]
 * @property {string} [what]
 */

/**
 * @param {{url: (host: string, path: string) => string}} server
 * @param {Entry} entry
 * @param {{twin?: boolean}} [options]
 */
export function entryUrl(server, entry, {twin = false} = {}) {
  const query = [entry.query, twin ? 'twin' : ''].filter(Boolean).join('&');
  return server.url(entry.site, `${entry.page}.html${query ? `?${query}` : ''}`);
}

/**
 * Waits until `test` gives something true.
 * @template T
 * @param {() => Promise<T>} test
 * @param {{timeout?: number, what?: string}} [options]
 * @returns {Promise<T>} the last value, true or not when the time is over
 */
export async function until(test, {timeout = 8000} = {}) {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await test();
    if (value || Date.now() > end) return value;
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
}

/**
 * What the eye sees now.
 * @param {import('puppeteer-core').Page} page
 * @returns {Promise<{ask: boolean, keep: boolean}>}
 */
export async function look(page) {
  const png = Buffer.from(await page.screenshot({type: 'png', captureBeyondViewport: false}));
  const {ask, keep} = countColours(png);
  return {ask: ask > SEEN_PIXELS, keep: keep > SEEN_PIXELS};
}

/**
 * Does what makes the page show its ask: nothing, a mouse that leaves, or a click on the page's own button.
 * @param {import('puppeteer-core').Page} page
 * @param {Entry} entry
 */
export async function trigger(page, entry) {
  if (entry.surface === 'inline') {
    await page.evaluate(() => document.querySelector('.ask')?.scrollIntoView({block: 'center'}));
  } else if (entry.trigger === 'mouse_leave') {
    await page.mouse.move(600, 300);
    await page.evaluate(() => {
      const leave = {clientY: -1, relatedTarget: null, bubbles: false};
      document.documentElement.dispatchEvent(new MouseEvent('mouseleave', leave));
    });
  } else if (entry.trigger === 'open') {
    // Where the page's own button is gone, nothing opens, and the test says that nothing can be seen.
    await page.click('#opens').catch(() => {});
  }
}

/**
 * Waits until the page has shown what it has to show: its ask (pages say so in gallery.asked), or what is to be kept.
 * @param {import('puppeteer-core').Page} page
 * @param {Entry} entry
 */
async function shown(page, entry) {
  const asked = () => page.evaluate(() => /** @type {any} */ (window).gallery.asked);
  if (entry.kind) await until(asked, {timeout: 15_000});
  if (entry.what) await until(async () => (await look(page)).keep, {timeout: 6000});
}

/**
 * The page has had its say: the widget showed its ask, or was kept from it, and nothing has changed for a while.
 * @param {import('puppeteer-core').Page} page
 * @param {number} [quiet] milliseconds without a change
 */
export async function settle(page, quiet = 700) {
  await page.evaluate(
    (calm) =>
      new Promise((resolve) => {
        const begin = performance.now();
        let last = begin;
        const seen = new MutationObserver(() => (last = performance.now()));
        seen.observe(document, {subtree: true, childList: true, attributes: true});
        const tick = () => {
          const now = performance.now();
          if ((now - begin > calm && now - last > calm) || now - begin > 6000) {
            seen.disconnect();
            resolve(undefined);
          } else {
            setTimeout(tick, 100);
          }
        };
        tick();
      }),
    quiet,
  );
}

/**
 * Visits a page and says what became of what it shows.
 * @param {import('puppeteer-core').Page} page
 * @param {{url: (host: string, path: string) => string}} server
 * @param {Entry} entry
 * @param {{twin?: boolean, count?: boolean}} [options] `count` counts the frames in which an ask was visible, where the browser
 *   has a screencast; elsewhere `frames` is null
 */
export async function visit(page, server, entry, {twin = false, count = true} = {}) {
  const counter = count && !CHROMIUM_ONLY ? new FrameCounter(page) : null;
  await counter?.start();
  await page.goto(entryUrl(server, entry, {twin}), {waitUntil: 'load'});
  if (!twin) {
    await trigger(page, entry);
    await shown(page, entry);
  }
  await settle(page);
  const frames = (await counter?.stop()) ?? null;
  const seen = await look(page);
  // Some widgets write down the answer only when their farewell has faded out.
  if (entry.own_no && !twin && !seen.ask) await until(() => page.evaluate(() => /** @type {any} */ (window).gallery.widgetMemory() !== ''));
  const site = await page.evaluate(() => ({
    memory: /** @type {any} */ (window).gallery.widgetMemory(),
    touched: /** @type {any} */ (window).gallery.touched?.() ?? '',
    did: [.../** @type {any} */ (window).gallery.did],
  }));
  return {...seen, ...site, frames};
}

/**
 * Is the page the visitor's again? Real wheel, real mouse: scroll, select words, press a link; and at no point of the view
 * does something lie over the page that is not the page.
 * @param {import('puppeteer-core').Page} page
 * @returns {Promise<string[]>} what is wrong; empty when nothing is
 */
export async function pageIsFree(page) {
  const wrong = [];
  await page.evaluate(() => window.scrollTo({top: 0, behavior: 'instant'}));
  const before = await page.evaluate(() => window.scrollY);
  await page.mouse.move(600, 500);
  await page.mouse.wheel({deltaY: 300});
  if (!(await until(() => page.evaluate((from) => window.scrollY > from, before), {timeout: 3000}))) {
    wrong.push('the wheel does not scroll the page');
  }
  await page.evaluate(() => window.scrollTo({top: 0, behavior: 'instant'}));

  const line = await page.evaluate(() => {
    const first = document.querySelector('article p');
    const box = first?.getBoundingClientRect();
    return box ? {x: box.left + 4, y: box.top + 12} : null;
  });
  if (line) {
    await page.mouse.move(line.x, line.y);
    await page.mouse.down();
    await page.mouse.move(line.x + 200, line.y, {steps: 4});
    await page.mouse.up();
    const words = await page.evaluate(() => String(getSelection()));
    if (words.length < 5) wrong.push('text cannot be selected');
    await page.evaluate(() => getSelection()?.removeAllRanges());
  }

  const link = await page.evaluate(() => {
    const box = document.querySelector('#probe-link')?.getClientRects()[0];
    return box ? {x: box.left + box.width / 2, y: box.top + box.height / 2} : null;
  });
  if (link) {
    await page.mouse.click(link.x, link.y);
    const followed = () => page.evaluate(() => /** @type {any} */ (window).gallery.did.includes('link'));
    if (!(await until(followed, {timeout: 2000}))) wrong.push('a link cannot be pressed');
    await page.evaluate(() => window.scrollTo({top: 0, behavior: 'instant'}));
  }

  const strangers = await page.evaluate(() => {
    const own = 'main, .site-header, footer, p:has(#opens)';
    const found = new Set();
    for (let x = 1; x < 10; x++) {
      for (let y = 1; y < 10; y++) {
        const hit = document.elementFromPoint((innerWidth * x) / 10, (innerHeight * y) / 10);
        if (hit && hit !== document.body && hit !== document.documentElement && !hit.closest(own)) {
          found.add(hit.id || hit.className || hit.localName);
        }
      }
    }
    return [...found];
  });
  if (strangers.length > 0) wrong.push(`something lies over the page: ${strangers.join(', ')}`);

  const state = await page.evaluate(() => {
    const main = document.querySelector('main');
    const blurred = main ? getComputedStyle(main).filter !== 'none' : false;
    return {
      inert: Boolean(main?.closest('[inert]')),
      hidden: Boolean(main?.closest('[aria-hidden="true"]')),
      blurred,
      header: Boolean(document.querySelector('.site-header')?.checkVisibility()),
      paragraphs: [...document.querySelectorAll('article p')].filter((p) => p.checkVisibility()).length,
      all: document.querySelectorAll('article p').length,
    };
  });
  if (state.inert) wrong.push('main is still inert');
  if (state.hidden) wrong.push('main is still hidden from screen readers');
  if (state.blurred) wrong.push('main is still blurred');
  if (!state.header) wrong.push("the site's header is gone");
  if (state.paragraphs < Math.min(state.all, 5)) wrong.push(`only ${state.paragraphs} paragraphs of the article are left`);
  return wrong;
}
