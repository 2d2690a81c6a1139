// @ts-check
// Tick boxes in a form: set to no where they say yes to the brand, read the right way round, and left alone where they are
// terms, consent, the order's own or already the visitor's.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';

import {askExtension, extensionReady, launch, tabOf} from '../support/extension.mjs';
import {startGallery} from '../support/gallery.mjs';
import {cli} from '../support/host.mjs';
import {settle, until} from '../support/visit.mjs';

const PAGE = 'opt-in-boxes.html';

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
});
after(async () => {
  await launched?.close();
  await server?.close();
});

/** Names of the boxes that do not stand as they have to. */
const wrong = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('input[data-end]')]
      .filter((box) => /** @type {HTMLInputElement} */ (box).checked !== (box.getAttribute('data-end') === 'on'))
      .map((box) => box.getAttribute('name')),
  );

const did = () => page.evaluate(() => /** @type {any} */ (window).gallery.did);

/** @param {string} name */
const isTicked = (name) => page.$eval(`[name=${name}]`, (box) => /** @type {HTMLInputElement} */ (box).checked);

describe('opt-in boxes', () => {
  test('a ticked yes is unticked, a reversed one ticked, and what must stay stays', async () => {
    await page.goto(server.url('order-tidal.test', PAGE), {waitUntil: 'load'});
    await until(() => page.evaluate(() => /** @type {any} */ (window).gallery.asked));
    await until(async () => (await wrong()).length === 0, {timeout: 6000});
    assert.deepEqual(await wrong(), []);
    // The page draws one box anew all the time, and sends its form when another changes.
    await settle(page);
    assert.deepEqual(await wrong(), []);
    assert.deepEqual(await did(), [], 'the form was sent');
  });

  test('the popup lists them, and takes one back', async () => {
    const tabId = await tabOf(launched.browser, 'order-tidal.test');
    const {result: state} = await askExtension(launched.browser, {type: 'page_state', tabId});
    const boxes = state.acts.filter((/** @type {any} */ act) => act.surface === 'box');
    assert.equal(boxes.length, 11);
    assert.ok(boxes.every((/** @type {any} */ act) => act.action === 'declined' && act.kind === 'newsletter'));
    const calls = boxes.find((/** @type {any} */ act) => act.label.includes('call me'));
    assert.ok(calls.evidence.length > 0, 'nothing says why');
    const {result} = await askExtension(launched.browser, {type: 'undo', tabId, frameId: calls.frameId, actId: calls.actId});
    assert.equal(result.ok, true);
    await page.bringToFront();
    assert.equal(await isTicked('calls'), true);
    await settle(page);
    assert.equal(await isTicked('calls'), true, 'it was set again');
    assert.equal(await isTicked('offers'), false);
  });

  test('the journal has them, with the time of a line and no more', async () => {
    const {stdout} = await cli(launched.home, ['log', '--json']);
    const entries = stdout.trim().split('\n').map((line) => JSON.parse(line)).flatMap((line) => line.entries ?? line);
    const gone = entries.filter((entry) => entry.outcome === 'gone' && entry.brand === 'order-tidal.test');
    assert.equal(gone.length, 11, JSON.stringify(gone));
    assert.ok(gone.every((entry) => entry.action === 'declined' && entry.seconds === 2), JSON.stringify(gone[0]));
  });

  test('what the visitor ticked stays ticked', async () => {
    await page.goto(server.url('own-tidal.test', PAGE), {waitUntil: 'load'});
    await until(async () => !(await isTicked('offers')));
    await page.click('[name=offers]');
    await page.click('[name=empty]');
    await settle(page);
    assert.equal(await isTicked('offers'), true);
    assert.equal(await isTicked('empty'), true);
  });

  test('the twin without them is untouched', async () => {
    await page.goto(server.url('twin-order-tidal.test', `${PAGE}?twin`), {waitUntil: 'load'});
    await settle(page);
    assert.deepEqual(await wrong(), []);
    const tabId = await tabOf(launched.browser, 'twin-order-tidal.test');
    const {result: state} = await askExtension(launched.browser, {type: 'page_state', tabId});
    assert.deepEqual(state.acts, []);
    await page.bringToFront();
  });

  test('a wanted brand keeps its boxes', async () => {
    await cli(launched.home, ['brands', 'want', 'wanted-tidal.test']);
    await page.goto(server.url('wanted-tidal.test', PAGE), {waitUntil: 'load'});
    await settle(page);
    assert.equal(await isTicked('offers'), true);
    assert.equal(await isTicked('no_mail'), false);
  });
});
