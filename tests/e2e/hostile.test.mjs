// @ts-check
// Pages that are too much: whatever they do, the page stays alive, nothing stays held, and the next page works.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';

import {extensionReady, launch} from '../support/extension.mjs';
import {entry, startGallery} from '../support/gallery.mjs';
import {hostProcesses} from '../support/host.mjs';
import {look, pageIsFree, settle, until, visit} from '../support/visit.mjs';

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

/** @param {string} name */
const open = (name) =>
  page.goto(server.url(`${name}.test`, `${name}.html`), {waitUntil: 'load', timeout: 30_000});

/** The page paints and answers: three animation frames come within the time limit. */
async function alive() {
  const frames = () =>
    page.evaluate(
      () =>
        new Promise((resolve) => {
          let count = 0;
          const next = () => (++count === 3 ? resolve(true) : requestAnimationFrame(next));
          next();
        }),
    );
  return Promise.race([frames(), new Promise((resolve) => setTimeout(resolve, 8000, false))]);
}

/** What is clipped away although nobody decided it. */
const held = () =>
  page.evaluate(
    () => [...document.querySelectorAll('body *')].filter((one) => getComputedStyle(one).clipPath === 'inset(100%)' && one.checkVisibility()).length,
  );

describe('hostile pages', () => {
  test('an ask of ten million letters', async () => {
    await open('hostile-huge-candidate');
    assert.ok(await alive());
    assert.ok(await until(async () => !(await look(page)).ask, {timeout: 15_000}), 'the ask is still there');
    assert.deepEqual(await pageIsFree(page), []);
  });

  test('ten thousand layers at once', async () => {
    await open('hostile-many-candidates');
    assert.ok(await until(() => page.evaluate(() => /** @type {any} */ (window).gallery.did.includes('crowded'))));
    assert.ok(await alive());
    assert.ok(await until(async () => (await held()) === 0, {timeout: 15_000}), 'layers stay held');
    assert.ok(await alive());
    const paragraphs = await page.evaluate(() => [...document.querySelectorAll('article p')].every((p) => p.checkVisibility()));
    assert.ok(paragraphs, 'the article is damaged');
  });

  test('a page that puts its ask in again for ever is not fought for ever', async () => {
    await open('hostile-insert-loop');
    await settle(page, 600);
    const count = () =>
      page.evaluate(() => {
        const {presses = 0, inserted = 0} = /** @type {any} */ (window).gallery;
        return {presses, inserted};
      });
    assert.ok(await until(async () => !(await look(page)).ask, {timeout: 10_000}), 'the ask is seen');
    const {presses} = await count();
    assert.ok(presses <= 3, `pressed ${presses} times`);
    assert.ok(await alive());
    assert.equal((await count()).presses, presses, 'it is still pressing');
  });

  test('an ask inside fifty shadow roots', async () => {
    await open('hostile-nested-roots');
    await settle(page);
    assert.equal((await look(page)).ask, false, 'the ask is still there');
    assert.deepEqual(await pageIsFree(page), []);
  });

  test('dialogs that take themselves away while they are judged', async () => {
    await open('hostile-self-removing');
    assert.ok(await until(() => page.evaluate(() => /** @type {any} */ (window).gallery.did.includes('quiet')), {timeout: 20_000}));
    assert.ok(await alive());
    assert.deepEqual(await pageIsFree(page), []);
    assert.equal(await held(), 0);
  });

  test('text of which no valid UTF-8 can be made', async () => {
    await open('hostile-broken-text');
    await settle(page);
    assert.equal((await look(page)).ask, false, 'the ask is still there');
    assert.deepEqual(await pageIsFree(page), []);
  });

  test('after all of them one host is there, and an ordinary ask is declined', async () => {
    const seen = await visit(page, server, entry('newsletter-dialog'));
    assert.equal(seen.ask, false);
    assert.equal(seen.memory, 'declined');
    assert.equal(hostProcesses(launched.home).length, 1);
  });
});
