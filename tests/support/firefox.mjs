// @ts-check
// Starts Firefox with a home of its own, so that the host's manifest in it is found and nothing of the person's is touched.
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

import puppeteer from 'puppeteer-core';

import {FIREFOX_EXTENSION_DIR, HOST_BINARY, HOST_NAME, writeHostWrapper} from './chromium.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];
/** Firefox gives every add-on an address of its own by chance; the tests say which. */
const OWN_ADDRESS = '5b6f0d0e-9f5b-4d7e-8a1c-6f2d1c0b9a87';

/** @returns {string} the path of a Firefox, or throws saying what to install */
export function findFirefox() {
  const found = [process.env.FIREFOX, ...FIREFOX].find((path) => path && existsSync(path));
  if (!found) throw new Error('no Firefox found: install the package "firefox-esr" or set FIREFOX to its path');
  return found;
}

/**
 * The counterpart of launchChromium, with the same options and result.
 * @param {Omit<NonNullable<Parameters<typeof import('./chromium.mjs').launchChromium>[0]>, 'args'>} [options]
 * @returns {Promise<import('./chromium.mjs').Launched>}
 */
export async function launchFirefox({
  extension = true,
  otherExtensions = [],
  binary = HOST_BINARY,
  registerHost = true,
  headless = true,
  home,
} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'lma-firefox-'));
  const profile = join(folder, 'profile');
  const hostHome = home ?? join(folder, 'host');
  const id = readFileSync(join(ROOT, 'manifests', 'extension-gecko-id.txt'), 'utf8').trim();
  if (extension && registerHost) {
    const manifest = {
      name: HOST_NAME,
      description: 'Leave Me Alone',
      path: writeHostWrapper(hostHome, binary),
      type: 'stdio',
      allowed_extensions: [id],
    };
    const manifests = join(folder, '.mozilla', 'native-messaging-hosts');
    mkdirSync(manifests, {recursive: true});
    writeFileSync(join(manifests, `${HOST_NAME}.json`), JSON.stringify(manifest));
  }
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless,
    userDataDir: profile,
    // The extension's own pages are opened from the browser's window (ownPage below); nothing else may do that.
    args: ['--remote-allow-system-access'],
    env: {...process.env, HOME: folder, MOZ_DISABLE_CONTENT_SANDBOX: process.getuid?.() === 0 ? '1' : ''},
    defaultViewport: {width: 1200, height: 800},
    extraPrefsFirefox: {
      // Every made-up site is this machine, and nothing else can be reached.
      'network.dns.forceResolve': '127.0.0.1',
      'network.trr.mode': 5,
      'dom.security.https_first': false,
      'extensions.webextensions.uuids': JSON.stringify({[id]: OWN_ADDRESS}),
    },
  });
  for (const other of otherExtensions) await browser.installExtension(other);
  if (extension) await browser.installExtension(FIREFOX_EXTENSION_DIR);
  return {
    browser,
    profile,
    home: hostHome,
    close: async () => {
      const child = browser.process();
      await Promise.race([browser.close().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 5000))]);
      if (child && child.exitCode === null) child.kill('SIGKILL');
      rmSync(folder, {recursive: true, force: true, maxRetries: 5, retryDelay: 100});
    },
  };
}

/**
 * Runs an expression in the browser's own window.
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} expression
 */
async function inBrowserWindow(browser, expression) {
  // WebDriver BiDi with Mozilla's addition for the browser's own documents, which puppeteer has no function for.
  const {connection} = /** @type {any} */ (browser);
  const {result: tree} = await connection.send('browsingContext.getTree', {'moz:scope': 'chrome'});
  const window = tree.contexts.find((/** @type {any} */ one) => one.url === 'chrome://browser/content/browser.xhtml');
  const {result} = await connection.send('script.evaluate', {
    expression,
    target: {context: window.context},
    awaitPromise: true,
  });
  if (result.type !== 'success') throw new Error(result.exceptionDetails.text);
}

/**
 * Opens one of the extension's own pages in a tab behind the others.
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} path
 * @returns {Promise<import('puppeteer-core').Page>}
 */
export async function ownFirefoxPage(browser, path) {
  const url = `moz-extension://${OWN_ADDRESS}/${path}`;
  // A tab that is opened while the browser ends another sometimes never says where it is; the next one does.
  for (let tries = 0; tries < 3; tries++) {
    const known = new Set(await browser.pages());
    await inBrowserWindow(
      browser,
      `gBrowser.addTab(${JSON.stringify(url)}, {triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal()}); 0`,
    );
    const end = Date.now() + 8000;
    while (Date.now() < end) {
      for (const page of await browser.pages()) {
        if (known.has(page)) continue;
        const there = await page
          .evaluate((wanted) => location.href === wanted && document.readyState === 'complete', url)
          .catch(() => false); // it is on its way from about:blank
        if (there) return page;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`${url} did not open`);
}
