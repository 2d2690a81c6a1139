// @ts-check
// The browser under test with the extension in it (LMA_BROWSER: chromium or firefox), and the extension seen from outside:
// what its own pages may ask (extension/background/router.js), and its toolbar button.
import {extensionId, extensionWorker, launchChromium} from './chromium.mjs';
import {launchFirefox, ownFirefoxPage} from './firefox.mjs';

/** Which browser the end-to-end tests drive. */
export const BROWSER = process.env.LMA_BROWSER === 'firefox' ? 'firefox' : 'chromium';
const isFirefox = BROWSER === 'firefox';
/** For tests of what only Chromium's tools can do (screencast, throttling); the reason is shown with the skipped test. */
export const CHROMIUM_ONLY = isFirefox ? 'needs a tool that only Chromium has' : false;

/** Starts that browser, with a profile made for the occasion. */
export const launch = isFirefox ? launchFirefox : launchChromium;

/**
 * Opens one of the extension's own pages in a tab.
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} path
 * @returns {Promise<import('puppeteer-core').Page>}
 */
export async function ownPage(browser, path) {
  if (isFirefox) return ownFirefoxPage(browser, path);
  const page = await browser.newPage();
  await page.goto(`chrome-extension://${extensionId()}/${path}`, {waitUntil: 'load'});
  return page;
}

/**
 * Runs a function in one of the extension's own pages.
 * @template A, R
 * @param {import('puppeteer-core').Browser} browser
 * @param {(arg: A) => R} run
 * @param {A} arg
 * @returns {Promise<Awaited<R>>}
 */
async function inExtension(browser, run, arg) {
  const page = await ownPage(browser, 'popup/popup.html');
  try {
    return /** @type {any} */ (await page.evaluate(/** @type {any} */ (run), arg));
  } finally {
    await page.close();
  }
}

/**
 * Runs a function where the extension's toolbar and tabs can be seen, with no tab opened in front.
 * @template A, R
 * @param {import('puppeteer-core').Browser} browser
 * @param {(arg: A) => R} run
 * @param {A} arg
 * @returns {Promise<Awaited<R>>}
 */
async function inBackground(browser, run, arg) {
  if (isFirefox) return inExtension(browser, run, arg);
  const worker = await extensionWorker(browser);
  return /** @type {any} */ (await worker.evaluate(/** @type {any} */ (run), arg));
}

/**
 * Waits until the extension is awake: its worker runs, or its background page answers.
 * @param {import('puppeteer-core').Browser} browser
 */
export async function extensionReady(browser) {
  if (!isFirefox) await extensionWorker(browser);
  else await inExtension(browser, () => chrome.runtime.sendMessage({type: 'health'}), undefined);
}

/**
 * Sends a message as the popup does, and gives the answer `{result}` or `{error}`.
 * @param {import('puppeteer-core').Browser} browser
 * @param {Record<string, unknown>} message
 * @returns {Promise<any>}
 */
export const askExtension = (browser, message) =>
  inExtension(browser, (request) => chrome.runtime.sendMessage(request), message);

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} host the host name of the page in the tab
 * @returns {Promise<number>} the browser's number of that tab
 */
export async function tabOf(browser, host) {
  const find = async (/** @type {string} */ name) => {
    const tabs = await chrome.tabs.query({});
    return tabs.find((tab) => tab.url && new URL(tab.url).hostname === name)?.id;
  };
  const id = await inBackground(browser, find, host);
  if (id === undefined) throw new Error(`no tab shows ${host}`);
  return id;
}

/**
 * What the toolbar's button says for a tab.
 * @param {import('puppeteer-core').Browser} browser
 * @param {number} tabId
 * @returns {Promise<{text: string, title: string}>}
 */
export const toolbar = (browser, tabId) =>
  inBackground(
    browser,
    async (id) => ({text: await chrome.action.getBadgeText({tabId: id}), title: await chrome.action.getTitle({tabId: id})}),
    tabId,
  );
