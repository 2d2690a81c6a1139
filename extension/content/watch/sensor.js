// @ts-check
// A style for what waits invisibly: it gives a 1 ms transition to the properties by which things are shown, so that a
// toggle that leaves no mutation (:has(), a rule changed by script) still makes an event. Any transition of the page's
// own wins, since the rule has no specificity.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.sensor) return;

  const MARK = `data-${Math.random().toString(36).slice(2, 9)}`;
  const PROPERTIES = ['visibility', 'opacity', 'transform', 'translate', 'left', 'right', 'top', 'bottom', 'clip-path'];
  const OURS = '0.001s';

  /** @type {CSSStyleSheet | null} */
  let sheet = null;

  /** @param {Document | ShadowRoot} root */
  function addRoot(root) {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(`:where([${MARK}]){transition:${PROPERTIES.map((name) => `${name} 1ms`).join(',')}}`);
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }

  /**
   * The page shall not meet the events of our own transition.
   * @param {Event} event
   * @returns {boolean} whether it was ours
   */
  function swallow(event) {
    const target = /** @type {Element | null} */ (event.composedPath()[0] ?? null);
    if (!(target instanceof Element) || !target.hasAttribute(MARK)) return false;
    if (getComputedStyle(target).transitionDuration.split(',')[0].trim() !== OURS) return false;
    event.stopImmediatePropagation();
    return true;
  }

  lma.sensor = {
    /** Our own mark is nothing to describe an element by. */
    MARK,
    swallow,
    /** @param {Element} element */
    mark(element) {
      if (element.hasAttribute(MARK)) return;
      addRoot(/** @type {any} */ (element.getRootNode()));
      element.setAttribute(MARK, '');
    },
    /** @param {Element} element */
    unmark: (element) => element.removeAttribute(MARK),
  };
})();
