// @ts-check
// Small charts in plain SVG: columns over time, bars by name. Each says its figure under the pointer and has a table beside
// it that says all of them.
import { say, uiDirection } from '../shared/browser.js';
import { make } from '../shared/view.js';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {number} value what is drawn
 * @property {string[]} cells what the table says beside the name
 */

/** @param {string} tag @param {Record<string, string | number>} attributes @param {Node[]} [children] */
function svg(tag, attributes, children = []) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** @param {Row} row */
const sentence = (row) => [row.name, ...row.cells].join(' · ');

/**
 * @param {Element} into
 * @param {Row[]} rows
 * @param {Element} drawing
 * @param {string[]} heads of the table
 */
function frame(into, rows, drawing, heads) {
  const tip = make('p', { class: 'tip', 'aria-hidden': 'true' });
  drawing.addEventListener('pointerover', (event) => {
    const mark = /** @type {Element} */ (event.target).closest('[data-row]');
    tip.textContent = mark ? sentence(rows[Number(mark.getAttribute('data-row'))]) : '';
  });
  drawing.addEventListener('pointerleave', () => (tip.textContent = ''));
  const table = make('table', {}, [
    make('thead', {}, [make('tr', {}, heads.map((head, i) => make('th', { class: i > 0 ? 'figure' : '', scope: 'col' }, [head])))]),
    make(
      'tbody',
      {},
      rows.map((row) =>
        make('tr', {}, [
          make('th', { scope: 'row', dir: 'auto' }, [row.name]),
          ...row.cells.map((cell) => make('td', { class: 'figure' }, [cell])),
        ]),
      ),
    ),
  ]);
  const details = make('details', { class: 'as-table' }, [make('summary', {}, [say('as_table')]), table]);
  into.replaceChildren(make('div', { class: 'drawing' }, [drawing]), tip, details);
}

/**
 * Columns, oldest first in reading direction.
 * @param {Element} into
 * @param {Row[]} rows
 * @param {{heads: string[], title: string}} words
 */
export function drawColumns(into, rows, { heads, title }) {
  const WIDTH = Math.max(260, into.clientWidth);
  const HEIGHT = 150;
  const FOOT = 22;
  const LABEL_WIDTH = 80;
  const step = WIDTH / Math.max(rows.length, 8);
  const most = Math.max(1, ...rows.map((row) => row.value));
  const right = uiDirection() === 'rtl';
  const every = Math.ceil((rows.length * LABEL_WIDTH) / WIDTH);
  const marks = rows.flatMap((row, i) => {
    const height = row.value === 0 ? 0 : Math.max(2, (row.value / most) * (HEIGHT - 8));
    const left = right ? WIDTH - (i + 1) * step : i * step;
    const width = Math.min(step * 0.72, 46);
    const column = svg('rect', {
      class: 'mark', 'data-row': i, x: left + (step - width) / 2, y: HEIGHT - height, width, height, rx: Math.min(4, width / 4),
    });
    // The whole height answers the pointer: a low column is hard to meet.
    const reach = svg('rect', { class: 'reach', 'data-row': i, x: left, y: 0, width: step, height: HEIGHT + FOOT });
    const label = i % every === 0
      ? [svg('text', { x: left + step / 2, y: HEIGHT + 16, 'text-anchor': 'middle' }, [document.createTextNode(row.name)])]
      : [];
    return [column, ...label, reach];
  });
  const ground = svg('line', { class: 'ground', x1: 0, y1: HEIGHT + 0.5, x2: WIDTH, y2: HEIGHT + 0.5 });
  const drawing = svg('svg', { class: 'columns', viewBox: `0 0 ${WIDTH} ${HEIGHT + FOOT}`, role: 'img', 'aria-label': title }, [
    ground,
    ...marks,
  ]);
  frame(into, rows, drawing, heads);
}

/**
 * Bars, longest first, each with its name and figure beside it.
 * @param {Element} into
 * @param {Row[]} rows
 * @param {{heads: string[], title: string}} words
 */
export function drawBars(into, rows, { heads, title }) {
  const most = Math.max(1, ...rows.map((row) => row.value));
  const list = make(
    'div',
    { class: 'bars', role: 'img', 'aria-label': title },
    rows.map((row, i) => {
      const bar = make('span', { class: 'mark' });
      bar.style.inlineSize = `${Math.max(1, (row.value / most) * 100)}%`;
      const line = make('div', { class: 'bar' }, [
        make('span', { class: 'name', dir: 'auto' }, [row.name]),
        make('span', { class: 'track' }, [bar]),
        make('span', { class: 'figure' }, [row.cells[0]]),
      ]);
      line.dataset.row = String(i);
      return line;
    }),
  );
  frame(into, rows, list, heads);
}
