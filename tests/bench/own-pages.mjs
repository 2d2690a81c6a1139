// @ts-check
// What the extension's own pages cost: the popup from opening to ready, and the settings with a large profile: each step a
// person takes, how long until it shows, and the longest task on the page's own thread meanwhile.
// Run: node tests/bench/own-pages.mjs [BRANDS] [ENTRIES]
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';

import {extensionWorker, launchChromium} from '../support/chromium.mjs';
import {ownPage, tabOf} from '../support/extension.mjs';
import {entry, startGallery} from '../support/gallery.mjs';
import {cli} from '../support/host.mjs';
import {fill, openPopup, openView, press} from '../support/own-page.mjs';
import {sampleProfile} from '../support/profile.mjs';
import {visit} from '../support/visit.mjs';

const BRANDS = Number(process.argv[2] ?? 5000);
const ENTRIES = Number(process.argv[3] ?? 100_000);
const ASK = entry('coupon-bootstrap');

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/**
 * @param {import('puppeteer-core').Page} page
 * @param {string} name
 * @param {() => Promise<unknown>} step
 * @param {string} shows what changes when the step is done
 */
async function timed(page, name, step, shows) {
  await page.evaluate((selector) => {
    const state = {begin: performance.now(), longest: 0, shown: 0};
    /** @type {any} */ (window).timed = state;
    new PerformanceObserver((list) => {
      for (const each of list.getEntries()) state.longest = Math.max(state.longest, each.duration);
    }).observe({type: 'longtask'});
    new MutationObserver(() => (state.shown ||= performance.now())).observe(/** @type {Node} */ (document.querySelector(selector)), {childList: true, subtree: true, characterData: true});
  }, shows);
  await step();
  await page.waitForFunction(() => /** @type {any} */ (window).timed.shown > 0, {polling: 20});
  await new Promise((resolve) => setTimeout(resolve, 300));
  const {begin, shown, longest} = await page.evaluate(() => /** @type {any} */ (window).timed);
  console.log(`${name.padEnd(34)} ${String(Math.round(shown - begin)).padStart(6)} ms   longest task ${longest < 50 ? 'under 50' : Math.round(longest)} ms`);
}

const server = await startGallery();
const launched = await launchChromium();
try {
  await extensionWorker(launched.browser);
  const file = join(launched.home, 'large.json');
  writeFileSync(file, JSON.stringify(sampleProfile({brands: BRANDS, entries: ENTRIES, until: Date.now()})));
  const begin = Date.now();
  const {status, stderr} = await cli(launched.home, ['import', '--apply', file]);
  if (status !== 0) throw new Error(stderr);
  console.log(`${BRANDS} brands, ${ENTRIES} journal entries; imported in ${Date.now() - begin} ms\n`);

  const page = await launched.browser.newPage();
  await visit(page, server, ASK, {count: false});
  const tabId = await tabOf(launched.browser, ASK.site);
  const own = await ownPage(launched.browser, 'popup/popup.html');
  const times = [];
  for (let i = 0; i < 11; i++) {
    await openPopup(own, tabId);
    times.push(Number(await own.evaluate(() => document.documentElement.dataset.ready)));
  }
  console.log(`popup, opened to ready (median of 11)  ${median(times)} ms`);

  await openView(own, 'brands');
  await timed(own, 'brands: search', () => fill(own, '#search', 'velvet'), '#brand-rows');
  await timed(own, 'brands: next page', () => press(own, '#brands-pager button:last-child'), '#brand-rows');
  await timed(own, 'brands: sort by asks', () => fill(own, '#brand-sort', 'asks'), '#brand-rows');
  await openView(own, 'journal');
  await timed(own, 'journal: next page', () => press(own, '#journal-pager button:last-child'), '#journal-rows');
  await timed(own, 'journal: search', () => fill(own, '#journal-brand', 'velvet'), '#journal-rows');
  await timed(own, 'journal: one kind', () => fill(own, '#journal-kind', 'survey'), '#journal-rows');
  await openView(own, 'health');
  await timed(own, 'overview, with all charts', () => press(own, 'nav a'), '#statement-table');
  await openView(own, 'data');
  await timed(own, 'export of everything', () => press(own, '#exports button'), '#said');
} finally {
  await launched.close();
  await server.close();
}
