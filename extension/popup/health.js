// @ts-check
// One line on whether all is well.
import { api, say } from '../shared/browser.js';
import { ask, find, make } from '../shared/view.js';

/** One line, and only when something is not in order. */
export async function showHealth() {
  const line = find('#health');
  if (!(await api.permissions.contains({ origins: ['<all_urls>'] }))) {
    const allow = make('button', { class: 'plain', type: 'button', textContent: say('allow_sites') });
    allow.addEventListener('click', () => void api.permissions.request({ origins: ['<all_urls>'] }).then(() => close()));
    line.replaceChildren(say('trouble_permission'), ' ', allow);
    return;
  }
  const { result } = await ask('health');
  const wrong = (result?.checks ?? []).filter((/** @type {any} */ check) => check.state !== 'ok');
  line.textContent = wrong.length > 0 ? `${wrong[0].message}. ${wrong[0].mend}` : say('health_good');
}
