#!/usr/bin/env node
// @ts-check
// What a page costs alone, with this extension and with its peers, in one run and taking turns, so that the machine's mood
// weighs on all alike; and what a visitor sees of an ask with each of them. Prints a table, or JSON; asserts nothing. How it is
// measured stands in docs/benchmark.md.
//
//   node tests/bench/page/bench.mjs [--rounds N] [--pages heavy,feed,1000,20000,100000] [--list FILE]... [--json]
//
// The list files are for @ghostery/adblocker, which brings none; without one it is left out.
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';

import {extensionWorker, launchChromium} from '../../support/chromium.mjs';
import {FrameCounter} from '../../support/frames.mjs';
import {startGallery} from '../../support/gallery.mjs';
import {startServer} from '../../support/server.mjs';
import {heavyPage} from './heavy-page.mjs';
import {feedPage, sizedPage} from './pages.mjs';
import {AUTOCONSENT, makeGhostery} from './peers.mjs';

const WATCHED_MS = 3000;
/** The feed is measured once the page has settled. */
const SETTLED_MS = 2000;
const ASKS = ['newsletter-sweetalert2', 'newsletter-dialog', 'newsletter-inline', 'newsletter-late', 'newsletter-frame'];

const {values} = parseArgs({
  options: {
    rounds: {type: 'string', default: '5'},
    pages: {type: 'string', default: 'heavy,feed,1000,20000,100000'},
    list: {type: 'string', multiple: true, default: []},
    json: {type: 'boolean', default: false},
  },
});
const rounds = Number(values.rounds);
const pages = values.pages.split(',');

/** @param {number[]} list */
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const sleep = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {string} page */
function htmlOf(page) {
  if (page === 'heavy') return heavyPage();
  if (page === 'feed') return feedPage();
  return sizedPage(Number(page));
}

/** Tasks of 50 ms and more, counted by the page. */
const COUNT_LONG_TASKS = `self.longTasks = 0;
new PerformanceObserver((list) => { self.longTasks += list.getEntries().length; }).observe({type: 'longtask', buffered: true});`;

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} url
 * @param {boolean} settledOnly
 */
async function visit(browser, url, settledOnly) {
  const tab = await browser.newPage();
  try {
    const session = await tab.createCDPSession();
    await session.send('Performance.enable', {timeDomain: 'threadTicks'});
    await tab.evaluateOnNewDocument(COUNT_LONG_TASKS);
    const metrics = async () => Object.fromEntries((await session.send('Performance.getMetrics')).metrics.map(({name, value}) => [name, value]));
    await tab.goto(url, {waitUntil: 'domcontentloaded'});
    await sleep(settledOnly ? SETTLED_MS : 0);
    const before = settledOnly ? await metrics() : {TaskDuration: 0, LayoutCount: 0};
    await sleep(WATCHED_MS);
    const after = await metrics();
    return {
      main_ms: 1000 * (after.TaskDuration - before.TaskDuration),
      layouts: after.LayoutCount - before.LayoutCount,
      long_tasks: Number(await tab.evaluate('self.longTasks')),
      heap_mb: after.JSHeapUsedSize / 1e6,
    };
  } finally {
    await tab.close();
  }
}

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} url
 */
async function watchAsk(browser, url) {
  const tab = await browser.newPage();
  try {
    const counter = new FrameCounter(tab);
    await counter.start();
    await tab.goto(url, {waitUntil: 'load'});
    await tab.evaluate("document.querySelector('.ask')?.scrollIntoView({block: 'center'})");
    await sleep(WATCHED_MS);
    return await counter.stop();
  } finally {
    await tab.close();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'lma-bench-'));
const server = await startServer({answers: Object.fromEntries(pages.map((page) => [`/${page}.html`, () => ({type: 'text/html; charset=utf-8', body: htmlOf(page)})]))});
const gallery = await startGallery();
/** @type {Record<string, Awaited<ReturnType<typeof launchChromium>>>} */
const browsers = {};
try {
  browsers.alone = await launchChromium({extension: false});
  browsers['leave-me-alone'] = await launchChromium();
  await extensionWorker(browsers['leave-me-alone'].browser);
  if (existsSync(AUTOCONSENT)) browsers.autoconsent = await launchChromium({extension: false, otherExtensions: [AUTOCONSENT]});
  if (values.list.length > 0) browsers.ghostery = await launchChromium({extension: false, otherExtensions: [makeGhostery(join(folder, 'ghostery'), values.list)]});
  const names = Object.keys(browsers);

  const costs = [];
  for (const page of pages) {
    const url = server.url('paper.test', `${page}.html`);
    /** @type {Record<string, Awaited<ReturnType<typeof visit>>[]>} */
    const visits = Object.fromEntries(names.map((name) => [name, []]));
    for (let round = -1; round < rounds; round++) {
      for (const name of names) {
        const one = await visit(browsers[name].browser, url, page === 'feed');
        if (round >= 0) visits[name].push(one);
      }
    }
    for (const name of names) {
      const of = (/** @type {'main_ms' | 'layouts' | 'long_tasks' | 'heap_mb'} */ key) => Number(median(visits[name].map((one) => one[key])).toFixed(1));
      costs.push({page, contestant: name, main_ms: of('main_ms'), added_ms: 0, ratio: 0, long_tasks: of('long_tasks'), layouts: of('layouts'), heap_mb: of('heap_mb')});
    }
    const alone = costs.find((cost) => cost.page === page && cost.contestant === 'alone')?.main_ms ?? 0;
    for (const cost of costs) {
      if (cost.page !== page) continue;
      cost.added_ms = Number((cost.main_ms - alone).toFixed(1));
      cost.ratio = Number((cost.main_ms / alone).toFixed(2));
    }
  }

  const asks = [];
  for (const name of names) {
    for (const page of ASKS) {
      const {visible, last_ms, frames} = await watchAsk(browsers[name].browser, gallery.url(`${page}.test`, `${page}.html`));
      asks.push({ask: page, contestant: name, frames_visible: visible, last_seen_ms: last_ms, frames});
    }
  }

  if (values.json) console.log(JSON.stringify({rounds, costs, asks}));
  else {
    console.table(costs);
    console.table(asks);
  }
} finally {
  for (const one of Object.values(browsers)) await one.close();
  await server.close();
  await gallery.close();
  rmSync(folder, {recursive: true, force: true});
}
