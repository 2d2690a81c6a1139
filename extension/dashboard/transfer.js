// @ts-check
// Taking the data away in several formats, and bringing a profile back: read, shown what it would change, then merged.
import { say } from '../shared/browser.js';
import { ask, find, make, number } from '../shared/view.js';
import { saveExport } from './save.js';
import { resultOf, tell } from './tell.js';

/** So that a piece stays below the host's 1 MiB a message however it is escaped. */
const CHUNK_CHARS = 160_000;
const MAX_PARTS = 1024;

/** @type {Array<{what: string, key: string, name: string, type: string}>} */
const FORMATS = [
  { what: 'profile', key: 'export_profile', name: 'leave-me-alone.json', type: 'application/json' },
  { what: 'brands_csv', key: 'export_brands', name: 'leave-me-alone-brands.csv', type: 'text/csv' },
  { what: 'statement_csv', key: 'export_statement', name: 'leave-me-alone-time.csv', type: 'text/csv' },
  { what: 'ublock', key: 'export_ublock', name: 'leave-me-alone-filters.txt', type: 'text/plain' },
];

/** @param {{what: string, key: string, name: string, type: string}} format */
function exportItem({ what, key, name, type }) {
  const save = make('button', { type: 'button', 'aria-label': `${say('export')}: ${say(key)}` }, [say('export')]);
  save.dataset.what = what;
  save.addEventListener('click', async () => {
    const progress = find('#export-progress');
    const saved = await saveExport(what, name, type, (share) => {
      progress.hidden = share === 1;
      progress.value = share;
    });
    progress.hidden = true;
    if (!saved) return;
    tell(say('export_done'));
  });
  return make('li', {}, [
    make('span', { class: 'wide' }, [make('span', { class: 'name' }, [say(key)]), make('span', { class: 'quiet', dir: 'ltr' }, [name])]),
    save,
  ]);
}

/** @param {string} text @returns {string[]} pieces, cut between two characters */
export function pieces(text) {
  const found = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + CHUNK_CHARS, text.length);
    if (end < text.length && text.charCodeAt(end - 1) >>> 10 === 0x36) end -= 1; // between the halves of one character
    found.push(text.slice(at, end));
    at = end;
  }
  return found;
}

/** @param {string} text @returns {Promise<boolean>} whether the host has all of it */
async function upload(text) {
  const parts = pieces(text);
  const progress = find('#import-progress');
  if (parts.length > MAX_PARTS) {
    tell(say('import_too_large'));
    return false;
  }
  progress.hidden = parts.length < 4;
  for (const [i, chunk] of parts.entries()) {
    progress.value = i / parts.length;
    if (!resultOf(await ask('upload', { part: i + 1, parts: parts.length, chunk }))) {
      progress.hidden = true;
      return false;
    }
  }
  progress.hidden = true;
  return parts.length > 0;
}

/** @param {{name: string, added: number, changed: number, unchanged: number}} part */
function previewRow({ name, added, changed, unchanged }) {
  const figures = [added, changed, unchanged].map((count) => make('td', { class: 'figure' }, [number(count)]));
  return make('tr', {}, [make('th', { scope: 'row' }, [say(`part_${name}`)]), ...figures]);
}

/** @param {any} counts @param {() => void} close */
function preview(counts, close) {
  const apply = /** @type {HTMLButtonElement} */ (make('button', { id: 'import-apply', type: 'button', class: 'main' }, [say('import_apply')]));
  const cancel = make('button', { id: 'import-cancel', type: 'button' }, [say('picker_cancel')]);
  apply.disabled = counts.added + counts.changed === 0;
  apply.addEventListener('click', async () => {
    apply.disabled = true;
    const done = resultOf(await ask('import', { uploaded: true, apply: true }));
    close();
    if (done) tell(say('import_done', [number(done.added), number(done.changed)]));
  });
  cancel.addEventListener('click', close);
  const heads = ['', 'import_added', 'import_changed', 'import_unchanged'];
  return [
    make('p', {}, [say(apply.disabled ? 'import_nothing' : 'import_preview')]),
    make('table', {}, [
      make('thead', {}, [make('tr', {}, heads.map((key) => make(key ? 'th' : 'td', { class: key ? 'figure' : '' }, [key ? say(key) : ''])))]),
      make('tbody', {}, counts.by_part.map(previewRow)),
    ]),
    make('p', { class: 'tools' }, [apply, cancel]),
  ];
}

export function startTransfer() {
  find('#exports').replaceChildren(...FORMATS.map(exportItem));
  const file = find('#import-file');
  const close = () => {
    find('#import-preview').hidden = true;
    find('#import-preview').replaceChildren();
    file.value = '';
    // The host need not keep what is not wanted.
    void ask('upload', { part: 1, parts: 1, chunk: '' });
  };
  file.addEventListener('change', async () => {
    const [chosen] = file.files;
    find('#import-preview').hidden = true;
    tell('');
    if (!chosen) return;
    if (!(await upload(await chosen.text()))) return;
    const { result, error } = await ask('import', { uploaded: true, apply: false });
    if (error) {
      file.value = '';
      tell(say('import_refused', [error.message]));
      return;
    }
    find('#import-preview').replaceChildren(...preview(result, close));
    find('#import-preview').hidden = false;
  });
  return async () => {};
}
