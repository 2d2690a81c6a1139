// @ts-check
// The passphrase of the vault: set, changed, removed, and the vault locked with it.
import { say } from '../shared/browser.js';
import { ask, find } from '../shared/view.js';
import { askTwice, resultOf, tell } from './tell.js';

/** @typedef {{key_file: boolean, keyring: boolean, passphrase: boolean}} Keys */

/** @param {Keys} keys */
function show(keys) {
  const ways = /** @type {const} */ (['keyring', 'key_file', 'passphrase']).filter((way) => keys[way]);
  find('#vault-keys').textContent = say('vault_opens_with', [ways.map((way) => say(`key_${way}`)).join(', ')]);
  find('#passphrase-current').hidden = !keys.passphrase;
  find('#passphrase-current input').required = keys.passphrase;
  find('#passphrase-remove').hidden = !keys.passphrase;
  find('#lock-now').hidden = !keys.passphrase || keys.keyring || keys.key_file;
}

/** @param {Record<string, unknown>} fields */
async function change(fields) {
  const current = find('#passphrase-current input').value;
  const answer = await ask('passphrase', current ? { current, ...fields } : fields);
  find('#passphrase-form').reset();
  if (answer.error?.code === 'vault_wrong_key') tell(say('passphrase_wrong'));
  else if (answer.error?.code === 'bad_request' && fields.new === '') tell(say('passphrase_last'));
  else if (resultOf(answer)) {
    show(answer.result);
    tell(say('saved'));
  }
}

export function startPassphrase() {
  find('#passphrase-form').addEventListener('submit', (/** @type {Event} */ event) => {
    event.preventDefault();
    const wanted = find('#passphrase-new').value;
    if (wanted === find('#passphrase-again').value) void change({ new: wanted, only: find('#passphrase-only').checked });
    else tell(say('passphrase_differ'));
  });
  askTwice(find('#passphrase-remove'), 'forget_sure', () => change({ new: '' }));
  find('#lock-now').addEventListener('click', async () => {
    if (resultOf(await ask('lock'))) location.reload();
  });
  return async () => {
    const { result } = await ask('keys');
    find('#passphrase-card').hidden = !result;
    if (result) show(result);
  };
}
