// @ts-check
// Filter lists: what a list names is gone before it is painted where the brand is not wanted, and stays where it is.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';

import {extensionReady, launch} from '../support/extension.mjs';
import {startGallery} from '../support/gallery.mjs';
import {cli} from '../support/host.mjs';
import {look, pageIsFree, until, visit} from '../support/visit.mjs';

/** Not in the gallery: nobody but a list can tell that it is an ask. */
const UNKNOWN = {page: 'learn-unknown', site: 'brimbel.test', language: 'en', widget: 'corner card'};

/** @type {Awaited<ReturnType<typeof startGallery>>} */
let server;
/** @type {import('../support/chromium.mjs').Launched} */
let launched;
/** @type {import('puppeteer-core').Page} */
let page;

/** @param {string} name @param {string} text */
async function addList(name, text) {
  const file = join(launched.home, `${name}.txt`);
  writeFileSync(file, text);
  const {status, stderr} = await cli(launched.home, ['lists', 'add', file]);
  assert.equal(status, 0, stderr);
}

/** @param {string[]} args */
async function run(...args) {
  const {status, stderr} = await cli(launched.home, args);
  assert.equal(status, 0, stderr);
}

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

describe('filter lists', () => {
  test('without a list it shows', async () => {
    assert.equal((await visit(page, server, UNKNOWN)).ask, true);
  });

  test("what a list names on this site is never painted, also on a page that was open", async () => {
    await addList('site', '! made up\nbrimbel.test##.corner.ask\n');
    assert.ok(await until(async () => !(await look(page)).ask), 'the open page still shows it');
    const seen = await visit(page, server, UNKNOWN);
    assert.equal(seen.ask, false, 'it shows');
    if (seen.frames) assert.equal(seen.frames.visible, 0, 'it was painted');
    assert.deepEqual(await pageIsFree(page), []);
  });

  test('a wanted brand shows it, and so does one of which a single kind is wanted', async () => {
    await run('brands', 'want', UNKNOWN.site);
    assert.equal((await visit(page, server, UNKNOWN)).ask, true);
    await run('brands', 'unwant', UNKNOWN.site);
    assert.equal((await visit(page, server, UNKNOWN)).ask, false);
    await run('brands', 'want', UNKNOWN.site, '--kinds', 'coupon');
    assert.equal((await visit(page, server, UNKNOWN)).ask, true);
    await run('brands', 'unwant', UNKNOWN.site);
  });

  test('switched off it shows, and an exception of another list wins', async () => {
    await run('lists', 'off', 'site');
    assert.equal((await visit(page, server, UNKNOWN)).ask, true);
    await run('lists', 'on', 'site');
    assert.equal((await visit(page, server, UNKNOWN)).ask, false);
    await addList('mine', 'brimbel.test#@#.corner.ask\n');
    assert.equal((await visit(page, server, UNKNOWN)).ask, true);
    await run('lists', 'remove', 'mine');
    await run('lists', 'remove', 'site');
  });

  test('a rule for every site hides it too', async () => {
    await addList('everywhere', '###brimbel-box\n##[data-made-up="box"]\n');
    const seen = await visit(page, server, UNKNOWN);
    assert.equal(seen.ask, false, 'it shows');
    assert.deepEqual(await pageIsFree(page), []);
    await run('brands', 'want', UNKNOWN.site);
    assert.equal((await visit(page, server, UNKNOWN)).ask, true);
    await run('brands', 'unwant', UNKNOWN.site);
    await run('lists', 'remove', 'everywhere');
  });

  test("a rule that takes the page's content away is dropped, and the others stand", async () => {
    await addList('careless', 'brimbel.test##body > *\nbrimbel.test###brimbel-box\n');
    const seen = await visit(page, server, UNKNOWN);
    assert.equal(seen.ask, false, 'the other rule does not hold');
    const readable = () => page.evaluate(() => document.querySelector('article p')?.checkVisibility() === true);
    assert.ok(await until(readable, {timeout: 5000}), 'the article is gone');
    await run('lists', 'remove', 'careless');
  });
});
