// @ts-check
// What works and what does not, and the same as text to be pasted into a report: versions and states, no brand and no page.
import { api, browserFamily, say } from '../shared/browser.js';
import { ask, find, make } from '../shared/view.js';
import { tell } from './tell.js';

/** @typedef {import('../shared/messages.js').HealthCheck} HealthCheck */

/** @param {HealthCheck} check */
function healthItem(check) {
  const state = make('span', { class: `state state-${check.state}` }, [say(`health_${check.state}`)]);
  const words = make('span', { dir: 'auto' }, [check.message]);
  if (check.mend && check.state !== 'ok') words.append(make('span', { class: 'quiet', dir: 'auto' }, [` ${check.mend}`]));
  return make('li', {}, [state, words]);
}

/** @returns {Promise<HealthCheck[]>} */
async function checks() {
  const [{ result: health }, shortcuts] = await Promise.all([ask('health'), api.commands.getAll()]);
  const found = [...(health?.checks ?? [])];
  // A suggested key that the browser uses itself is left out without a word.
  const key = shortcuts.find(({ name }) => name === 'block-ask')?.shortcut;
  found.push({ id: 'shortcut', state: key ? 'ok' : 'warning', message: key ? say('shortcut_is', [key]) : say('shortcut_none'), mend: '' });
  if (!(await api.permissions.contains({ origins: ['<all_urls>'] }))) {
    found.push({ id: 'permission', state: 'error', message: say('trouble_permission'), mend: '' });
  }
  return found;
}

/** @param {HealthCheck[]} found */
async function diagnostics(found) {
  const { result } = await ask('trouble');
  const hello = result?.hello;
  return [
    `extension ${api.runtime.getManifest().version}, ${browserFamily()} ${navigator.userAgent.match(/(?:Chrome|Firefox)\/([\d.]+)/)?.[1] ?? '?'}`,
    `host ${hello ? `${hello.host_version}, protocol ${hello.protocol}, vault ${hello.vault} ${hello.vault_error}` : 'none'}`.trim(),
    `trouble ${result?.trouble?.cause ?? 'none'}`,
    ...found.map(({ id, state }) => `${id} ${state}`),
  ].join('\n');
}

export function startHealth() {
  /** @type {HealthCheck[]} */
  let found = [];
  find('#copy-diagnostics').addEventListener('click', async () => {
    await navigator.clipboard.writeText(await diagnostics(found));
    tell(say('copied'));
  });
  return async () => {
    found = await checks();
    find('#health-list').replaceChildren(...found.map(healthItem));
  };
}
