// @ts-check
// Blocks of the page: a sign-up goes as a whole and leaves no hole, and what only looks like one stays as it was.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {extensionReady, launch} from '../support/extension.mjs';
import {startGallery} from '../support/gallery.mjs';
import {settle, until} from '../support/visit.mjs';

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
  await page.goto(server.url('first.test', 'keep-unsubscribe.html'), {waitUntil: 'load'});
});
after(async () => {
  await launched?.close();
  await server?.close();
});

/**
 * Which of the marked blocks take room on the page, and how many of their words and fields are shown.
 * @param {string} mark
 */
function shown(mark) {
  return page.evaluate((name) => {
    const states = [...document.querySelectorAll(`[data-${name}]`)].map((block) => {
      const parts = [block, ...block.querySelectorAll('*')].filter((part) => !part.matches('option') && (/\S/.test(part.textContent ?? '') || part.matches('input, textarea, select, img')));
      const visible = parts.filter((part) => part.checkVisibility() && part.getClientRects().length > 0);
      return {what: block.getAttribute(`data-${name}`), all: parts.length, visible: visible.length, height: block.getBoundingClientRect().height};
    });
    return states;
  }, mark);
}

/** @param {string} site @param {string} name */
async function open(site, name) {
  await page.goto(server.url(site, name), {waitUntil: 'load'});
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
}

test('sign-ups of services, shops and site builders go as whole blocks', async () => {
  await open('blocks-tidal.test', 'blocks-newsletters.html');
  const left = async () => (await shown('goes')).filter((block) => block.height > 0).map((block) => block.what);
  await until(async () => (await left()).length === 0, {timeout: 10_000});
  assert.deepEqual(await left(), []);
});

test("the footer's links stay beside them", async () => {
  const hurt = (await shown('stays')).filter((block) => block.height === 0 || block.visible === 0);
  assert.deepEqual(hurt, []);
});

test('forms and blocks that only look like asks stay', async () => {
  await open('blocks-keep-tidal.test', 'blocks-lookalikes.html');
  await settle(page, 2500);
  const hurt = (await shown('stays')).filter((block) => block.visible < block.all).map((block) => block.what);
  assert.deepEqual(hurt, []);
});
