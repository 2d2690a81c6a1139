// @ts-check
// How quiet, which kinds are welcome from everybody, and how long the journal is kept.
import { say } from '../shared/browser.js';
import { KINDS, kindName } from '../shared/kinds.js';
import { ask, find, make, number } from '../shared/view.js';
import { fillChoices } from './pager.js';
import { startPassphrase } from './passphrase.js';
import { resultOf, tell } from './tell.js';

const MONTHS = [1, 3, 6, 12, 24, 60];

/** @param {Record<string, unknown>} fields */
async function set(fields) {
  if (resultOf(await ask('settings', fields))) tell(say('saved'));
}

/** @param {string[]} allowed */
function showKinds(allowed) {
  const boxes = KINDS.map((kind) => /** @type {HTMLInputElement} */ (make('input', { type: 'checkbox', value: kind, checked: allowed.includes(kind) })));
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  for (const box of boxes) box.addEventListener('change', () => void set({ allowed_kinds: chosen() }));
  find('#allowed-kinds').replaceChildren(...boxes.map((box) => make('label', {}, [box, kindName(box.value)])));
}

export function startSettings() {
  const fillPassphrase = startPassphrase();
  for (const radio of document.querySelectorAll('#quiet input')) {
    radio.addEventListener('change', () => void set({ quiet_level: /** @type {HTMLInputElement} */ (radio).value }));
  }
  find('#journal-months').addEventListener('change', () => void set({ journal_months: Number(find('#journal-months').value) }));
  return async () => {
    await fillPassphrase();
    const result = resultOf(await ask('settings'));
    if (!result) return;
    const { quiet_level: level, allowed_kinds: allowed, journal_months: months } = result.settings;
    for (const choice of document.querySelectorAll('#quiet input')) {
      const radio = /** @type {HTMLInputElement} */ (choice);
      radio.checked = radio.value === level;
    }
    showKinds(allowed);
    const known = [...new Set([...MONTHS, months])].sort((a, b) => a - b);
    fillChoices('#journal-months', known.map((count) => [String(count), say('months', [number(count)])]));
    find('#journal-months').value = String(months);
  };
}
