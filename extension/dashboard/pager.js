// @ts-check
// Back and forth through a list of which a page at a time is in the document: thousands of rows would make every step slow.
import { say } from '../shared/browser.js';
import { find, make, number } from '../shared/view.js';

export const PAGE_ROWS = 50;

/**
 * @param {string} selector where it is drawn
 * @param {(offset: number) => unknown} load
 */
export function makePager(selector, load) {
  let offset = 0;
  let total = 0;
  const back = make('button', { type: 'button', textContent: say('newer_page') });
  const on = make('button', { type: 'button', textContent: say('older_page') });
  const place = make('span', { class: 'quiet', role: 'status' });
  back.addEventListener('click', () => void load(Math.max(0, offset - PAGE_ROWS)));
  on.addEventListener('click', () => void load(offset + PAGE_ROWS));
  find(selector).append(back, place, on);

  return {
    offset: () => offset,
    /** @param {number} at @param {number} shown @param {number} all */
    show(at, shown, all) {
      offset = at;
      total = all;
      find(selector).hidden = total <= PAGE_ROWS;
      /** @type {HTMLButtonElement} */ (back).disabled = offset === 0;
      /** @type {HTMLButtonElement} */ (on).disabled = offset + shown >= total;
      place.textContent = say('rows_of', [number(offset + 1), number(offset + shown), number(total)]);
    },
  };
}

/**
 * Runs `search` when the user has stopped typing or has chosen.
 * @param {string[]} selectors fields and choices
 * @param {() => unknown} search
 */
export function searchOn(selectors, search) {
  const TYPING_PAUSE_MS = 150;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  for (const selector of selectors) {
    find(selector).addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => void search(), TYPING_PAUSE_MS);
    });
  }
}

/**
 * @param {string} selector of a `select`
 * @param {Array<[string, string]>} choices value and words
 */
export function fillChoices(selector, choices) {
  find(selector).replaceChildren(...choices.map(([value, words]) => make('option', { value, textContent: words })));
}

const DAY_MS = 86_400_000;

/** Periods for a `select`: all, and the last days. */
export function periods() {
  return /** @type {Array<[string, string]>} */ ([
    ['0', say('period_all')],
    ['7', say('period_days', [number(7)])],
    ['30', say('period_days', [number(30)])],
    ['365', say('period_days', [number(365)])],
  ]);
}

/** @param {string} days @returns {number} the beginning of a period, as a time; 0 for all */
export function beginOf(days) {
  return Number(days) === 0 ? 0 : Date.now() - Number(days) * DAY_MS;
}
