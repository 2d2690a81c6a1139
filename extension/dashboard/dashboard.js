// @ts-check
// The options page: one view at a time, named by the address's fragment. Each view is filled when it is first shown, and
// again when it is come back to.
import { showTrouble } from '../shared/unlock.js';
import { ask, find, localise } from '../shared/view.js';
import { startBrands } from './brands.js';
import { startHealth } from './health.js';
import { startJournal } from './journal.js';
import { startLearned } from './learned.js';
import { startOverview } from './overview.js';
import { startSettings } from './settings.js';
import { startTransfer } from './transfer.js';

/** Each registers its listeners once and gives what fills the view. @type {Record<string, () => () => Promise<void>>} */
const VIEWS = {
  overview: startOverview,
  brands: startBrands,
  journal: startJournal,
  learned: startLearned,
  settings: startSettings,
  data: startTransfer,
  health: startHealth,
};

/** @type {Map<string, () => Promise<void>>} */
const started = new Map();

async function troubleNow() {
  const { result } = await ask('trouble');
  await showTrouble(result?.trouble ?? null, () => location.reload());
}

async function showView() {
  const wanted = location.hash.slice(1);
  const name = Object.hasOwn(VIEWS, wanted) ? wanted : 'overview';
  for (const each of Object.keys(VIEWS)) find(`#${each}`).hidden = each !== name;
  for (const link of document.querySelectorAll('nav a')) {
    if (link.getAttribute('href') === `#${name}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  find('#said').hidden = true;
  const fill = started.get(name) ?? VIEWS[name]();
  started.set(name, fill);
  await fill();
  // The browser goes to the element that the fragment names; a view begins at the top.
  scrollTo(0, 0);
  document.documentElement.dataset.ready = name;
}

localise();
addEventListener('hashchange', () => void showView());
await Promise.all([showView(), troubleNow()]);
