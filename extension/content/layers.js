// @ts-check
// Which element is a whole layer over the page. Structure only: the site's own header is a layer too, and is told
// truthfully; the host allows it.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.layers) return;
  const { dom, text } = lma;

  /** Beside the inner layer, a wrapper may hold this much and still be only its wrapper (a closer, a logo). */
  const WRAPPER_CHARS = 60;
  const WRAPPER_CONTROLS = 4;
  /** More of the page's text than this, and it is the page, not a layer over it. */
  const PAGE_SHARE = 0.5;
  const PAGE_CHARS = 700;
  const PAGE_ANSWER_LIFE_MS = 500;

  /** Backdrops stand near their dialog. */
  const NEAR_SIBLINGS = 12;

  const TABLE_PARTS = new Set(['TH', 'TD', 'THEAD', 'TR', 'TBODY', 'COL']);
  const DIALOG_ROLES = new Set(['dialog', 'alertdialog']);

  /**
   * How an element is a layer, or '' when it is not. Right under display:none too.
   * @param {Element} element
   * @param {CSSStyleDeclaration} style
   * @returns {'' | 'top' | 'fixed' | 'sticky' | 'absolute' | 'dialog'}
   */
  function layerKind(element, style) {
    // Without a box of its own it can be neither seen nor clipped: what it holds is met by itself.
    if (style.display === 'contents') return '';
    const layered = element.localName === 'dialog' || element.hasAttribute('popover');
    if (layered && lma.hold.isTopLayer(element)) return 'top';
    const position = style.position;
    if (position === 'fixed') return 'fixed';
    if (position === 'sticky') return TABLE_PARTS.has(element.tagName) ? '' : 'sticky';
    if (position === 'absolute') {
      const z = Number(style.zIndex) || 0;
      if (z >= 100) return 'absolute';
      const onBody = element.parentElement === document.body;
      if (z >= 1 || onBody) {
        const box = dom.boxOf(element);
        if (coversPage(box) || (onBody && isEdgeBar(box))) return 'absolute';
      }
    }
    if (DIALOG_ROLES.has(element.getAttribute('role') ?? '') || element.getAttribute('aria-modal') === 'true') return 'dialog';
    if (layered) return element.localName === 'dialog' ? 'dialog' : 'top';
    // A full-page wrapper drawn in the flow (display:flex over the whole viewport), lifted by z-index.
    if (position === 'relative' && Number(style.zIndex) >= 100 && coversPage(dom.boxOf(element))) return 'absolute';
    return '';
  }

  /** @param {{x: number, y: number, w: number, h: number}} box */
  function coversPage(box) {
    const w = Math.min(box.x + box.w, innerWidth) - Math.max(box.x, 0);
    const h = Math.min(box.y + box.h, innerHeight) - Math.max(box.y, 0);
    if (w <= 0 || h <= 0) return false;
    const centre =
      box.x <= innerWidth / 2 && box.x + box.w >= innerWidth / 2 && box.y <= innerHeight / 2 && box.y + box.h >= innerHeight / 2;
    return centre && w * h >= 0.5 * innerWidth * innerHeight && box.h <= innerHeight * 1.6;
  }

  /** A bar over the page's upper edge, as app banners are. @param {{x: number, y: number, w: number, h: number}} box */
  function isEdgeBar(box) {
    return box.w >= innerWidth * 0.9 && box.h <= 260 && box.y + scrollY <= 4;
  }

  /** @param {Element} element */
  function holdsMain(element) {
    if (element.querySelector('main, [role=main], article')) return true;
    const main = document.querySelector('main, [role=main]');
    return main !== null && dom.contains(element, main);
  }

  /** @type {WeakMap<Element, {until: number, page: boolean}>} */
  const pageAnswers = new WeakMap();

  /** The page itself in a layer's clothes (an app drawn in one fixed box). @param {Element} element */
  function isPage(element) {
    if (dom.isPageRoot(element)) return true;
    if (text.roughText(element).length < PAGE_CHARS) return false;
    if (holdsMain(element)) return true;
    // Counting is slow, and one layer is asked for many times while a page is built.
    const now = performance.now();
    const before = pageAnswers.get(element);
    if (before && before.until > now) return before.page;
    const page = isMostOfPage(element);
    pageAnswers.set(element, { until: now + PAGE_ANSWER_LIFE_MS, page });
    return page;
  }

  /** @param {Element} element */
  function isMostOfPage(element) {
    const own = text.countChars(element);
    const isMost = (/** @type {number} */ all) => own > PAGE_SHARE * all && all - own < PAGE_CHARS;
    // The count that is kept may be older than the layer: before a layer is left alone for it, the page is counted anew.
    return isMost(Math.max(text.visiblePageChars(), own)) && isMost(Math.max(text.countChars(), own));
  }

  /**
   * What a wrapper holds beside one inner layer.
   * @param {Element} outer
   * @param {Element} inner
   */
  function isWrapperOf(outer, inner) {
    const outerLength = text.collapse(text.roughText(outer)).length;
    const innerLength = text.collapse(text.roughText(inner)).length;
    if (outerLength - innerLength > WRAPPER_CHARS) return false;
    const controls = 'button, a[href], input, select, textarea, iframe, [role=button]';
    return outer.querySelectorAll(controls).length - inner.querySelectorAll(controls).length <= WRAPPER_CONTROLS;
  }

  /**
   * The smallest container that is the whole layer: the outermost layer that is not the page and not a bar with
   * content of its own.
   * @param {Element} layer an element for which layerKind says something
   */
  function wholeLayer(layer) {
    let whole = layer;
    for (let parent = dom.parentOf(layer); parent && !dom.isPageRoot(parent); parent = dom.parentOf(parent)) {
      const kind = layerKind(parent, getComputedStyle(parent));
      if (!kind) continue;
      if (isPage(parent) || !isWrapperOf(parent, layer)) break;
      whole = parent;
    }
    return whole;
  }

  /**
   * Layers inside a layer that stand for themselves (a modal written inside a sticky header).
   * @param {Element} layer
   * @returns {Element[]}
   */
  function separateParts(layer) {
    /** @type {Element[]} */
    const parts = [];
    if (layer.getElementsByTagName('*').length > 1500) return parts;
    for (const inner of layer.querySelectorAll('div, section, aside, dialog, form, [role=dialog], [popover]')) {
      if (parts.some((part) => part.contains(inner))) continue;
      const style = getComputedStyle(inner);
      if (style.position !== 'fixed' && !lma.hold.isTopLayer(inner)) continue;
      if (!isWrapperOf(layer, inner)) parts.push(inner);
    }
    return parts;
  }

  /**
   * Layers without words that cover the page beside the ask: its backdrop, when that is an element of its own.
   * @param {Element} layer
   * @returns {Element[]}
   */
  function companions(layer) {
    /** @type {Set<Element>} */
    const found = new Set();
    /** @type {Element | null} */
    let from = layer;
    for (let up = 0; from && up < 4 && !dom.isPageRoot(from); up++) {
      addBackdrops(from.previousElementSibling, 'previousElementSibling', layer, found);
      addBackdrops(from.nextElementSibling, 'nextElementSibling', layer, found);
      from = dom.parentOf(from);
    }
    // Some are put at the end of the body, far from their dialog.
    addBackdrops(document.body?.lastElementChild ?? null, 'previousElementSibling', layer, found);
    return [...found];
  }

  /**
   * @param {Element | null} first
   * @param {'previousElementSibling' | 'nextElementSibling'} direction
   * @param {Element} layer
   * @param {Set<Element>} found
   */
  function addBackdrops(first, direction, layer, found) {
    let looked = 0;
    for (let element = first; element && looked < NEAR_SIBLINGS; element = element[direction]) {
      looked += 1;
      if (!dom.SILENT_TAGS.has(element.tagName) && !element.contains(layer) && isBackdrop(element)) found.add(element);
    }
  }

  /** @param {Element} element */
  function isBackdrop(element) {
    if (element.childElementCount > 3 || element.localName === 'iframe') return false;
    if (/** @type {HTMLElement} */ (element).offsetWidth < innerWidth * 0.85) return false;
    if (text.roughText(element).trim().length > 3) return false;
    const style = getComputedStyle(element);
    if (style.position !== 'fixed' && style.position !== 'absolute') return false;
    if (style.display === 'none') return false;
    if (element.querySelector('iframe, img, video, canvas, input, button')) return false;
    const box = element.getBoundingClientRect();
    const w = Math.min(box.right, innerWidth) - Math.max(box.x, 0);
    const h = Math.min(box.bottom, innerHeight) - Math.max(box.y, 0);
    if (w < innerWidth * 0.85 || h < innerHeight * 0.7) return false;
    return (
      style.pointerEvents !== 'none' ||
      (style.backgroundColor !== 'rgba(0, 0, 0, 0)' && style.backgroundColor !== 'transparent')
    );
  }

  /** Whether the page cannot be scrolled now. */
  function scrollLocked() {
    for (const element of [document.documentElement, document.body]) {
      if (!element) continue;
      const style = getComputedStyle(element);
      if (style.overflowY === 'hidden' || style.overflowY === 'clip') return true;
      if (element === document.body && style.position === 'fixed') return true;
    }
    return false;
  }

  lma.layers = { layerKind, coversPage, holdsMain, isPage, wholeLayer, separateParts, companions, scrollLocked };
})();
