// @ts-check
// The vault's state where something is wrong with it: what it is, how to mend it, and the passphrase where one opens it.
import { say } from './browser.js';
import { ask, find, make } from './view.js';

/**
 * Shows a trouble in `#trouble`, or that there is none.
 * @param {import('./messages.js').Trouble | null} trouble
 * @param {() => unknown} mended called when the vault was unlocked
 */
export async function showTrouble(trouble, mended) {
  const box = find('#trouble');
  box.hidden = trouble === null;
  box.querySelector('form')?.remove();
  if (!trouble) return;
  find('#trouble-what').textContent = say(`trouble_${trouble.cause}`);
  find('#trouble-mend').textContent = say(`mend_${trouble.cause}`);
  box.title = trouble.detail;
  if (trouble.cause !== 'vault_locked') return;
  const { result } = await ask('keys');
  if (result?.passphrase && !box.querySelector('form')) box.append(unlockForm(mended));
}

/** @param {() => unknown} mended */
function unlockForm(mended) {
  const field = /** @type {HTMLInputElement} */ (
    make('input', { type: 'password', name: 'passphrase', required: true, autocomplete: 'current-password', 'aria-label': say('passphrase') })
  );
  const said = make('span', { role: 'status' });
  const form = make('form', { class: 'unlock' }, [field, make('button', { type: 'submit', class: 'main', textContent: say('unlock') }), said]);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { error } = await ask('unlock', { passphrase: field.value });
    field.value = '';
    if (!error) {
      await mended();
      return;
    }
    said.textContent = error.code === 'vault_wrong_key' ? say('passphrase_wrong') : say('not_done', [error.message]);
    field.focus();
  });
  return form;
}
