// @ts-check
// The journal: what was declined, closed or hidden, when and for whom. Filtered by the host, a page at a time.
import { say } from '../shared/browser.js';
import { KINDS, kindName } from '../shared/kinds.js';
import { ask, find, make, number, timeOfDay } from '../shared/view.js';
import { beginOf, fillChoices, makePager, PAGE_ROWS, periods, searchOn } from './pager.js';
import { askTwice, resultOf, tell } from './tell.js';

/**
 * @typedef {object} JournalEntry
 * @property {number} id
 * @property {number} time
 * @property {string} brand
 * @property {string} kind
 * @property {'declined' | 'dismissed' | 'hidden' | 'learned_hidden'} action
 * @property {'gone' | 'still_there' | 'came_back' | 'undone'} outcome
 * @property {string} why
 * @property {number} seconds
 */

/** The wire's actions for each word of ours: what the user blocked is hidden too. */
const ACTIONS = /** @type {Record<string, string[]>} */ ({
  declined: ['declined'],
  dismissed: ['dismissed'],
  hidden: ['hidden', 'learned_hidden'],
});

/** @param {JournalEntry} entry */
function row(entry) {
  const action = entry.action === 'learned_hidden' ? 'hidden' : entry.action;
  const outcome = entry.outcome === 'gone' ? '' : ` · ${say(`outcome_${entry.outcome}`)}`;
  const welcome = make('button', {
    class: 'plain',
    type: 'button',
    textContent: say('welcome_kind'),
    'aria-label': `${say('welcome_kind')}: ${kindName(entry.kind)}, ${entry.brand}`,
  });
  welcome.addEventListener('click', () => void welcomeKind(entry));
  const why = entry.why ? make('span', { class: 'quiet why', dir: 'auto' }, [entry.why]) : null;
  return make('tr', {}, [
    make('td', { class: 'quiet time' }, [timeOfDay(entry.time)]),
    make('td', {}, [entry.brand]),
    make('td', {}, [kindName(entry.kind), why]),
    make('td', {}, [say(`action_${action}`), make('span', { class: 'quiet' }, [outcome])]),
    make('td', {}, [welcome]),
  ]);
}

/** The undo of a line: from now on this kind is welcome from this brand. @param {JournalEntry} entry */
async function welcomeKind({ brand, kind }) {
  const known = resultOf(await ask('brand', { top_url: `https://${brand}/` }));
  if (!known) return;
  const wanted_kinds = [...new Set([...known.wanted_kinds, kind])];
  const unwanted_kinds = known.unwanted_kinds.filter((/** @type {string} */ each) => each !== kind);
  const changed = resultOf(await ask('prefer', { domain: brand, wanted_kinds, unwanted_kinds }));
  if (changed) tell(say('welcome_kind_done', [kindName(kind), brand]));
}

export function startJournal() {
  let search = 0;
  fillChoices('#journal-kind', [['', say('kinds_all')], ...KINDS.map((kind) => /** @type {[string, string]} */ ([kind, kindName(kind)]))]);
  fillChoices('#journal-action', [['', say('actions_all')], ...Object.keys(ACTIONS).map((action) => /** @type {[string, string]} */ ([action, say(`action_${action}`)]))]);
  fillChoices('#journal-period', periods());
  fillChoices('#journal-clear-what', [
    ['365', say('older_than', [number(365)])],
    ['30', say('older_than', [number(30)])],
    ['7', say('older_than', [number(7)])],
    ['0', say('period_all')],
  ]);

  const load = async (offset = 0) => {
    const mine = ++search;
    const kind = find('#journal-kind').value;
    const action = find('#journal-action').value;
    const answer = await ask('journal', {
      query: find('#journal-brand').value.trim().toLowerCase(),
      kinds: kind ? [kind] : [],
      actions: action ? ACTIONS[action] : [],
      since: beginOf(find('#journal-period').value),
      offset,
      limit: PAGE_ROWS,
    });
    if (mine !== search) return;
    const result = resultOf(answer);
    if (!result) return;
    find('#journal-rows').replaceChildren(...result.entries.map(row));
    find('#journal-table').hidden = result.entries.length === 0;
    find('#journal-none').hidden = result.entries.length > 0;
    pager.show(offset, result.entries.length, result.total);
  };
  const pager = makePager('#journal-pager', load);
  searchOn(['#journal-brand', '#journal-kind', '#journal-action', '#journal-period'], () => load());
  askTwice(find('#journal-clear'), 'journal_clear_sure', async () => {
    const days = find('#journal-clear-what').value;
    const result = resultOf(await ask('journal_clear', Number(days) === 0 ? {} : { before: beginOf(days) }));
    if (result) tell(say('journal_cleared', [number(result.removed)]));
    await load();
  });
  return () => load(pager.offset());
}
