// @ts-check
// The extension's own pages, opened in a tab and used as a person does.
import {until} from './visit.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * Goes from one of the extension's pages to another as a link would: Firefox lets no tool open them by address.
 * @param {Page} page one that was opened with ownPage
 * @param {string} path
 */
const go = (page, path) =>
  page.evaluate((to) => {
    // The page says anew when it is ready.
    delete document.documentElement.dataset.ready;
    const address = new URL(`/${to}`, location.origin).href;
    if (location.href === address) location.reload();
    else location.href = address;
  }, path);

/** @param {Page} page @param {string} view of the dashboard */
export async function openView(page, view) {
  await go(page, `dashboard/dashboard.html#${view}`);
  await page.waitForFunction((name) => document.documentElement.dataset.ready === name, {}, view);
}

/** @param {Page} page @param {number} tabId the tab that the popup is about */
export async function openPopup(page, tabId) {
  await go(page, `popup/popup.html?tab=${tabId}`);
  await page.waitForFunction(() => Boolean(document.documentElement.dataset.ready));
}

/** What each row of a table says, cell by cell. @param {Page} page @param {string} rows a selector @returns {Promise<string[][]>} */
export const rowsOf = (page, rows) =>
  page.$$eval(rows, (found) => found.filter((row) => !(/** @type {HTMLElement} */ (row).hidden)).map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')));

/** @param {Page} page @param {string} selector */
export const textOf = (page, selector) => page.$eval(selector, (element) => element.textContent?.trim() ?? '');

/** Presses what is shown, as a click of the mouse would. @param {Page} page @param {string} selector */
export const press = (page, selector) => page.$eval(selector, (element) => /** @type {HTMLElement} */ (element).click());

/** Chooses or types as a person would. @param {Page} page @param {string} selector @param {string} value */
export const fill = (page, selector, value) =>
  page.$eval(
    selector,
    (element, words) => {
      const field = /** @type {HTMLInputElement} */ (element);
      field.value = words;
      field.dispatchEvent(new Event('input', {bubbles: true}));
      field.dispatchEvent(new Event('change', {bubbles: true}));
    },
    value,
  );

/** @param {Page} page @param {(text: string) => boolean} fits @param {string} [selector] */
export async function says(page, fits, selector = '#said') {
  await until(async () => fits(await textOf(page, selector)));
  return textOf(page, selector);
}
