// @ts-check
// The table of brands: searched, filtered and sorted by the host, a page at a time; several are changed together.
import { say } from '../shared/browser.js';
import { ask, find, number } from '../shared/view.js';
import { brandRow } from './brand-row.js';
import { fillChoices, makePager, PAGE_ROWS, searchOn } from './pager.js';
import { askTwice, resultOf, tell } from './tell.js';

/** @typedef {import('../shared/messages.js').Brand} Brand */

/** @returns {string[]} names of the brands whose box is ticked */
function chosen() {
  return [...document.querySelectorAll('#brand-rows input.choose:checked')].map((box) => /** @type {HTMLInputElement} */ (box).value);
}

function showChosen() {
  const count = chosen().length;
  const boxes = document.querySelectorAll('#brand-rows input.choose');
  find('#bulk').hidden = count === 0;
  find('#bulk-count').textContent = say('chosen', [number(count)]);
  find('#bulk-merge').hidden = count < 2;
  find('#choose-all').checked = count > 0 && count === boxes.length;
  find('#choose-all').indeterminate = count > 0 && count < boxes.length;
}

/** @param {() => Promise<void>} reload */
function listenToBulk(reload) {
  /** @param {boolean} wanted */
  const prefer = async (wanted) => {
    const domains = chosen();
    if (resultOf(await ask('prefer_many', { domains, wanted }))) tell(say('brands_changed', [number(domains.length)]));
    await reload();
  };
  find('#bulk-want').addEventListener('click', () => void prefer(true));
  find('#bulk-unwant').addEventListener('click', () => void prefer(false));
  askTwice(find('#bulk-forget'), 'forget_sure', async () => {
    const result = resultOf(await ask('forget_many', { domains: chosen() }));
    if (result) tell(say('brands_forgotten', [number(result.removed)]));
    await reload();
  });
  // The first of the list gives the name.
  askTwice(find('#bulk-merge'), 'merge_sure', async () => {
    const [into, ...others] = chosen();
    for (const domain of others) {
      if (!resultOf(await ask('merge', { domain, into }))) return;
    }
    await reload();
    tell(say('merged', [into]));
  });
  find('#choose-all').addEventListener('change', () => {
    for (const box of document.querySelectorAll('#brand-rows input.choose')) {
      /** @type {HTMLInputElement} */ (box).checked = find('#choose-all').checked;
    }
    showChosen();
  });
}

/** @param {() => Promise<void>} reload */
function listenToAdding(reload) {
  find('#brand-add').addEventListener('submit', async (/** @type {Event} */ event) => {
    event.preventDefault();
    const answer = await ask('prefer', { domain: find('#brand-new').value.trim(), wanted: true });
    if (answer.error?.code === 'bad_request') {
      tell(say('brand_no_site'));
      return;
    }
    const result = resultOf(answer);
    if (!result) return;
    find('#brand-new').value = '';
    find('#search').value = result.brand.brand;
    await reload();
    tell(say('brand_added', [result.brand.brand]));
  });
}

export function startBrands() {
  /** Answers to an older search are dropped. */
  let search = 0;
  fillChoices('#brand-state', [
    ['', say('states_all')],
    ...['wanted', 'some_kinds', 'engaged', 'paused', 'unwanted'].map((state) => /** @type {[string, string]} */ ([state, say(`brand_${state}`)])),
  ]);
  fillChoices('#brand-sort', ['name', 'asks', 'seconds', 'recent'].map((sort) => [sort, say(`sort_${sort}`)]));

  const load = async (offset = 0) => {
    const mine = ++search;
    const answer = await ask('brands', {
      offset,
      limit: PAGE_ROWS,
      query: find('#search').value.trim().toLowerCase(),
      state: find('#brand-state').value,
      sort: find('#brand-sort').value,
    });
    if (mine !== search) return;
    const result = resultOf(answer);
    if (!result) return;
    find('#brand-rows').replaceChildren(...result.brands.flatMap((/** @type {Brand} */ brand) => brandRow(brand, { chosen: showChosen, reload })));
    find('#brands-table').hidden = result.brands.length === 0;
    find('#brands-none').hidden = result.brands.length > 0;
    pager.show(offset, result.brands.length, result.total);
    showChosen();
  };
  const pager = makePager('#brands-pager', load);
  const reload = () => load(pager.offset());
  searchOn(['#search', '#brand-state', '#brand-sort'], () => load());
  listenToBulk(reload);
  listenToAdding(() => load());
  return reload;
}
