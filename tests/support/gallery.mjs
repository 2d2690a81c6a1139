// @ts-check
// The gallery's table, and a server that plays all its sites.
import {readFileSync} from 'node:fs';

import {startServer} from './server.mjs';
import {VENDOR_ANSWERS} from './vendor-answers.mjs';

/** @typedef {import('./visit.mjs').Entry} Entry */

/** @type {{asks: Entry[], keeps: Entry[]}} */
const table = JSON.parse(readFileSync(new URL('../e2e/gallery.json', import.meta.url), 'utf8'));

export const ASKS = table.asks;
export const KEEPS = table.keeps;

/**
 * @param {string} page
 * @returns {Entry} the row of that page
 */
export function entry(page) {
  const found = [...ASKS, ...KEEPS].find((row) => row.page === page);
  if (!found) throw new Error(`no page ${page} in the gallery`);
  return found;
}

export const startGallery = () => startServer({answers: VENDOR_ANSWERS});
