// @ts-check
// Keeps an element from being painted until its verdict is there. clip-path is the one way that neither fades, nor
// takes the focus, nor swallows the page's transition events, nor leaves something to click (measured; see README.md).
// Nothing stays held for longer than its limit, whatever happens to the host or to us.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.hold) return;

  const HOLD_LIMIT_MS = 100;
  const CLIP = 'inset(100%)';

  /**
   * @typedef {object} Held
   * @property {string} value the inline value before
   * @property {string} priority
   * @property {boolean} hadStyle whether there was a style attribute at all
   * @property {number} since
   * @property {ReturnType<typeof setTimeout>} timer
   * @property {Document | ShadowRoot | null} backdropRoot where the backdrop rule was put
   */
  /** @type {Map<HTMLElement, Held>} */
  const held = new Map();

  /** @type {CSSStyleSheet | null} */
  let backdropSheet = null;
  /** @type {Map<Document | ShadowRoot, number>} */
  const backdropRoots = new Map();

  /** @param {Document | ShadowRoot} root */
  function addBackdropRule(root) {
    if (!backdropSheet) {
      backdropSheet = new CSSStyleSheet();
      backdropSheet.replaceSync(
        `::backdrop{clip-path:${CLIP}!important;background:none!important;backdrop-filter:none!important}`,
      );
    }
    const count = backdropRoots.get(root) ?? 0;
    if (count === 0) root.adoptedStyleSheets = [...root.adoptedStyleSheets, backdropSheet];
    backdropRoots.set(root, count + 1);
  }

  /** @param {Document | ShadowRoot} root */
  function removeBackdropRule(root) {
    const count = (backdropRoots.get(root) ?? 0) - 1;
    if (count > 0) {
      backdropRoots.set(root, count);
      return;
    }
    backdropRoots.delete(root);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets].filter((sheet) => sheet !== backdropSheet);
  }

  /**
   * @param {Element} element
   * @param {number} [limitMs] from now; without it, HOLD_LIMIT_MS from when the element was first held
   */
  function hold(element, limitMs) {
    const target = /** @type {HTMLElement} */ (element);
    if (!target.style) return;
    const before = held.get(target);
    if (before) {
      if (limitMs !== undefined) {
        clearTimeout(before.timer);
        before.timer = setTimeout(() => release(target), limitMs);
      }
      clip(target);
      return;
    }
    /** @type {Held} */
    const entry = {
      value: target.style.getPropertyValue('clip-path'),
      priority: target.style.getPropertyPriority('clip-path'),
      hadStyle: target.hasAttribute('style'),
      since: performance.now(),
      timer: setTimeout(() => release(target), limitMs ?? HOLD_LIMIT_MS),
      backdropRoot: null,
    };
    held.set(target, entry);
    clip(target);
    if (isTopLayer(target)) {
      const root = /** @type {Document | ShadowRoot} */ (target.getRootNode());
      if (root.adoptedStyleSheets) {
        addBackdropRule(root);
        entry.backdropRoot = root;
      }
    }
  }

  /** @param {HTMLElement} target */
  function clip(target) {
    if (target.style.getPropertyValue('clip-path') !== CLIP) target.style.setProperty('clip-path', CLIP, 'important');
  }

  /** @param {Element} element */
  function isTopLayer(element) {
    try {
      return element.matches(':modal, :popover-open');
    } catch {
      return element.localName === 'dialog' && element.hasAttribute('open');
    }
  }

  /** @param {Element} element */
  function release(element) {
    const target = /** @type {HTMLElement} */ (element);
    const entry = held.get(target);
    if (!entry) return;
    held.delete(target);
    clearTimeout(entry.timer);
    // The page may have set a clip-path of its own meanwhile: that one stays.
    if (target.style.getPropertyValue('clip-path').startsWith('inset(100%')) {
      if (entry.value) target.style.setProperty('clip-path', entry.value, entry.priority);
      else target.style.removeProperty('clip-path');
      if (!entry.hadStyle && target.getAttribute('style') === '') target.removeAttribute('style');
    }
    if (entry.backdropRoot) removeBackdropRule(entry.backdropRoot);
  }

  function releaseAll() {
    for (const element of [...held.keys()]) release(element);
  }

  lma.onError.push(releaseAll);
  lma.hold = {
    HOLD_LIMIT_MS,
    hold,
    release,
    releaseAll,
    isTopLayer,
    /** @param {Element} element */
    isHeld: (element) => held.has(/** @type {HTMLElement} */ (element)),
    /** Puts the clip back where the page wrote over the style attribute. @param {Element} element */
    refresh(element) {
      if (held.has(/** @type {HTMLElement} */ (element))) clip(/** @type {HTMLElement} */ (element));
    },
    get size() {
      return held.size;
    },
  };
})();
