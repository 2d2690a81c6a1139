// @ts-check
// What the picker draws: a frame around the target, a bar with the keys, a toast with Undo. All in one closed shadow root in
// the top layer, so that the page can neither reach nor restyle nor cover it. Presses are found by place rather than by
// events, since a page's modal dialog makes everything beside it inert.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.pickSurface) return;

  const api = /** @type {typeof chrome} */ (/** @type {any} */ (globalThis).browser ?? chrome);
  /** @param {string} key */
  const say = (key) => api.i18n.getMessage(key) || key;

  const HOST_STYLE =
    'all:initial!important;position:fixed!important;inset:0!important;width:100vw!important;height:100vh!important;' +
    'max-width:none!important;max-height:none!important;margin:0!important;padding:0!important;border:0!important;' +
    'background:none!important;overflow:visible!important;display:block!important;visibility:visible!important;' +
    'opacity:1!important;clip-path:none!important;pointer-events:none!important;z-index:2147483647!important;';

  const CSS = `
    :host { color-scheme: light dark; }
    * { box-sizing: border-box; font: 14px/1.45 system-ui, sans-serif; }
    .box { position: fixed; border: 2px solid #2f6f5e; border-radius: 6px; background: rgb(47 111 94 / 0.16);
      box-shadow: 0 0 0 2px rgb(255 255 255 / 0.85), 0 0 0 100vmax rgb(10 16 20 / 0.22); pointer-events: none; }
    .box.catching { pointer-events: auto; cursor: crosshair; }
    .box.much { border-color: #b3261e; background: rgb(179 38 30 / 0.16); }
    .panel { position: fixed; left: 50%; bottom: 24px; transform: translateX(-50%); display: flex; flex-wrap: wrap;
      align-items: center; gap: 8px 16px; width: max-content; max-width: min(680px, calc(100vw - 24px)); padding: 12px 16px;
      border-radius: 14px; color: #14201c; background: #ffffff; border: 1px solid #d5ddd9;
      box-shadow: 0 10px 34px rgb(10 20 16 / 0.28); pointer-events: auto; cursor: default; }
    .panel.above { top: 24px; bottom: auto; }
    .words { flex: 1 1 200px; }
    .hint { display: block; color: #55625d; font-size: 12.5px; }
    .keys { display: flex; gap: 8px; }
    button { appearance: none; border: 1px solid #c3cdc8; border-radius: 9px; padding: 6px 14px; color: inherit;
      background: transparent; font-weight: 600; cursor: pointer; }
    button.main { color: #ffffff; background: #2f6f5e; border-color: #2f6f5e; }
    [hidden] { display: none !important; }
    @media (prefers-color-scheme: dark) {
      .panel { color: #e8eeeb; background: #1d2522; border-color: #36423d; }
      .hint { color: #a8b5af; }
      button { border-color: #4a5852; }
      button.main { color: #0d1512; background: #7cc4ae; border-color: #7cc4ae; }
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
  const box = make('div', 'box');
  const panel = make('div', 'panel');
  panel.setAttribute('role', 'status');
  panel.dir = say('text_direction');
  root.append(box, panel);
  box.hidden = panel.hidden = true;
  /** @type {Array<{button: HTMLElement, act: () => void}>} */
  let buttons = [];

  /** Puts it (back) on top: the page may have opened a dialog since, or have thrown it out. */
  function raise() {
    if (!host.isConnected) {
      lma.judge.leaveAlone(host);
      host.style.cssText = HOST_STYLE;
      host.setAttribute('popover', 'manual');
      document.documentElement.append(host);
    }
    if (host.matches(':popover-open')) return;
    host.showPopover();
  }

  function renew() {
    if (host.matches(':popover-open')) host.hidePopover();
    raise();
  }

  /** Everything away. */
  function remove() {
    panel.classList.remove('above');
    box.hidden = panel.hidden = true;
    buttons = [];
    host.remove();
  }

  function removeIfEmpty() {
    if (box.hidden && panel.hidden) remove();
  }

  /**
   * @param {DOMRect | {x: number, y: number, width: number, height: number} | null} rect null hides the frame
   * @param {{catching?: boolean, much?: boolean}} [look] `catching` takes the pointer from an iframe below
   */
  function outline(rect, { catching = false, much = false } = {}) {
    box.hidden = rect === null;
    if (!rect) return;
    raise();
    box.className = `box${catching ? ' catching' : ''}${much ? ' much' : ''}`;
    Object.assign(box.style, { left: `${rect.x}px`, top: `${rect.y}px`, width: `${rect.width}px`, height: `${rect.height}px` });
  }

  /**
   * @param {string} words
   * @param {string} hint
   * @param {Array<{label: string, main?: boolean, act: () => void}>} choices
   */
  function showPanel(words, hint, choices) {
    raise();
    const text = make('div', 'words', words);
    if (hint) text.append(make('span', 'hint', hint));
    const keys = make('div', 'keys');
    buttons = choices.map(({ label, main, act }) => {
      const button = make('button', main ? 'main' : '', label);
      keys.append(button);
      return { button, act };
    });
    panel.replaceChildren(text, keys);
    panel.hidden = false;
  }

  function hidePanel() {
    panel.hidden = true;
    buttons = [];
    removeIfEmpty();
  }

  /** @param {Element} element @param {number} x @param {number} y */
  function holds(element, x, y) {
    const rect = element.getBoundingClientRect();
    return x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom;
  }

  lma.pickSurface = {
    say,
    outline,
    showPanel,
    hidePanel,
    renew,
    remove,
    /** @param {Element} element */
    isOurs: (element) => element === host,
    /** The panel goes to the other edge of the view. */
    makeRoom: () => void panel.classList.toggle('above'),
    /** @param {number} x @param {number} y */
    onPanel: (x, y) => !panel.hidden && holds(panel, x, y),
    /** Presses the button at a place. @param {number} x @param {number} y @returns {boolean} whether it was on the panel */
    press(x, y) {
      if (panel.hidden || !holds(panel, x, y)) return false;
      buttons.find(({ button }) => holds(button, x, y))?.act();
      return true;
    },
  };
})();
