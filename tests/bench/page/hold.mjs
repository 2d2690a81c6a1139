// @ts-check
// How long a dialog that the visitor needs is held back. Every way in which tests/e2e/pages/ways.html lets a box appear is
// walked with the box that is to be kept; the time from its first clip to its release is taken in the page. Prints a table,
// or with --json one object. Asserts nothing.
import {parseArgs} from 'node:util';

import {launchChromium} from '../../support/chromium.mjs';
import {extensionReady} from '../../support/extension.mjs';
import {startGallery} from '../../support/gallery.mjs';
import {until} from '../../support/visit.mjs';

const {values} = parseArgs({options: {rounds: {type: 'string', default: '5'}, json: {type: 'boolean', default: false}}});
const rounds = Number(values.rounds);

/** In the page, from its first node on: when the box was clipped, and for how long. */
function watchClips() {
  /** @type {number[]} */
  const held = [];
  Object.assign(window, {held});
  let since = 0;
  new MutationObserver(() => {
    const box = document.getElementById('box');
    const clipped = box?.style.clipPath.startsWith('inset(100%') ?? false;
    if (clipped && since === 0) since = performance.now();
    if (!clipped && since > 0) {
      held.push(performance.now() - since);
      since = 0;
    }
  }).observe(document, {subtree: true, attributes: true, attributeFilter: ['style']});
}

/** @param {number[]} sorted @param {number} share */
const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;

const server = await startGallery();
const launched = await launchChromium();
await extensionReady(launched.browser);
const page = await launched.browser.newPage();
await page.evaluateOnNewDocument(watchClips);
const open = (/** @type {string} */ path) => page.goto(server.url('ways-of-tidal.test', path), {waitUntil: 'load'});
await open('ways.html');
/** @type {string[]} */
const names = await page.evaluate(() => /** @type {any} */ (window).ways.names);
/** @type {number[]} */
const all = [];
let never = 0;
for (let round = 0; round < rounds; round++) {
  for (const way of names) {
    await open(`ways.html?what=keep&way=${encodeURIComponent(way)}`);
    await until(() => page.evaluate(() => /** @type {any} */ (window).gallery.asked));
    const held = await page.evaluate(() => /** @type {any} */ (window).held);
    if (held.length === 0) never += 1;
    all.push(...held);
  }
}
await launched.close();
await server.close();
all.sort((a, b) => a - b);
const figures = {visits: rounds * names.length, held: all.length, not_held: never, median_ms: quantile(all, 0.5), p99_ms: quantile(all, 0.99), longest_ms: all.at(-1) ?? 0};
if (values.json) console.log(JSON.stringify(figures));
else for (const [name, value] of Object.entries(figures)) console.log(name.padEnd(12), Number(value.toFixed(1)));
process.exit(0);
