#!/usr/bin/env node
// @ts-check
// What the extension costs a heavy page: main-thread time with and without it, taking turns so that the machine's mood
// weighs on both alike, and the longest task that is ours. Prints figures; asserts nothing (docs/performance.md).
//
//   node tests/bench/page-cost.mjs [--rounds N] [--json]
import {parseArgs} from 'node:util';

import {extensionId, extensionWorker, launchChromium} from '../support/chromium.mjs';
import {startServer} from '../support/server.mjs';
import {heavyPage} from './page/heavy-page.mjs';

/** Long enough for everything that is done in idle time after the page is there. */
const WATCHED_MS = 3000;
const SAMPLE_US = 200;

const {values} = parseArgs({options: {rounds: {type: 'string', default: '7'}, json: {type: 'boolean', default: false}}});
const rounds = Number(values.rounds);

/** @param {number[]} list */
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/**
 * Opens the page once in a new tab.
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} url
 * @param {(session: import('puppeteer-core').CDPSession) => Promise<void>} before
 * @param {(session: import('puppeteer-core').CDPSession) => Promise<any>} after
 */
async function visit(browser, url, before, after) {
  const tab = await browser.newPage();
  try {
    const session = await tab.createCDPSession();
    await before(session);
    await tab.goto(url, {waitUntil: 'domcontentloaded'});
    await new Promise((resolve) => setTimeout(resolve, WATCHED_MS));
    return await after(session);
  } finally {
    await tab.close();
  }
}

/** @param {import('puppeteer-core').Browser} browser @param {string} url @returns {Promise<number>} ms of main-thread tasks */
function taskTime(browser, url) {
  return visit(
    browser,
    url,
    async (session) => {
      await session.send('Performance.enable', {timeDomain: 'threadTicks'});
    },
    async (session) => {
      const {metrics} = await session.send('Performance.getMetrics');
      return 1000 * (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0);
    },
  );
}

/**
 * Profiled apart, since that makes everything slower.
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} url
 * @returns {Promise<{own: number, longest: number}>} ms in the extension's scripts, and in its longest stretch
 */
function ownTime(browser, url) {
  return visit(
    browser,
    url,
    async (session) => {
      await session.send('Profiler.enable');
      await session.send('Profiler.setSamplingInterval', {interval: SAMPLE_US});
      await session.send('Profiler.start');
    },
    async (session) => {
      const {profile} = await session.send('Profiler.stop');
      return stretches(profile);
    },
  );
}

/** @param {import('puppeteer-core').Protocol.Profiler.Profile} profile */
function stretches(profile) {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  /** @type {Set<number>} nodes in whose call chain one of our scripts stands */
  const ours = new Set();
  /** @param {number} id @param {boolean} below */
  const mark = (id, below) => {
    const node = nodes.get(id);
    if (!node) return;
    const own = below || node.callFrame.url.startsWith(`chrome-extension://${extensionId()}/`);
    if (own) ours.add(id);
    for (const child of node.children ?? []) mark(child, own);
  };
  mark(profile.nodes[0].id, false);
  let own = 0;
  let run = 0;
  let longest = 0;
  (profile.samples ?? []).forEach((id, i) => {
    const ms = (profile.timeDeltas?.[i + 1] ?? 0) / 1000;
    run = ours.has(id) ? run + ms : 0;
    if (ours.has(id)) own += ms;
    longest = Math.max(longest, run);
  });
  return {own, longest};
}

const server = await startServer({answers: {'/heavy.html': () => ({type: 'text/html; charset=utf-8', body: heavyPage()})}});
const url = server.url('paper.test', 'heavy.html');
const [bare, full] = [await launchChromium({extension: false}), await launchChromium()];
try {
  await extensionWorker(full.browser);
  for (const {browser} of [bare, full]) await taskTime(browser, url);
  /** @type {{alone: number[], together: number[]}} */
  const times = {alone: [], together: []};
  for (let round = 0; round < rounds; round++) {
    times.alone.push(await taskTime(bare.browser, url));
    times.together.push(await taskTime(full.browser, url));
  }
  const profiled = [];
  for (let round = 0; round < Math.min(rounds, 3); round++) profiled.push(await ownTime(full.browser, url));
  const alone = median(times.alone);
  const together = median(times.together);
  const figures = {
    alone_ms: Math.round(alone),
    together_ms: Math.round(together),
    ratio: Number((together / alone).toFixed(2)),
    own_ms: Math.round(median(profiled.map((one) => one.own))),
    longest_ms: Math.round(median(profiled.map((one) => one.longest))),
    rounds,
  };
  if (values.json) console.log(JSON.stringify(figures));
  else {
    console.log(`main thread, page alone        ${figures.alone_ms} ms (median of ${rounds})`);
    console.log(`main thread, with the extension ${figures.together_ms} ms, ratio ${figures.ratio}`);
    console.log(`in the extension's scripts      ${figures.own_ms} ms, longest stretch ${figures.longest_ms} ms (profiled)`);
  }
} finally {
  await bare.close();
  await full.close();
  await server.close();
}
