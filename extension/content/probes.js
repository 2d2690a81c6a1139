// @ts-check
// Is the page the user's again? Asked of the page itself: what a click would meet, and whether it scrolls.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.probes) return;
  const { dom, text, layers } = lma;

  const POINTS = [
    [0.5, 0.5],
    [0.1, 0.1],
    [0.9, 0.1],
    [0.1, 0.9],
    [0.9, 0.9],
    [0.5, 0.2],
    [0.5, 0.8],
    [0.25, 0.5],
    [0.75, 0.5],
  ];

  /**
   * An element without words that lies over most of the page and takes its clicks.
   * @param {(element: Element) => boolean} isNew whether it came with the ask
   * @returns {Element | null}
   */
  function findShield(isNew) {
    /** @type {Map<Element, number>} */
    const hits = new Map();
    for (const [x, y] of POINTS) {
      let met = document.elementFromPoint(x * innerWidth, y * innerHeight);
      for (let root = met && dom.shadowOf(met); met && root; root = dom.shadowOf(met)) {
        const inner = /** @type {Element | null} */ (root.elementFromPoint(x * innerWidth, y * innerHeight));
        if (!inner || inner === met) break;
        met = inner;
      }
      if (!met || dom.isPageRoot(met)) continue;
      hits.set(met, (hits.get(met) ?? 0) + 1);
    }
    for (const [element, count] of hits) {
      if (count < 6 || text.roughText(element).trim().length > 3 || element.querySelector('iframe, img, video, canvas')) continue;
      const { position } = getComputedStyle(element);
      if ((position === 'fixed' || position === 'absolute') && /^(div|section|aside|span)$/.test(element.localName) && isNew(element)) {
        return element;
      }
    }
    return null;
  }

  /**
   * Whether the page would scroll but may not.
   * @returns {boolean}
   */
  function isStuck() {
    const scroller = document.scrollingElement ?? document.documentElement;
    if (!scroller) return false;
    const tall = Math.max(scroller.scrollHeight, document.body?.scrollHeight ?? 0) > innerHeight + 16;
    return tall && layers.scrollLocked();
  }

  lma.probes = { findShield, isStuck };
})();
