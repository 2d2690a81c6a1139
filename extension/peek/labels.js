// @ts-check
// What peek draws in one frame: a dashed outline and a label around each thing that was hidden, and in the top frame a bar
// that says how to go on. All in a closed shadow root in the top layer: the page can neither reach nor restyle it.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.peekLabels) return;

  const api = /** @type {typeof chrome} */ (/** @type {any} */ (globalThis).browser ?? chrome);
  /** @param {string} key @param {string[]} [values] */
  const say = (key, values = []) => api.i18n.getMessage(key, values) || key;

  const HOST_STYLE =
    'all:initial!important;position:fixed!important;inset:0!important;width:100vw!important;height:100vh!important;' +
    'max-width:none!important;max-height:none!important;margin:0!important;padding:0!important;border:0!important;' +
    'background:none!important;overflow:visible!important;display:block!important;visibility:visible!important;' +
    'opacity:1!important;clip-path:none!important;pointer-events:none!important;z-index:2147483647!important;';

  const CSS = `
    :host { color-scheme: light dark; }
    * { box-sizing: border-box; font: 13px/1.4 system-ui, sans-serif; }
    .box { position: fixed; border: 3px dashed #2f6f5e; border-radius: 6px; box-shadow: 0 0 0 2px rgb(255 255 255 / 0.8); }
    .label { position: fixed; max-width: min(340px, 80vw); padding: 4px 10px; border-radius: 8px; color: #ffffff;
      background: #2f6f5e; }
    .label b { font-weight: 650; }
    .label span { display: block; opacity: 0.92; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .bar { position: fixed; left: 50%; bottom: 24px; transform: translateX(-50%); display: flex; flex-wrap: wrap;
      align-items: center; gap: 8px 16px; width: max-content; max-width: min(680px, calc(100vw - 24px)); padding: 12px 16px;
      border-radius: 14px; color: #14201c; background: #ffffff; border: 1px solid #d5ddd9;
      box-shadow: 0 10px 34px rgb(10 20 16 / 0.28); font-size: 14px; }
    .words { flex: 1 1 200px; }
    .hint { display: block; color: #55625d; }
    button { appearance: none; border: 1px solid #2f6f5e; border-radius: 9px; padding: 6px 14px; color: #ffffff;
      background: #2f6f5e; font-weight: 600; }
    [hidden] { display: none !important; }
    @media (prefers-color-scheme: dark) {
      .box { border-color: #7cc4ae; }
      .label { color: #0d1512; background: #7cc4ae; }
      .bar { color: #e8eeeb; background: #1d2522; border-color: #36423d; }
      .hint { color: #a8b5af; }
      button { color: #0d1512; background: #7cc4ae; border-color: #7cc4ae; }
    }
    @media (forced-colors: active) { .box { border-color: Highlight; } }`;

  /** @param {string} tag @param {string} className @param {string} [text] */
  function make(tag, className, text = '') {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  }

  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  root.adoptedStyleSheets = [sheet];
  const bar = make('div', 'bar');
  bar.setAttribute('role', 'status');
  bar.dir = say('text_direction');
  const words = make('div', 'words');
  const done = make('button', '', say('picker_finish'));
  bar.append(words, done);

  /** @type {Map<Element, {box: HTMLElement, label: HTMLElement}>} */
  const marks = new Map();

  function raise() {
    if (!host.isConnected) {
      lma.judge.leaveAlone(host);
      host.style.cssText = HOST_STYLE;
      host.setAttribute('popover', 'manual');
      document.documentElement.append(host);
    }
    if (!host.matches(':popover-open')) host.showPopover();
  }

  /** @param {Element} element @param {number} x @param {number} y */
  function holds(element, x, y) {
    const rect = element.getBoundingClientRect();
    return x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom;
  }

  lma.peekLabels = {
    say,
    /** @param {Element} element @param {string} name @param {string} why */
    add(element, name, why) {
      raise();
      const mark = { box: make('div', 'box'), label: make('div', 'label') };
      mark.label.dir = say('text_direction');
      mark.label.append(make('b', '', name), make('span', '', why));
      root.append(mark.box, mark.label);
      marks.set(element, mark);
    },
    /** @param {Element} element */
    remove(element) {
      const mark = marks.get(element);
      mark?.box.remove();
      mark?.label.remove();
      marks.delete(element);
    },
    /** Puts every outline where its element is now. */
    place() {
      for (const [element, { box, label }] of marks) {
        const rect = element.getBoundingClientRect();
        const out = rect.width < 1 || rect.height < 1 || rect.bottom < 0 || rect.top > innerHeight;
        box.hidden = label.hidden = out;
        if (out) continue;
        Object.assign(box.style, { left: `${rect.left}px`, top: `${rect.top}px`, width: `${rect.width}px`, height: `${rect.height}px` });
        Object.assign(label.style, {
          left: `${Math.max(4, Math.min(rect.left + 6, innerWidth - label.offsetWidth - 4))}px`,
          top: `${Math.max(4, Math.min(rect.top + 6, innerHeight - label.offsetHeight - 4))}px`,
        });
      }
    },
    /** @param {string} text @param {string} hint */
    showBar(text, hint) {
      raise();
      words.replaceChildren(text, make('span', 'hint', hint));
      root.append(bar);
    },
    clear() {
      for (const element of [...marks.keys()]) this.remove(element);
      bar.remove();
      host.remove();
    },
    /** What is drawn at a place: the marked element, or the bar's button, or the bar. @param {number} x @param {number} y */
    at(x, y) {
      if (bar.isConnected && holds(bar, x, y)) return { onBar: true, onDone: holds(done, x, y), element: null };
      for (const [element, { box, label }] of marks) {
        if (!label.hidden && (holds(label, x, y) || holds(box, x, y))) return { onBar: false, onDone: false, element };
      }
      return null;
    },
  };
})();
