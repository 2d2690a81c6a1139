// @ts-check
// Hands a text to the user as a file.
import { make } from '../shared/view.js';

/** @param {string} name @param {string} type @param {string} text */
export function saveText(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  /** @type {HTMLAnchorElement} */ (make('a', { href: address, download: name })).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
