// @ts-check
// What was given back, in figures and charts.
import { say, uiLanguage } from '../shared/browser.js';
import { kindName } from '../shared/kinds.js';
import { ask, duration, find, make, number } from '../shared/view.js';
import { drawBars, drawColumns } from './charts.js';
import { startStatement } from './statement.js';
import { resultOf } from './tell.js';

const WEEKS = 26;
const MOST_BARS = 10;
const WEEK_MS = 7 * 86_400_000;

/** @typedef {{name: string, asks: number, seconds: number}} Count */

/** @param {Count[]} counts @param {string[]} names */
const asksOf = (counts, names) => counts.reduce((sum, each) => sum + (names.includes(each.name) ? each.asks : 0), 0);

/** @param {any} stats */
function showNumbers(stats) {
  /** @type {Array<[string, string]>} */
  const rows = [
    ['time_given_back', duration(stats.seconds)],
    ['action_declined', number(asksOf(stats.by_action, ['declined']))],
    ['action_dismissed', number(asksOf(stats.by_action, ['dismissed']))],
    ['action_hidden', number(asksOf(stats.by_action, ['hidden', 'learned_hidden']))],
  ];
  find('#number-list').replaceChildren(
    ...rows.map(([key, value]) => make('div', {}, [make('dt', {}, [say(key)]), make('dd', {}, [value])])),
  );
}

/** @param {Count[]} counts @returns {Count[]} every week up to this one, those without an ask too */
export function lastWeeks(counts, now = Date.now()) {
  const known = new Map(counts.map((each) => [Number(each.name), each]));
  const times = [...known.keys()];
  if (times.length === 0) return [];
  const first = Math.min(...times);
  // Weeks begin on the same day, so all are a whole number of weeks from any one of them.
  const last = first + Math.floor((now - first) / WEEK_MS) * WEEK_MS;
  const weeks = [];
  for (let week = Math.max(first, last - (WEEKS - 1) * WEEK_MS); week <= last; week += WEEK_MS) {
    weeks.push(known.get(week) ?? { name: String(week), asks: 0, seconds: 0 });
  }
  return weeks;
}

/** @param {Count[]} counts */
const largest = (counts) => [...counts].sort((a, b) => b.asks - a.asks || a.name.localeCompare(b.name)).slice(0, MOST_BARS);

/** @param {Count} count @param {string} name */
const rowOf = (count, name) => ({ name, value: count.asks, cells: [number(count.asks), duration(count.seconds)] });

/** @param {any} stats */
function showCharts(stats) {
  const short = new Intl.DateTimeFormat(uiLanguage(), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  /** @param {string} first */
  const heads = (first) => [say(first), say('column_asks'), say('time_given_back')];
  drawColumns(find('#week-chart'), lastWeeks(stats.by_week).map((week) => rowOf(week, short.format(Number(week.name)))), {
    heads: heads('column_week'),
    title: say('asks_by_week'),
  });
  drawBars(find('#brand-chart'), largest(stats.by_brand).map((brand) => rowOf(brand, brand.name)), {
    heads: heads('column_brand'),
    title: say('asks_by_brand'),
  });
  drawBars(find('#kind-chart'), largest(stats.by_kind).map((kind) => rowOf(kind, kindName(kind.name))), {
    heads: heads('column_kind'),
    title: say('asks_by_kind'),
  });
}

export function startOverview() {
  const fillStatement = startStatement();
  return async () => {
    const stats = resultOf(await ask('stats', { since: 0 }));
    if (!stats) return;
    showNumbers(stats);
    const some = stats.asks > 0;
    for (const card of document.querySelectorAll('#overview .card:not(.numbers)')) {
      /** @type {HTMLElement} */ (card).hidden = !some;
    }
    if (!some) return;
    showCharts(stats);
    await fillStatement();
  };
}
