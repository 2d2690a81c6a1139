// @ts-check
// Shown once, after installing: three sentences on what happens now, and what is wrong if something is.
import { api, say } from '../shared/browser.js';
import { ask, find, localise } from '../shared/view.js';

async function showTrouble() {
  const { result } = await ask('retry');
  const trouble = result?.trouble ?? null;
  find('#trouble').hidden = trouble === null;
  if (!trouble) return;
  find('#trouble-what').textContent = say(`trouble_${trouble.cause}`);
  find('#trouble-mend').textContent = say(`mend_${trouble.cause}`);
}

localise();
find('#dashboard').addEventListener('click', () => void api.runtime.openOptionsPage());
find('#trouble-retry').addEventListener('click', () => void showTrouble());
await showTrouble();
document.documentElement.dataset.ready = 'yes';
