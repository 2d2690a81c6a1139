// @ts-check
// Shown once, after installing: three sentences on what happens now, and what is wrong if something is.
import { api } from '../shared/browser.js';
import { showTrouble } from '../shared/unlock.js';
import { ask, find, localise } from '../shared/view.js';

async function tryAgain() {
  const { result } = await ask('retry');
  await showTrouble(result?.trouble ?? null, tryAgain);
}

localise();
find('#dashboard').addEventListener('click', () => void api.runtime.openOptionsPage());
find('#trouble-retry').addEventListener('click', () => void tryAgain());
await tryAgain();
document.documentElement.dataset.ready = 'yes';
