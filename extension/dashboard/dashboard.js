// @ts-check
// The options page: brands, what was learned, the user's data, and health.
import { api, say } from '../shared/browser.js';
import { ask, duration, find, localise, make, number } from '../shared/view.js';
import { startBrands } from './brands.js';
import { healthItem, learnedItem } from './cards.js';

async function showNumbers() {
  const { result } = await ask('stats', { since: 0 });
  if (!result) return;
  /** @param {string[]} actions */
  const asksBy = (...actions) =>
    number(result.by_action.reduce((/** @type {number} */ sum, /** @type {any} */ each) => sum + (actions.includes(each.name) ? each.asks : 0), 0));
  /** @type {Array<[string, string]>} */
  const rows = [
    ['time_given_back', duration(result.seconds)],
    ['action_declined', asksBy('declined')],
    ['action_dismissed', asksBy('dismissed')],
    ['action_hidden', asksBy('hidden', 'learned_hidden')],
  ];
  find('#number-list').replaceChildren(
    ...rows.map(([key, value]) => make('div', {}, [make('dt', {}, [say(key)]), make('dd', {}, [value])])),
  );
  find('#numbers').hidden = false;
}

async function showQuietLevel() {
  const { result } = await ask('settings');
  const level = result?.settings.quiet_level;
  for (const choice of document.querySelectorAll('#quiet input')) {
    const radio = /** @type {HTMLInputElement} */ (choice);
    radio.checked = radio.value === level;
    radio.addEventListener('change', () => void ask('settings', { quiet_level: radio.value }));
  }
}

async function showLearned() {
  const { result } = await ask('learned');
  const learned = result?.learned ?? [];
  find('#learned-none').hidden = learned.length > 0;
  find('#learned-list').replaceChildren(
    ...learned.map((/** @type {import('../shared/messages.js').LearnedAsk} */ each) => learnedItem(each, showLearned)),
  );
}

async function showHealth() {
  const [{ result: state }, { result: health }, shortcuts] = await Promise.all([
    ask('trouble'),
    ask('health'),
    api.commands.getAll(),
  ]);
  const trouble = state?.trouble ?? null;
  find('#trouble').hidden = trouble === null;
  if (trouble) {
    find('#trouble-what').textContent = say(`trouble_${trouble.cause}`);
    find('#trouble-mend').textContent = say(`mend_${trouble.cause}`);
  }
  const checks = [...(health?.checks ?? [])];
  // A suggested key that the browser uses itself is left out without a word.
  const key = shortcuts.find(({ name }) => name === 'block-ask')?.shortcut;
  checks.push({
    id: 'shortcut',
    state: key ? 'ok' : 'warning',
    message: key ? say('shortcut_is', [key]) : say('shortcut_none'),
    mend: '',
  });
  if (!(await api.permissions.contains({ origins: ['<all_urls>'] }))) {
    checks.push({ id: 'permission', state: 'error', message: say('trouble_permission'), mend: '' });
  }
  find('#health-list').replaceChildren(...checks.map(healthItem));
}

async function exportProfile() {
  const state = find('#export-state');
  const { result, error } = await ask('export', { what: 'profile' });
  if (error) {
    state.textContent = say('not_done', [error.message]);
    return;
  }
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(result, null, 2)}\n`], { type: 'application/json' }));
  const link = /** @type {HTMLAnchorElement} */ (make('a', { href: address, download: 'leave-me-alone.json' }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  state.textContent = say('export_done');
}

localise();
find('#search').placeholder = say('brands_search');
find('#export').addEventListener('click', () => void exportProfile());
await Promise.all([showNumbers(), showQuietLevel(), startBrands(), showLearned(), showHealth()]);
document.documentElement.dataset.ready = 'yes';
