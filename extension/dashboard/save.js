// @ts-check
// Hands what the host exports to the user as a file. It comes in parts: a profile with its whole journal is larger than what
// can be passed at once without a pause.
import { ask, make } from '../shared/view.js';
import { resultOf } from './tell.js';

/**
 * @param {string} what
 * @param {string} name of the file
 * @param {string} type
 * @param {(share: number) => void} [progress]
 * @returns {Promise<boolean>} whether all of it came
 */
export async function saveExport(what, name, type, progress = () => {}) {
  const chunks = [];
  for (let part = 1, parts = 1; part <= parts; part++) {
    const result = resultOf(await ask('export', { what, part }));
    if (!result) return false;
    chunks.push(result.text);
    parts = result.parts;
    progress(part / parts);
  }
  const address = URL.createObjectURL(new Blob(chunks, { type }));
  /** @type {HTMLAnchorElement} */ (make('a', { href: address, download: name })).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return true;
}
