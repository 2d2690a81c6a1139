// @ts-check
// When the host dies, is missing or cannot open its vault: the page is as it would be without the extension, the toolbar
// says so, and the next page works again where that is possible.
import assert from 'node:assert/strict';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';

import {extensionReady, launch, tabOf, toolbar} from '../support/extension.mjs';
import {entry, startGallery} from '../support/gallery.mjs';
import {allFiles, hostProcesses} from '../support/host.mjs';
import {pageIsFree, until, visit} from '../support/visit.mjs';

/** @type {Awaited<ReturnType<typeof startGallery>>} */
let server;

before(async () => {
  server = await startGallery();
});
after(() => server?.close());

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} page a page of the gallery that is open
 */
const badge = async (browser, page) => toolbar(browser, await tabOf(browser, entry(page).site));

describe('the host dies in the middle of browsing', () => {
  /** @type {import('../support/chromium.mjs').Launched} */
  let launched;
  /** @type {import('puppeteer-core').Page} */
  let page;
  before(async () => {
    launched = await launch();
    await extensionReady(launched.browser);
    page = await launched.browser.newPage();
  });
  after(() => launched?.close());

  test('one host process serves the browser', async () => {
    assert.equal((await visit(page, server, entry('newsletter-dialog'))).ask, false);
    assert.equal(hostProcesses(launched.home).length, 1);
  });

  test('SIGKILL: the page is unharmed, the toolbar says so', async () => {
    for (const pid of hostProcesses(launched.home)) process.kill(pid, 'SIGKILL');
    const told = await until(async () => (await badge(launched.browser, 'newsletter-dialog')).text.includes('!') || hostProcesses(launched.home).length > 0);
    assert.ok(told, 'neither a sign on the toolbar nor a new host');
    assert.deepEqual(await pageIsFree(page), []);
  });

  test('the next page works again', async () => {
    const seen = await visit(page, server, entry('referral-popover'));
    assert.equal(seen.ask, false);
    assert.equal(seen.memory, 'declined');
    assert.equal(hostProcesses(launched.home).length, 1);
    assert.equal((await badge(launched.browser, 'referral-popover')).text.includes('!'), false, 'the sign is still on the toolbar');
  });

  test('the host ends with its browser', async () => {
    await launched.close();
    assert.ok(await until(async () => hostProcesses(launched.home).length === 0), 'a host was left behind');
  });
});

describe('without a host that works', () => {
  /**
   * @param {string} title
   * @param {() => {options: Parameters<typeof launch>[0], done?: () => void}} prepare
   */
  function asWithout(title, prepare) {
    test(title, async () => {
      const {options, done} = prepare();
      const launched = await launch(options);
      try {
        await extensionReady(launched.browser);
        const page = await launched.browser.newPage();
        const asked = await visit(page, server, entry('newsletter-sweetalert2'));
        assert.equal(asked.ask, true, 'the page is not as without the extension');
        assert.equal(asked.memory, '');
        const sign = await until(async () => {
          const {text, title: tip} = await badge(launched.browser, 'newsletter-sweetalert2');
          return text.includes('!') && tip.length > 20 ? tip : '';
        });
        assert.ok(sign, 'the toolbar does not say what is wrong');
        const kept = await visit(page, server, entry('keep-error-izitoast'));
        assert.equal(kept.keep, true);
        assert.equal(kept.touched, '');
      } finally {
        await launched.close();
        done?.();
      }
    });
  }

  asWithout('no host is installed', () => ({options: {registerHost: false}}));
  asWithout('the host cannot be started', () => ({options: {binary: '/nonexistent/leave-me-alone'}}));
  asWithout('the folder of the vault cannot be made', () => {
    const home = join(tmpdir(), `lma-no-vault-${process.pid}`);
    mkdirSync(home, {recursive: true});
    writeFileSync(join(home, 'data'), 'a file where a folder should be');
    return {options: {home}, done: () => rmSync(home, {recursive: true, force: true})};
  });
});

describe('the vault', () => {
  test('without its key nothing is declined and nothing is overwritten', async () => {
    const home = join(tmpdir(), `lma-no-key-${process.pid}`);
    mkdirSync(home, {recursive: true});
    try {
      const first = await launch({home});
      try {
        await extensionReady(first.browser);
        assert.equal((await visit(await first.browser.newPage(), server, entry('newsletter-dialog'))).ask, false);
      } finally {
        await first.close();
      }
      const keys = allFiles(home).filter((file) => /key/.test(file.path.slice(home.length)));
      assert.ok(keys.length > 0, 'no key file was found to take away');
      for (const {path} of keys) rmSync(path);
      const before_ = allFiles(home).filter((file) => /vault/.test(file.path)).map((file) => file.path);

      const second = await launch({home});
      try {
        await extensionReady(second.browser);
        const page = await second.browser.newPage();
        const seen = await visit(page, server, entry('newsletter-sweetalert2'));
        assert.equal(seen.ask, true, 'asks are declined although the vault is locked');
        assert.ok(await until(async () => (await badge(second.browser, 'newsletter-sweetalert2')).text.includes('!')), 'the toolbar says nothing');
      } finally {
        await second.close();
      }
      const after_ = allFiles(home).filter((file) => /vault/.test(file.path)).map((file) => file.path);
      for (const path of before_) {
        if (!/-(wal|shm)$/.test(path)) assert.ok(after_.includes(path), `${path} is gone`);
      }
      assert.equal(allFiles(home).some((file) => keys.some((key) => key.path === file.path)), false, 'a new key was made');
    } finally {
      rmSync(home, {recursive: true, force: true});
    }
  });
});
