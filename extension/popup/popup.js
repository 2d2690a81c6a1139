// @ts-check
// The popup: whose page this is, what the user wants of them, and what was done here. It holds no state of its own: after
// every change it shows what the host and the page say.
import { api, say } from '../shared/browser.js';
import { KINDS, kindName } from '../shared/kinds.js';
import { ask, duration, find, localise, make, monthAndYear, number, timeOfDay } from '../shared/view.js';
import { showTrouble } from '../shared/unlock.js';
import { showHealth } from './health.js';
import { actGroups, learnedItems } from './lists.js';
import { minutesUntil, timeChoices } from './times.js';

/** @typedef {import('../shared/messages.js').PageState} PageState */

const EVER = -1;
/** As docs/protocol.md says it of a time without end. */
const FOR_EVER = Number.MAX_SAFE_INTEGER;
/** How often the time that is left is said anew. */
const TICK_MS = 20_000;

let tabId = 0;
/** @type {PageState} */
let page = { url: '', brand: null, acts: [], learned: [], trouble: null, peeking: false, reachable: false };

async function currentTab() {
  // A page opened by tests, or in a tab of its own, names the tab that it is about.
  const named = new URLSearchParams(location.search).get('tab');
  if (named) return Number(named);
  const [tab] = await api.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? 0;
}

async function refresh() {
  const { result } = await ask('page_state', { tabId });
  if (!result) return;
  page = result;
  render();
}

/** @param {string} type @param {Record<string, unknown>} fields */
async function change(type, fields) {
  const { error } = await ask(type, fields);
  if (error) find('#state').textContent = say('not_done', [error.message]);
  else await refresh();
}

/** @returns {string} */
function stateLine() {
  const { brand, reachable, trouble } = page;
  if (!brand) return trouble ? say('state_without_host') : reachable ? '' : say('state_no_page');
  switch (brand.state) {
    case 'wanted':
      return say('state_wanted');
    case 'engaged':
      return brand.engaged_until_leave
        ? say('state_open_until_leave')
        : `${say('state_open_until', [timeOfDay(brand.engaged_until)])} · ${timeLeft(brand.engaged_until)}`;
    case 'paused':
      if (brand.paused_until_leave) return say('state_paused_until_leave');
      return brand.paused_until >= FOR_EVER
        ? say('state_paused')
        : `${say('state_paused_until', [timeOfDay(brand.paused_until)])} · ${timeLeft(brand.paused_until)}`;
    case 'some_kinds':
      return say('state_some_kinds');
    default:
      return say('state_unwanted');
  }
}

/** @param {number} until */
function timeLeft(until) {
  return say('time_left', [duration(minutesUntil(until) * 60)]);
}

function render() {
  const { brand, acts, learned, trouble } = page;
  const name = brand?.brand || hostOf(page.url) || say('extension_name');
  find('#brand').textContent = name;
  find('#brand').title = name;
  find('.mark').textContent = [...name][0].toLocaleUpperCase();
  find('#state').textContent = stateLine();
  void showTrouble(trouble, refresh);

  find('#site').hidden = !brand;
  if (brand) renderBrand(brand);

  const groups = actGroups(acts, tools);
  find('#groups').replaceChildren(...groups);
  find('#done').hidden = groups.length === 0;
  find('#peek').hidden = !acts.some((act) => act.action === 'hidden' && !act.undone);
  find('#peek').setAttribute('aria-pressed', String(page.peeking));
  find('#peek').textContent = say(page.peeking ? 'hide_again' : 'peek');
  find('#nothing').hidden = groups.length > 0 || !brand || brand.state === 'wanted' || brand.state === 'paused';

  find('#learned').hidden = learned.length === 0;
  find('#learned-list').replaceChildren(...learnedItems(learned, change));
}

/** @param {import('../shared/messages.js').Brand} brand */
function renderBrand(brand) {
  find('#wanted').checked = brand.wanted;
  renderKinds(brand);

  const engaged = brand.state === 'engaged';
  find('#question-label').textContent = say(engaged ? 'question_end' : 'question');
  find('#question-hint').textContent = engaged ? '' : say('question_hint');
  find('#question').hidden = brand.wanted || brand.state === 'paused';
  openTimes('question', false);

  find('#pause').hidden = false;
  find('#pause').textContent = say(brand.state === 'paused' ? 'resume_here' : 'pause_here');
  openTimes('pause', false);

  find('#since').textContent =
    brand.asks > 0
      ? say('asks_since', [monthAndYear(brand.first_ask), number(brand.asks), duration(brand.seconds)])
      : '';
}

/** @param {'question' | 'pause'} name @param {boolean} open */
function openTimes(name, open) {
  find(`#${name}-times`).hidden = !open;
  find(`#${name}`).setAttribute('aria-expanded', String(open));
  if (open) find(`#${name}-times`).querySelector('button').focus();
}

/** @param {import('../shared/messages.js').Brand} brand */
function renderKinds(brand) {
  const chosen = brand.wanted ? brand.unwanted_kinds : brand.wanted_kinds;
  find('#kinds-legend').textContent = say(brand.wanted ? 'kinds_unwanted' : 'kinds_wanted');
  find('#kind-list').replaceChildren(
    ...KINDS.map((kind) => {
      const box = /** @type {HTMLInputElement} */ (make('input', { type: 'checkbox', checked: chosen.includes(kind) }));
      box.addEventListener('change', () => {
        const kinds = box.checked ? [...chosen, kind] : chosen.filter((each) => each !== kind);
        void change('prefer', { domain: brand.brand, [brand.wanted ? 'unwanted_kinds' : 'wanted_kinds']: kinds });
      });
      return make('label', {}, [box, kindName(kind)]);
    }),
  );
}

/** What the list's buttons do. @type {import('./lists.js').Tools} */
const tools = {
  show: ({ frameId, actId }) => change('undo', { tabId, frameId, actId }),
  hideAgain: ({ frameId, actId }) => change('hide_again', { tabId, frameId, actId }),
  allowAlways: ({ frameId, actId, label, kind }) => change('allow_always', { tabId, frameId, actId, label, kind }),
};

/** @param {string} url */
function hostOf(url) {
  return /^https?:/.test(url) && URL.canParse(url) ? new URL(url).hostname : '';
}

function listen() {
  const domain = () => page.brand?.brand ?? '';
  find('#wanted').addEventListener('change', (/** @type {Event} */ event) => {
    void change('prefer', { domain: domain(), wanted: /** @type {HTMLInputElement} */ (event.target).checked });
  });
  find('#question').addEventListener('click', () => {
    if (page.brand?.state === 'engaged') void change('engage', { domain: domain(), minutes: 0 });
    else openTimes('question', find('#question-times').hidden);
  });
  find('#question-times').append(
    ...timeChoices({
      ever: false,
      choose: (span) =>
        change('engage', { domain: domain(), ...('until' in span ? { until: span.until } : { until_leave: true }) }),
    }),
  );
  find('#pause').addEventListener('click', () => {
    if (page.brand?.state === 'paused') void change('pause', { domain: domain(), minutes: 0 });
    else openTimes('pause', find('#pause-times').hidden);
  });
  find('#pause-times').append(
    ...timeChoices({
      ever: true,
      choose: (span) => {
        const when = 'until' in span ? { minutes: minutesUntil(span.until) } : 'ever' in span ? { minutes: EVER } : { until_leave: true };
        return change('pause', { domain: domain(), ...when });
      },
    }),
  );
  find('#block').addEventListener('click', async () => {
    const { result } = await ask('start_picker', { tabId });
    if (result?.started) close();
    else find('#state').textContent = say('state_no_page');
  });
  find('#peek').addEventListener('click', async () => {
    await ask('peek', { tabId, on: !page.peeking });
    if (page.peeking) await refresh();
    else close();
  });
  find('#dashboard').addEventListener('click', () => {
    void api.runtime.openOptionsPage();
    close();
  });
  find('#trouble-retry').addEventListener('click', async () => {
    await ask('retry');
    await refresh();
  });
}

localise();
listen();
tabId = await currentTab();
await refresh();
// A trouble may have been mended since: the popup tries once by itself.
if (page.trouble) {
  await ask('retry');
  await refresh();
}
if (!page.trouble) void showHealth();
setInterval(() => (find('#state').textContent = stateLine()), TICK_MS);
document.documentElement.dataset.ready = String(Math.round(performance.now()));
