// @ts-check
// The time statement: seconds given back by month and brand, with the formula shown, as CSV and for print.
import { say, uiLanguage } from '../shared/browser.js';
import { kindName } from '../shared/kinds.js';
import { ask, duration, find, make, number } from '../shared/view.js';
import { fillChoices } from './pager.js';
import { saveText } from './save.js';
import { resultOf } from './tell.js';

/** Brands named for each month; the others are summed up. */
const MOST_BRANDS = 12;

/**
 * @typedef {{month: string, brand: string, kind: string, gone: number, seconds: number}} StatementRow
 * @typedef {{gone: number, seconds: number}} Sum
 */

/** @param {StatementRow[]} rows @returns {Array<[string, Map<string, Sum>]>} brands by month, newest month first */
function byMonth(rows) {
  /** @type {Map<string, Map<string, Sum>>} */
  const months = new Map();
  for (const { month, brand, gone, seconds } of rows) {
    const brands = months.get(month) ?? new Map();
    const sum = brands.get(brand) ?? { gone: 0, seconds: 0 };
    brands.set(brand, { gone: sum.gone + gone, seconds: sum.seconds + seconds });
    months.set(month, brands);
  }
  return [...months].sort(([a], [b]) => b.localeCompare(a));
}

/** @param {Iterable<Sum>} sums @returns {Sum} */
function total(sums) {
  const all = { gone: 0, seconds: 0 };
  for (const { gone, seconds } of sums) {
    all.gone += gone;
    all.seconds += seconds;
  }
  return all;
}

/** @param {string} tag @param {string} name @param {Sum} sum @param {string} [look] */
function line(tag, name, { gone, seconds }, look = '') {
  return make('tr', { class: look }, [
    make(tag, { dir: 'auto', ...(tag === 'th' ? { scope: 'row' } : {}) }, [name]),
    make('td', { class: 'figure' }, [number(gone)]),
    make('td', { class: 'figure' }, [number(seconds)]),
    make('td', { class: 'figure' }, [duration(seconds)]),
  ]);
}

/** @param {StatementRow[]} rows */
function table(rows) {
  const monthName = new Intl.DateTimeFormat(uiLanguage(), { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const lines = byMonth(rows).flatMap(([month, brands]) => {
    const sorted = [...brands].sort(([a, x], [b, y]) => y.seconds - x.seconds || a.localeCompare(b));
    const rest = sorted.slice(MOST_BRANDS).map(([, sum]) => sum);
    return [
      line('th', monthName.format(Date.parse(`${month}-01T00:00:00Z`)), total(brands.values()), 'month'),
      ...sorted.slice(0, MOST_BRANDS).map(([brand, sum]) => line('td', brand || say('other_brands'), sum)),
      ...(rest.length > 0 ? [line('td', `${say('other_brands')} (${number(rest.length)})`, total(rest))] : []),
    ];
  });
  const heads = ['column_brand', 'column_asks', 'column_seconds', 'time_given_back'];
  return make('table', {}, [
    make('thead', {}, [make('tr', {}, heads.map((head, i) => make('th', { scope: 'col', class: i > 0 ? 'figure' : '' }, [say(head)])))]),
    make('tbody', {}, [...lines, line('th', say('sum'), total(rows), 'sum')]),
  ]);
}

/** @param {Array<{kind: string, seconds: number}>} each */
function formula(each) {
  const parts = each.map(({ kind, seconds }) => `${kindName(kind)} ${number(seconds)}`);
  return say('statement_formula', [parts.join(', ')]);
}

export function startStatement() {
  const year = new Date().getFullYear();
  fillChoices('#statement-period', [
    [String(year), String(year)],
    [String(year - 1), String(year - 1)],
    ['', say('period_all')],
  ]);
  const fill = async () => {
    const chosen = Number(find('#statement-period').value);
    const span = chosen === 0 ? {} : { since: Date.UTC(chosen, 0), until: Date.UTC(chosen + 1, 0) };
    const result = resultOf(await ask('statement', span));
    if (!result) return;
    find('#statement-formula').textContent = formula(result.seconds_each);
    find('#statement-table').replaceChildren(
      result.rows.length > 0 ? table(result.rows) : make('p', { class: 'quiet' }, [say('statement_none')]),
    );
  };
  find('#statement-period').addEventListener('change', () => void fill());
  find('#statement-print').addEventListener('click', () => print());
  find('#statement-csv').addEventListener('click', async () => {
    const result = resultOf(await ask('export', { what: 'statement_csv' }));
    if (result) saveText('leave-me-alone-time.csv', 'text/csv', result.text);
  });
  return fill;
}
