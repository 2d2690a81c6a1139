// @ts-check
// "Block this ask" and undo: one click and the ask is gone, gone on the next visit before it is painted, and back when the
// visitor says so.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';

import {askExtension, extensionReady, launch, tabOf} from '../support/extension.mjs';
import {entry, startGallery} from '../support/gallery.mjs';
import {entryUrl, look, pageIsFree, until, visit} from '../support/visit.mjs';

/** Not in the gallery: without the visitor nobody can tell that it is an ask. */
const UNKNOWN = {page: 'learn-unknown', site: 'brimbel.test', language: 'en', widget: 'corner card'};

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

describe('block this ask', () => {
  test('what nobody can recognise is left alone at first', async () => {
    assert.equal((await visit(page, server, UNKNOWN)).ask, true);
  });

  test('one click takes it away, and the page does not see the click', async () => {
    const tabId = await tabOf(launched.browser, UNKNOWN.site);
    const {result} = await askExtension(launched.browser, {type: 'start_picker', tabId});
    assert.equal(result.started, true);
    await page.bringToFront();
    const spot = await page.evaluate(() => {
      const box = /** @type {Element} */ (document.querySelector('#brimbel-box button')).getBoundingClientRect();
      return {x: box.left + box.width / 2, y: box.top + box.height / 2};
    });
    const gone = await until(
      async () => {
        await page.mouse.move(spot.x - 3, spot.y);
        await page.mouse.move(spot.x, spot.y);
        // Until the picker is there a click would reach the page; its bar stands over the button and has to make room.
        const ready = await page.evaluate(({x, y}) => {
          const bar = document.documentElement.querySelector(':scope > [popover]');
          return Boolean(bar && document.elementFromPoint(x, y)?.closest('#brimbel-box'));
        }, spot);
        if (ready) await page.mouse.click(spot.x, spot.y);
        return page.evaluate(() => !document.querySelector('#brimbel-box')?.checkVisibility());
      },
      {timeout: 6000},
    );
    assert.ok(gone, 'the ask is still there');
    const {result: state} = await askExtension(launched.browser, {type: 'page_state', tabId});
    await page.bringToFront();
    assert.equal(state.learned.length, 1, 'it was not learned');
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).gallery.did), [], 'the page saw the click');
  });

  test('on the next visit it is gone before it is painted', async () => {
    const seen = await visit(page, server, UNKNOWN);
    assert.equal(seen.ask, false, 'it is back');
    if (seen.frames) assert.equal(seen.frames.visible, 0, 'it was painted');
    assert.deepEqual(await pageIsFree(page), []);
  });

  test('switched off, it may show again', async () => {
    const tabId = await tabOf(launched.browser, UNKNOWN.site);
    const {result: state} = await askExtension(launched.browser, {type: 'page_state', tabId});
    const {result} = await askExtension(launched.browser, {
      type: 'learned_set',
      learned_id: state.learned[0].id,
      enabled: false,
    });
    assert.equal(result?.learned.enabled, false);
    await page.bringToFront();
    assert.equal((await visit(page, server, UNKNOWN)).ask, true);
  });
});

describe('undo', () => {
  test('what was hidden comes back where it was, and stays', async () => {
    const inline = entry('newsletter-inline');
    assert.equal((await visit(page, server, inline)).ask, false);
    const tabId = await tabOf(launched.browser, inline.site);
    const {result: state} = await askExtension(launched.browser, {type: 'page_state', tabId});
    const act = state.acts.find((/** @type {any} */ one) => one.action === 'hidden');
    assert.ok(act, 'the popup would list nothing to undo');
    assert.equal(act.kind, 'newsletter');
    await askExtension(launched.browser, {type: 'undo', tabId, frameId: act.frameId, actId: act.actId});
    await page.bringToFront();
    assert.ok(await until(async () => (await look(page)).ask), 'it did not come back');
    const style = await page.evaluate(() => document.querySelector('#boletin')?.getAttribute('style'));
    assert.ok(!style, `it came back with a style of ours: ${style}`);
  });

  test('"always allow this" holds on the next visit', async () => {
    const inline = entry('newsletter-inline');
    await page.goto(entryUrl(server, inline), {waitUntil: 'load'});
    const tabId = await tabOf(launched.browser, inline.site);
    /** @type {any} */
    let act;
    await until(async () => {
      const {result} = await askExtension(launched.browser, {type: 'page_state', tabId});
      act = result?.acts.find((/** @type {any} */ one) => one.action === 'hidden');
      return act;
    });
    assert.ok(act);
    const {frameId, actId, kind} = act;
    const answer = await askExtension(launched.browser, {type: 'allow_always', tabId, frameId, actId, kind, label: 'boletín'});
    assert.ok(answer.result, answer.error?.message);
    await page.bringToFront();
    assert.equal((await visit(page, server, inline)).ask, true);
  });
});
