// @ts-check
// The one place that knows that the browsers differ.

/**
 * The browser's extension interface. Firefox calls it `browser`; both give promises under Manifest V3.
 * @type {typeof chrome}
 */
export const api = /** @type {any} */ (globalThis).browser ?? globalThis.chrome;

/** @returns {'chromium' | 'firefox'} */
export function browserFamily() {
  return api.runtime.getURL('').startsWith('moz-extension:') ? 'firefox' : 'chromium';
}

/**
 * Why a native port was closed, in the browser's own words; '' when it does not say.
 * Chromium sets `runtime.lastError` while the listener runs, Firefox puts it on the port.
 * @param {chrome.runtime.Port} port
 * @returns {string}
 */
export function disconnectReason(port) {
  return api.runtime.lastError?.message ?? /** @type {any} */ (port).error?.message ?? '';
}

/**
 * A localised message of `_locales`; the key itself where it is missing, so that a hole is seen.
 * @param {string} key
 * @param {string | number | Array<string | number>} [values] what stands for $1, $2…
 * @returns {string}
 */
export function say(key, values = []) {
  const list = (Array.isArray(values) ? values : [values]).map(String);
  return api.i18n.getMessage(key, list) || key;
}

/**
 * The language of our words, for dates and numbers: "pt-BR". With the region that the browser says, where it speaks the
 * same language.
 */
export function uiLanguage() {
  const ours = say('language_tag');
  const theirs = api.i18n.getUILanguage();
  return theirs.split('-')[0] === ours.split('-')[0] ? theirs : ours;
}

/** @returns {'ltr' | 'rtl'} */
export function uiDirection() {
  return say('text_direction') === 'rtl' ? 'rtl' : 'ltr';
}
