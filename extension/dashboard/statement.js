// @ts-check
// The time statement: seconds given back by month and brand, with the formula shown, as CSV and for print.
import { say, uiLanguage } from '../shared/browser.js';
import { kindName } from '../shared/kinds.js';
import { ask, duration, find, make, number } from '../shared/view.js';
import { fillChoices } from './pager.js';
import { saveExport } from './save.js';
import { resultOf } from './tell.js';

/**
 * @typedef {{month: string, brand: string, others: number, gone: number, seconds: number}} StatementRow
 * @typedef {{gone: number, seconds: number}} Sum
 */

/** @param {StatementRow[]} rows @returns {Map<string, StatementRow[]>} by month, in the order they come */
function byMonth(rows) {
  /** @type {Map<string, StatementRow[]>} */
  const months = new Map();
  for (const row of rows) months.set(row.month, [...(months.get(row.month) ?? []), row]);
  return months;
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
  const lines = [...byMonth(rows)].flatMap(([month, brands]) => [
    line('th', monthName.format(Date.parse(`${month}-01T00:00:00Z`)), total(brands), 'month'),
    ...brands.map((row) => line('td', row.brand || `${say('other_brands')} (${number(row.others)})`, row)),
  ]);
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
    await saveExport('statement_csv', 'leave-me-alone-time.csv', 'text/csv');
  });
  return fill;
}
