// @ts-check
// The extension seen from outside: what its own pages may ask (extension/background/router.js), and its toolbar button.
import {extensionId, extensionWorker} from './chromium.mjs';

/**
 * Sends a message as the popup does, and gives the answer `{result}` or `{error}`.
 * @param {import('puppeteer-core').Browser} browser
 * @param {Record<string, unknown>} message
 * @returns {Promise<any>}
 */
export async function askExtension(browser, message) {
  const own = await browser.newPage();
  try {
    await own.goto(`chrome-extension://${extensionId()}/popup/popup.html`);
    return await own.evaluate((request) => chrome.runtime.sendMessage(request), message);
  } finally {
    await own.close();
  }
}

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} host the host name of the page in the tab
 * @returns {Promise<number>} the browser's number of that tab
 */
export async function tabOf(browser, host) {
  const worker = await extensionWorker(browser);
  const id = await worker.evaluate(async (name) => {
    const tabs = await chrome.tabs.query({});
    return tabs.find((tab) => tab.url && new URL(tab.url).hostname === name)?.id;
  }, host);
  if (id === undefined) throw new Error(`no tab shows ${host}`);
  return id;
}

/**
 * What the toolbar's button says for a tab.
 * @param {import('puppeteer-core').Browser} browser
 * @param {number} tabId
 * @returns {Promise<{text: string, title: string}>}
 */
export async function toolbar(browser, tabId) {
  const worker = await extensionWorker(browser);
  return worker.evaluate(
    async (id) => ({text: await chrome.action.getBadgeText({tabId: id}), title: await chrome.action.getTitle({tabId: id})}),
    tabId,
  );
}
