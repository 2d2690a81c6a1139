// @ts-check
// A passphrase from the settings: set, the vault locked with it, opened again from the popup, and never without it.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';

import {extensionReady, launch, ownPage, tabOf, toolbar} from '../support/extension.mjs';
import {entry, startGallery} from '../support/gallery.mjs';
import {fill, openPopup, openView, press, says, textOf} from '../support/own-page.mjs';
import {until, visit} from '../support/visit.mjs';

const ASK = entry('newsletter-inline');
const WORDS = 'still waters 水 run deep';

/** @type {Awaited<ReturnType<typeof startGallery>>} */
let server;
/** @type {import('../support/chromium.mjs').Launched} */
let launched;
/** @type {import('puppeteer-core').Page} */
let page;
/** @type {import('puppeteer-core').Page} */
let own;
/** @type {number} */
let tabId;

before(async () => {
  server = await startGallery();
  launched = await launch();
  await extensionReady(launched.browser);
  page = await launched.browser.newPage();
  await visit(page, server, ASK, {count: false});
  tabId = await tabOf(launched.browser, ASK.site);
  own = await ownPage(launched.browser, 'popup/popup.html');
});
after(async () => {
  await launched?.close();
  await server?.close();
});

describe('passphrase', () => {
  test('two that differ are refused', async () => {
    await openView(own, 'settings');
    assert.match(await textOf(own, '#vault-keys'), /a key file$/);
    await fill(own, '#passphrase-new', WORDS);
    await fill(own, '#passphrase-again', `${WORDS}!`);
    await press(own, '#passphrase-form [type=submit]');
    assert.equal(await says(own, (text) => text !== ''), 'The two are not the same.');
  });

  test('it can be the only thing that opens the vault', async () => {
    await fill(own, '#passphrase-new', WORDS);
    await fill(own, '#passphrase-again', WORDS);
    await press(own, '#passphrase-only');
    await press(own, '#passphrase-form [type=submit]');
    assert.equal(await says(own, (text) => text === 'Saved.'), 'Saved.');
    assert.match(await textOf(own, '#vault-keys'), /: a passphrase$/);
  });

  test('once locked, pages are left as they are and the button says so', async () => {
    await press(own, '#lock-now');
    await own.waitForSelector('#trouble form');
    assert.equal(await textOf(own, '#trouble-what'), 'Your vault is locked.');
    await page.bringToFront();
    assert.equal((await visit(page, server, ASK, {count: false})).ask, true);
    assert.equal((await toolbar(launched.browser, tabId)).text, '!');
  });

  test('another passphrase opens nothing, the right one all', async () => {
    await own.bringToFront();
    await openPopup(own, tabId);
    await own.waitForSelector('#trouble form');
    await fill(own, '#trouble input', 'something else');
    await press(own, '#trouble form button');
    await says(own, (text) => text === 'That is another passphrase.', '#trouble form [role=status]');
    await fill(own, '#trouble input', WORDS);
    await press(own, '#trouble form button');
    assert.ok(await until(() => own.$eval('#trouble', (box) => /** @type {HTMLElement} */ (box).hidden)));
    await page.bringToFront();
    assert.equal((await visit(page, server, ASK, {count: false})).ask, false);
    assert.notEqual((await toolbar(launched.browser, tabId)).text, '!');
  });

  test('it is not removed while nothing else would open the vault', async () => {
    await own.bringToFront();
    await openView(own, 'settings');
    await fill(own, '#passphrase-current input', WORDS);
    await press(own, '#passphrase-remove');
    await press(own, '#passphrase-remove');
    assert.equal(await says(own, (text) => text !== ''), 'Nothing else would open the vault then.');
  });
});
