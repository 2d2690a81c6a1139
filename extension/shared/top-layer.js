// @ts-check
// A surface of ours over a page, for the picker and for peek: one closed shadow root in the top layer, so that the page can
// neither reach nor restyle nor cover it. Presses on it are found by place rather than by events, since a page's modal
// dialog makes everything beside it inert.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.topLayer) return;

  const api = /** @type {typeof chrome} */ (/** @type {any} */ (globalThis).browser ?? chrome);
  /** @param {string} key @param {string[]} [values] */
  const say = (key, values = []) => api.i18n.getMessage(key, values) || key;

  const HOST_STYLE =
    'all:initial!important;position:fixed!important;inset:0!important;width:100vw!important;height:100vh!important;' +
    'max-width:none!important;max-height:none!important;margin:0!important;padding:0!important;border:0!important;' +
    'background:none!important;overflow:visible!important;display:block!important;visibility:visible!important;' +
    'opacity:1!important;clip-path:none!important;pointer-events:none!important;z-index:2147483647!important;';

  /** What every surface has: a bar of words and buttons at the foot of the view. */
  const CSS = `
    :host { color-scheme: light dark; }
    * { box-sizing: border-box; font: 14px/1.45 system-ui, sans-serif; }
    .box { position: fixed; border-radius: 6px; }
    .bar { position: fixed; left: 50%; bottom: 24px; transform: translateX(-50%); display: flex; flex-wrap: wrap;
      align-items: center; gap: 8px 16px; width: max-content; max-width: min(680px, calc(100vw - 24px)); padding: 12px 16px;
      border-radius: 14px; color: #14201c; background: #ffffff; border: 1px solid #d5ddd9;
      box-shadow: 0 10px 34px rgb(10 20 16 / 0.28); pointer-events: auto; cursor: default; }
    .words { flex: 1 1 200px; }
    .hint { display: block; color: #55625d; font-size: 12.5px; }
    button { appearance: none; border: 1px solid #c3cdc8; border-radius: 9px; padding: 6px 14px; color: inherit;
      background: transparent; font-weight: 600; cursor: pointer; }
    button.main { color: #ffffff; background: #2f6f5e; border-color: #2f6f5e; }
    [hidden] { display: none !important; }
    @media (prefers-color-scheme: dark) {
      .bar { color: #e8eeeb; background: #1d2522; border-color: #36423d; }
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

  /** @param {Element} element @param {number} x @param {number} y in the view */
  function holds(element, x, y) {
    const rect = element.getBoundingClientRect();
    return x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom;
  }

  /**
   * @param {string} css what this surface has beside the bar
   * @returns {{host: HTMLElement, root: ShadowRoot, bar: HTMLElement, raise: () => void}} the bar is not shown yet
   */
  function surface(css) {
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'closed' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS + css);
    root.adoptedStyleSheets = [sheet];
    const bar = make('div', 'bar');
    bar.setAttribute('role', 'status');
    bar.dir = say('text_direction');
    /** Puts it (back) on top: the page may have opened a dialog since, or have thrown it out. */
    const raise = () => {
      if (!host.isConnected) {
        lma.judge.leaveAlone(host);
        host.style.cssText = HOST_STYLE;
        host.setAttribute('popover', 'manual');
        document.documentElement.append(host);
      }
      if (!host.matches(':popover-open')) host.showPopover();
    };
    return { host, root, bar, raise };
  }

  lma.topLayer = { say, make, holds, surface };
})();
