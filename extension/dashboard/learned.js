// @ts-check
// What the user blocked or allowed by pointing at it, of all brands.
import { say } from '../shared/browser.js';
import { kindName } from '../shared/kinds.js';
import { ask, day, find, make } from '../shared/view.js';
import { makePager, PAGE_ROWS, searchOn } from './pager.js';
import { resultOf } from './tell.js';

/** @typedef {import('../shared/messages.js').LearnedAsk} LearnedAsk */

/** @param {LearnedAsk} learned @param {() => Promise<void>} reload */
function learnedItem(learned, reload) {
  const name = learned.label || kindName(learned.kind);
  const enabled = /** @type {HTMLInputElement} */ (
    make('input', { class: 'switch', type: 'checkbox', role: 'switch', checked: learned.enabled, 'aria-label': name })
  );
  enabled.addEventListener('change', async () => {
    const changed = resultOf(await ask('learned_set', { learned_id: learned.id, enabled: enabled.checked }));
    if (!changed) enabled.checked = !enabled.checked;
  });
  const forget = make('button', { class: 'plain', type: 'button', 'aria-label': say('forget_named', [name]) }, [say('forget')]);
  forget.addEventListener('click', async () => {
    resultOf(await ask('unlearn', { learned_id: learned.id }));
    await reload();
  });
  const answer = say(learned.answer === 'hide' ? 'learned_hide' : 'learned_allow');
  return make('li', {}, [
    make('span', { class: 'wide' }, [
      make('span', { class: 'name', dir: 'auto' }, [name]),
      make('span', { class: 'quiet' }, [`${learned.brand} · ${answer} · ${day(learned.created)}`]),
    ]),
    enabled,
    forget,
  ]);
}

export function startLearned() {
  /** @type {LearnedAsk[]} */
  let all = [];
  const show = (offset = 0) => {
    const query = find('#learned-search').value.trim().toLowerCase();
    const some = all.filter((each) => `${each.brand} ${each.label}`.toLowerCase().includes(query));
    const at = offset < some.length ? offset : 0;
    const rows = some.slice(at, at + PAGE_ROWS).map((each) => learnedItem(each, fill));
    find('#learned-list').replaceChildren(...rows);
    find('#learned-none').hidden = all.length > 0;
    find('#learned-search').hidden = all.length === 0;
    pager.show(at, rows.length, some.length);
  };
  const pager = makePager('#learned-pager', show);
  searchOn(['#learned-search'], () => show());
  const fill = async () => {
    all = resultOf(await ask('learned'))?.learned ?? [];
    show(pager.offset());
  };
  return fill;
}
