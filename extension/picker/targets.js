// @ts-check
// From what is under the pointer to the whole ask: its layer, or the block that holds its words and its controls.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.targets) return;
  const { dom, layers, text } = lma;

  /** A block larger than this share of the viewport is the page rather than an ask in it. */
  const MAX_BLOCK_SHARE = 0.6;
  const MAIN = 'main, [role=main], article, h1';
  /** More of the page's words than this, and the user is asked again. */
  const MUCH_TEXT_SHARE = 1 / 3;
  const CONTROLS = 'button, a[href], input, select, textarea, iframe, [role=button]';

  /** @param {number} x @param {number} y @param {(element: Element) => boolean} skip */
  function deepestAt(x, y, skip) {
    /** @type {Element | null} */
    let found = null;
    /** @type {Document | ShadowRoot} */
    let root = document;
    for (let depth = 0; depth < 60; depth++) {
      /** @type {Element | undefined} */
      const next = root.elementsFromPoint(x, y).find((element) => !skip(element) && element.getRootNode() === root);
      if (!next || next === found) break;
      found = next;
      /** @type {ShadowRoot | null} */
      const inner = dom.shadowOf(next);
      if (!inner) break;
      root = inner;
    }
    return found;
  }

  /**
   * The elements that can be picked, from the one under the pointer outwards; each is larger than the one before.
   * @param {Element} element
   * @returns {Element[]}
   */
  function chainOf(element) {
    /** @type {Element[]} */
    const chain = [];
    let last = { w: -1, h: -1 };
    for (let up = /** @type {Element | null} */ (element); up && !dom.isPageRoot(up); up = dom.parentOf(up)) {
      // What has no box of its own is drawn by its parts; they are what can be picked.
      const { width: w, height: h } = up.getBoundingClientRect();
      if (w < 4 || h < 4) continue;
      // The outer one of two of the same size is the whole.
      if (Math.abs(w - last.w) < 3 && Math.abs(h - last.h) < 3) chain.pop();
      chain.push(up);
      last = { w, h };
    }
    return chain;
  }

  /**
   * @param {Element[]} chain
   * @returns {number} index of the whole ask in the chain
   */
  function snap(chain) {
    const layer = outermostLayer(chain);
    if (layer >= 0) return layer;
    let best = 0;
    for (let i = 0; i < chain.length; i++) {
      const block = chain[i];
      if (tooLarge(block)) break;
      best = i;
      if (isBlock(block) && holdsAsk(block)) break;
    }
    return best;
  }

  /** @param {Element[]} chain */
  function outermostLayer(chain) {
    for (let i = 0; i < chain.length; i++) {
      if (!layers.layerKind(chain[i], getComputedStyle(chain[i])) || layers.isPage(chain[i])) continue;
      const whole = layers.wholeLayer(chain[i]);
      const at = chain.indexOf(whole);
      return at >= 0 ? at : i;
    }
    return -1;
  }

  /** @param {Element} element */
  function isBlock(element) {
    return !/^(inline|contents)/.test(getComputedStyle(element).display) || element.localName === 'iframe';
  }

  /** Words and something to press. @param {Element} element */
  function holdsAsk(element) {
    if (element.matches('iframe')) return true;
    return element.querySelector(CONTROLS) !== null && text.collapse(text.roughText(element)).length > 12;
  }

  /** @param {Element} element */
  function tooLarge(element) {
    if (element.matches(MAIN) || element.querySelector(MAIN)) return true;
    const box = dom.boxOf(element);
    return box.w * box.h > MAX_BLOCK_SHARE * innerWidth * innerHeight;
  }

  /**
   * @param {Element} element
   * @returns {boolean} whether hiding it would take away what the page is there for
   */
  function holdsMuch(element) {
    if (layers.layerKind(element, getComputedStyle(element)) && !layers.isPage(element)) return false;
    if (element.matches('main, [role=main], article') || element.querySelector('main, [role=main], article, h1')) return true;
    const all = text.collapse(document.body?.innerText ?? '').length;
    const inside = text.collapse(/** @type {HTMLElement} */ (element).innerText ?? '').length;
    return all > 200 && inside > all * MUCH_TEXT_SHARE;
  }

  lma.targets = { deepestAt, chainOf, snap, holdsMuch };
})();
