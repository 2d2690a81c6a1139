// node tests/judgement/make_rows.mjs: writes sets/texts.jsonl from texts.tsv and widgets.json, and
// sets/gestures.jsonl, the twins of the newsletter rows that the user asked for. README.md says what
// the columns mean.
// @ts-check
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));

const LAYERS = {
  modal: { layer: { position: 'fixed', modal: true, backdrop: true, scroll_lock: true, z: 1060 },
    geometry: { x: 433, y: 220, w: 500, h: 320, vw: 1366, vh: 900 } },
  toast: { layer: { position: 'fixed', z: 99999 },
    geometry: { x: 1000, y: 640, w: 340, h: 220, vw: 1366, vh: 900 } },
  bar: { layer: { position: 'fixed', z: 1000 },
    geometry: { x: 0, y: 0, w: 1366, h: 140, vw: 1366, vh: 900 } },
};

/**
 * One button of a widget: its slot, its classes, its accessible name and, of a closer, its letters.
 * @param {[string, string[], string?, string?]} described
 * @param {number} index
 * @param {{yes: string, no: string}} labels
 */
function control([slot, tokens, name, letters], index, labels) {
  if (slot === 'close' || slot === 'close-link') {
    const made = { i: index, type: slot === 'close' ? 'button' : 'link', label: letters ?? '',
      name: name ?? '', tokens, icon: true, corner: true, w: 32, h: 32 };
    return slot === 'close' ? made : { ...made, target: 'fragment' };
  }
  const label = slot === 'no' ? labels.no : labels.yes;
  const made = { i: index, type: 'button', label, tokens, w: 120, h: 40 };
  if (slot === 'yes-link') return { ...made, type: 'link', target: 'cross_origin' };
  return slot === 'submit' ? { ...made, submit: true } : made;
}

/** @param {string} line @param {Record<string, any>} widgets */
function rowsOf(line, widgets) {
  const [language, id, expect, heading, body, yes, no, names, more] = line.split('\t');
  return names.split(',').map((name) => {
    const widget = widgets[name];
    if (!widget) throw new Error(`${language}/${id}: no widget ${name}`);
    const { layer, geometry } = LAYERS[/** @type {keyof typeof LAYERS} */ (widget.layer)];
    const controls = widget.controls.map((/** @type {any} */ described, /** @type {number} */ i) =>
      control(described, i, { yes, no }));
    const shown = controls.map((/** @type {any} */ button) => button.label).filter(Boolean);
    const slots = widget.controls.map((/** @type {any} */ described) => described[0]);
    const at = (/** @type {string} */ start) =>
      slots.flatMap((/** @type {string} */ slot, /** @type {number} */ i) =>
        (slot.startsWith(start) ? [i] : []));
    const candidate = {
      id: 1, surface: 'overlay', text: [heading, body, ...shown].join(' '), heading, language,
      tag: 'div', ...(widget.role ? { role: widget.role } : {}), appear: 'insert', age_ms: 5000,
      tokens: widget.tokens, ...(widget.sources ? { sources: widget.sources } : {}), controls,
      structure: { headings: 1, media: 0 }, layer, geometry, text_share: 0.03,
      ...(more === 'email' ? { fields: [{ type: 'email', autocomplete: 'email', name: 'email',
        label: 'E-mail', required: true }] } : {}),
    };
    const url = `https://shop.example/${language}/lamps/1`;
    return {
      id: `${language}/${id}/${name}`, language, widget: name,
      page: { url, top_url: url, title: 'Lamp', language, text_chars: 7000 }, candidate,
      expect: expect.startsWith('keep:') ? { keep: expect.slice('keep:'.length) }
        : { kinds: expect.split(','), press: at('no'), close: at('close') },
    };
  });
}

/** The same newsletter dialogs, after a press on a button that says what they want. */
function gestureRows() {
  const rows = [];
  for (const file of readdirSync(join(folder, 'sets')).sort()) {
    for (const line of readFileSync(join(folder, 'sets', file), 'utf8').split('\n')) {
      const row = line.includes('/newsletter-1/') ? JSON.parse(line) : null;
      if (!row || row.expect.keep) continue;
      const used = new Set([...row.expect.press, ...row.expect.close]);
      const yes = row.candidate.controls.find((/** @type {any} */ button) =>
        button.label && !used.has(button.i));
      row.candidate.gesture = { label: yes.label, role: 'button', tokens: [], age_ms: 700,
        scope: 'document' };
      row.id = row.id.replace('/newsletter-1/', '/keep-gesture-1/');
      row.expect = { keep: 'gesture' };
      rows.push(row);
    }
  }
  return rows;
}

/** @param {string} name @param {object[]} rows */
function write(name, rows) {
  writeFileSync(join(folder, 'sets', name), rows.map((row) => JSON.stringify(row) + '\n').join(''));
}

const widgets = JSON.parse(readFileSync(join(folder, 'widgets.json'), 'utf8'));
const texts = readFileSync(join(folder, 'texts.tsv'), 'utf8').split('\n')
  .filter((line) => line && !line.startsWith('#'));
write('texts.jsonl', texts.flatMap((line) => rowsOf(line, widgets)));
write('gestures.jsonl', gestureRows());
