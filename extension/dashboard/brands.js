// @ts-check
// The table of brands: searched by the host, shown a hundred at a time.
import { say } from '../shared/browser.js';
import { ask, find, make, number, timeOfDay } from '../shared/view.js';

const PAGE_SIZE = 100;
const TYPING_PAUSE_MS = 150;

let shown = 0;
/** Answers to an older search are dropped. */
let search = 0;

/** @param {import('../shared/messages.js').Brand} brand */
function stateOf(brand) {
  if (brand.state === 'engaged') {
    return brand.engaged_until_leave ? say('state_open_until_leave') : say('state_open_until', [timeOfDay(brand.engaged_until)]);
  }
  return say(`brand_${brand.state}`);
}

/** @param {import('../shared/messages.js').Brand} brand */
function row(brand) {
  const wanted = /** @type {HTMLInputElement} */ (
    make('input', {
      class: 'switch',
      type: 'checkbox',
      role: 'switch',
      checked: brand.wanted,
      'aria-label': say('hear_from_named', [brand.brand]),
    })
  );
  const state = make('td', { class: 'quiet' }, [stateOf(brand)]);
  wanted.addEventListener('change', async () => {
    const { result } = await ask('prefer', { domain: brand.brand, wanted: wanted.checked });
    if (result) state.textContent = stateOf(result.brand);
    else wanted.checked = !wanted.checked;
  });
  const forget = make('button', { class: 'plain', type: 'button', 'aria-label': say('forget_named', [brand.brand]) }, [say('forget')]);
  const line = make('tr', {}, [
    make('td', {}, [brand.brand]),
    state,
    make('td', { class: 'figure' }, [number(brand.declined)]),
    make('td', { class: 'figure' }, [number(brand.dismissed)]),
    make('td', { class: 'figure' }, [number(brand.hidden)]),
    make('td', {}, [wanted]),
    make('td', {}, [forget]),
  ]);
  forget.addEventListener('click', async () => {
    // The first press asks, the second does it: there is no undo for what the host forgot.
    if (forget.dataset.sure !== 'yes') {
      forget.dataset.sure = 'yes';
      forget.textContent = say('forget_sure');
      return;
    }
    const { result } = await ask('forget', { domain: brand.brand });
    if (result) line.remove();
  });
  return line;
}

/** @param {boolean} more whether to add to what is shown */
async function load(more) {
  const mine = ++search;
  const offset = more ? shown : 0;
  const query = find('#search').value.trim();
  const { result } = await ask('brands', { offset, limit: PAGE_SIZE, query });
  if (!result || mine !== search) return;
  const rows = result.brands.map(row);
  if (more) find('#brand-rows').append(...rows);
  else find('#brand-rows').replaceChildren(...rows);
  shown = offset + rows.length;
  find('#brands-table').hidden = shown === 0;
  find('#brands-none').hidden = shown > 0;
  find('#brands-more').hidden = shown >= result.total;
}

export async function startBrands() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  find('#search').addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void load(false), TYPING_PAUSE_MS);
  });
  find('#brands-more').addEventListener('click', () => void load(true));
  await load(false);
}
