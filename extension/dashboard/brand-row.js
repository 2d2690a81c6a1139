// @ts-check
// One brand of the table: its line, and below it, when opened, its kinds, its domains and what can be done with them.
import { say } from '../shared/browser.js';
import { KINDS, kindName } from '../shared/kinds.js';
import { ask, duration, make, monthAndYear, number, timeOfDay } from '../shared/view.js';
import { askTwice, resultOf, tell } from './tell.js';

/**
 * @typedef {import('../shared/messages.js').Brand} Brand
 * @typedef {{chosen: () => void, reload: () => Promise<void>}} Tools
 */

const COLUMNS = 8;

/** @param {Brand} brand */
function stateOf(brand) {
  if (brand.state === 'engaged') {
    return brand.engaged_until_leave ? say('state_open_until_leave') : say('state_open_until', [timeOfDay(brand.engaged_until)]);
  }
  return say(`brand_${brand.state}`);
}

/** @param {Brand} brand @param {() => void} changed */
function kindChoice(brand, changed) {
  const list = brand.wanted ? 'unwanted_kinds' : 'wanted_kinds';
  const boxes = KINDS.map((kind) =>
    /** @type {HTMLInputElement} */ (make('input', { type: 'checkbox', value: kind, checked: brand[list].includes(kind) })),
  );
  for (const box of boxes) {
    box.addEventListener('change', async () => {
      const kinds = boxes.filter((each) => each.checked).map((each) => each.value);
      const result = resultOf(await ask('prefer', { domain: brand.brand, [list]: kinds }));
      if (result) Object.assign(brand, result.brand);
      else box.checked = !box.checked;
      changed();
    });
  }
  return make('fieldset', { class: 'choices' }, [
    make('legend', { class: 'quiet' }, [say(brand.wanted ? 'kinds_unwanted' : 'kinds_wanted')]),
    make('div', { class: 'chips' }, boxes.map((box) => make('label', {}, [box, kindName(box.value)]))),
  ]);
}

/** @param {Brand} brand @param {Tools} tools */
function domainList(brand, tools) {
  const items = brand.domains.map((domain) => {
    if (domain === brand.brand) return make('li', {}, [domain]);
    const split = make('button', { class: 'plain', type: 'button', 'aria-label': say('split_named', [domain]) }, [say('split')]);
    split.addEventListener('click', async () => {
      if (!resultOf(await ask('split', { domain }))) return;
      await tools.reload();
      tell(say('split_done', [domain]));
    });
    return make('li', {}, [domain, split]);
  });
  const into = /** @type {HTMLInputElement} */ (
    make('input', { placeholder: say('brand_address'), required: true, autocomplete: 'off', spellcheck: false, dir: 'ltr', 'aria-label': say('domain_add') })
  );
  const form = make('form', { class: 'tools' }, [into, make('button', { type: 'submit' }, [say('domain_add')])]);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (!resultOf(await ask('merge', { domain: into.value.trim(), into: brand.brand }))) return;
    await tools.reload();
    tell(say('merged', [brand.brand]));
  });
  return make('div', {}, [make('h3', {}, [say('domains')]), make('ul', { class: 'domains' }, items), form]);
}

/** @param {Brand} brand @param {Tools} tools @param {() => void} changed */
function details(brand, tools, changed) {
  const forget = make('button', { type: 'button', 'aria-label': say('forget_named', [brand.brand]) }, [say('forget')]);
  askTwice(forget, 'forget_sure', async () => {
    if (!resultOf(await ask('forget', { domain: brand.brand }))) return;
    await tools.reload();
    tell(say('brands_forgotten', [number(1)]));
  });
  const since =
    brand.asks > 0 ? say('asks_since', [monthAndYear(brand.first_ask), number(brand.asks), duration(brand.seconds)]) : '';
  return make('td', { colSpan: COLUMNS }, [
    make('div', { class: 'brand-details' }, [
      make('p', { class: 'quiet' }, [since]),
      kindChoice(brand, changed),
      domainList(brand, tools),
      forget,
    ]),
  ]);
}

/**
 * @param {Brand} brand
 * @param {Tools} tools
 * @returns {HTMLElement[]} the line, and the one below it
 */
export function brandRow(brand, tools) {
  const choose = make('input', { class: 'choose', type: 'checkbox', value: brand.brand, 'aria-label': say('choose_named', [brand.brand]) });
  choose.addEventListener('change', tools.chosen);
  const wanted = /** @type {HTMLInputElement} */ (
    make('input', { class: 'switch', type: 'checkbox', role: 'switch', checked: brand.wanted, 'aria-label': say('hear_from_named', [brand.brand]) })
  );
  const state = make('td', { class: 'quiet' }, [stateOf(brand)]);
  const below = make('tr', { class: 'below', hidden: true });
  const more = make('button', { class: 'plain', type: 'button', 'aria-expanded': 'false', 'aria-label': say('more_of', [brand.brand]) }, [say('more')]);
  const refresh = () => {
    state.textContent = stateOf(brand);
    wanted.checked = brand.wanted;
  };
  const open = () => below.replaceChildren(details(brand, tools, refresh));
  more.addEventListener('click', () => {
    below.hidden = !below.hidden;
    more.setAttribute('aria-expanded', String(!below.hidden));
    if (!below.hidden) open();
  });
  wanted.addEventListener('change', async () => {
    const result = resultOf(await ask('prefer', { domain: brand.brand, wanted: wanted.checked }));
    if (result) Object.assign(brand, result.brand);
    refresh();
    if (!below.hidden) open();
  });
  const others = brand.domains.length - 1;
  const line = make('tr', {}, [
    make('td', {}, [choose]),
    make('td', {}, [brand.brand, others > 0 ? make('span', { class: 'quiet' }, [` +${number(others)}`]) : null]),
    state,
    make('td', { class: 'figure' }, [number(brand.declined)]),
    make('td', { class: 'figure' }, [number(brand.dismissed)]),
    make('td', { class: 'figure' }, [number(brand.hidden)]),
    make('td', {}, [wanted]),
    make('td', {}, [more]),
  ]);
  return [line, below];
}
