// @ts-check
// "Block this ask" beyond the one click: larger and smaller, several in a row, only for now, undo, and the second question
// before the page itself is hidden. What the picker draws is in a closed root; the browser's own tools look into it.
import assert from 'node:assert/strict';
import {after, before, beforeEach, describe, test} from 'node:test';

import {extensionWorker, launchChromium} from '../support/chromium.mjs';
import {askExtension, tabOf} from '../support/extension.mjs';
import {startGallery} from '../support/gallery.mjs';
import {entryUrl, until} from '../support/visit.mjs';

const PAGE = {page: 'learn-unknown', site: 'brimbel.test', language: 'en', widget: 'corner card'};

/** @type {Awaited<ReturnType<typeof startGallery>>} */
let server;
/** @type {import('../support/chromium.mjs').Launched} */
let launched;
/** @type {import('puppeteer-core').Page} */
let page;
/** @type {import('puppeteer-core').CDPSession} */
let session;
/** @type {number} */
let tabId;

before(async () => {
  server = await startGallery();
  launched = await launchChromium();
  await extensionWorker(launched.browser);
  page = await launched.browser.newPage();
  session = await page.createCDPSession();
});
after(async () => {
  await launched?.close();
  await server?.close();
});

const learned = async () => {
  const {result} = await askExtension(launched.browser, {type: 'learned', top_url: entryUrl(server, PAGE)});
  await page.bringToFront();
  return result.learned;
};
/** @param {string} selector */
const shows = (selector) => page.$eval(selector, (element) => element.checkVisibility());
/** @param {string} selector */
const middle = (selector) =>
  page.$eval(selector, (element) => {
    const box = element.getBoundingClientRect();
    return {x: box.left + box.width / 2, y: box.top + Math.min(box.height / 2, 20)};
  });

/** Every node of the picker's closed root that the browser's tools can see. */
async function drawn() {
  const {root} = await session.send('DOM.getDocument', {depth: -1, pierce: true});
  /** @type {any[]} */
  const found = [];
  const visit = (/** @type {any} */ node, /** @type {boolean} */ inside) => {
    const ours = inside || node.shadowRootType === 'closed';
    if (ours) found.push(node);
    for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) visit(child, ours);
  };
  visit(root, false);
  return found;
}
/** @param {any} node */
const words = (node) => (node.children ?? []).map((/** @type {any} */ child) => child.nodeValue || words(child)).join(' ');
const panel = async () => words((await drawn()).find(({attributes}) => attributes?.includes('bar')) ?? {});
/** The place of a button of the picker. @param {string} label */
async function button(label) {
  const node = (await drawn()).find((each) => each.nodeName === 'BUTTON' && words(each) === label);
  assert.ok(node, `no button says ${label}`);
  const {model} = await session.send('DOM.getBoxModel', {nodeId: node.nodeId});
  return {x: (model.border[0] + model.border[4]) / 2, y: (model.border[1] + model.border[5]) / 2};
}

/** @param {string} selector what to point at */
async function pointAt(selector) {
  const {x, y} = await middle(selector);
  await page.mouse.move(x - 4, y);
  await page.mouse.move(x, y);
  await new Promise((resolve) => setTimeout(resolve, 120));
  return {x, y};
}

async function startPicker() {
  await page.bringToFront();
  const {result} = await askExtension(launched.browser, {type: 'start_picker', tabId});
  assert.ok(result.started);
  await page.bringToFront();
  assert.ok(await until(async () => (await panel()).includes('Point at the ask')));
}

beforeEach(async () => {
  for (const {id} of await learned()) await askExtension(launched.browser, {type: 'unlearn', learned_id: id});
  await page.bringToFront();
  await page.goto(entryUrl(server, PAGE), {waitUntil: 'load'});
  await page.waitForSelector('#brimbel-box');
  await page.evaluate(() => {
    const other = document.createElement('div');
    other.id = 'second-box';
    other.style.cssText = 'position: fixed; inset: 150px 10px auto auto; width: 200px; padding: 12px; background: #fff';
    other.innerHTML = '<p>Osta menka rulo</p><button>Tarra</button>';
    document.body.append(other);
  });
  tabId = await tabOf(launched.browser, PAGE.site);
});

describe('picker', () => {
  test('the wheel and the arrows make it smaller and larger', async () => {
    await startPicker();
    await pointAt('#brimbel-box p');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.ok(await until(async () => !(await shows('#brimbel-box p'))));
    assert.equal(await shows('#brimbel-box'), true);
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
    assert.ok(await until(() => shows('#brimbel-box p')));

    await startPicker();
    await pointAt('#brimbel-box p');
    await page.mouse.wheel({deltaY: 100});
    await page.mouse.wheel({deltaY: 100});
    await page.mouse.wheel({deltaY: -100});
    await page.keyboard.press('Enter');
    assert.ok(await until(async () => !(await shows('#brimbel-box'))));
  });

  test('several go in a row with Shift, and Ctrl+Z brings the last back', async () => {
    await startPicker();
    for (const selector of ['#second-box', '#brimbel-box']) {
      const {x, y} = await pointAt(selector);
      await page.keyboard.down('Shift');
      await page.mouse.click(x, y);
      await page.keyboard.up('Shift');
      assert.ok(await until(async () => !(await shows(selector))), selector);
    }
    assert.ok(await until(async () => (await learned()).length === 2));
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
    assert.ok(await until(() => shows('#brimbel-box')));
    assert.equal(await shows('#second-box'), false);
    await page.keyboard.press('Escape');
    assert.ok(await until(async () => (await learned()).length === 1));
  });

  test('only for now: it stays away, and comes again with the next visit', async () => {
    await startPicker();
    const {x, y} = await pointAt('#brimbel-box');
    await page.mouse.click(x, y);
    assert.ok(await until(async () => (await panel()).includes('Gone')));
    const spot = await button('Only this time');
    await page.mouse.click(spot.x, spot.y);
    assert.ok(await until(async () => (await learned()).length === 0));
    assert.equal(await shows('#brimbel-box'), false);
    await page.goto(entryUrl(server, PAGE), {waitUntil: 'load'});
    await page.waitForSelector('#brimbel-box');
    assert.equal(await shows('#brimbel-box'), true);
  });

  test('the page’s own content is not hidden before a second press', async () => {
    await startPicker();
    await page.evaluate(() => scrollTo(0, 0));
    const {x, y} = await pointAt('main p');
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    assert.ok(await until(async () => (await panel()).includes('holds much of the page')), await panel());
    assert.ok(await shows('main p'));
    assert.deepEqual(await learned(), []);
    await page.keyboard.press('Escape');
    assert.ok(await shows('main p'), `${x},${y}`);
  });

  test('the page can neither end it nor read it', async () => {
    await startPicker();
    await page.evaluate(() => {
      const host = /** @type {HTMLElement} */ (document.documentElement.querySelector(':scope > [popover]'));
      /** @type {any} */ (window).sees = host.shadowRoot;
      host.remove();
      addEventListener('keydown', (event) => event.stopImmediatePropagation(), true);
    });
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).sees), null);
    const {x, y} = await pointAt('#brimbel-box');
    await page.mouse.click(x, y);
    assert.ok(await until(async () => (await learned()).length === 1));
  });
});
