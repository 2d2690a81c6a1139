// @ts-check
// The composed tree (shadow roots included), boxes and visibility. Reads only.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.dom) return;

  const openClosed = /** @type {any} */ (chrome).dom?.openOrClosedShadowRoot;

  /** Tags that hold no layer and no text of their own to show. */
  const SILENT_TAGS = new Set(['SCRIPT', 'STYLE', 'LINK', 'META', 'TEMPLATE', 'NOSCRIPT', 'HEAD', 'TITLE', 'BASE']);

  /** @type {WeakMap<Element, ShadowRoot>} */
  const knownRoots = new WeakMap();

  /**
   * The shadow root of an element, closed ones included.
   * @param {Element} element
   * @returns {ShadowRoot | null}
   */
  function shadowOf(element) {
    if (element.shadowRoot) return element.shadowRoot;
    const known = knownRoots.get(element);
    if (known) return known;
    // The browser draws inputs and videos with roots of its own; they have no host that a page can reach.
    if (!(element instanceof HTMLElement) || !canHostShadow(element)) return null;
    const root = openClosed
      ? openClosed(element)
      : /** @type {any} */ (element).openOrClosedShadowRoot;
    if (!root) return null;
    knownRoots.set(element, root);
    return root;
  }

  /**
   * The shadow root of an element as far as it is known: asking the browser for closed ones is slow, and every element
   * is asked once, when it is first met (watch/mutations.js).
   * @param {Element} element
   * @returns {ShadowRoot | null}
   */
  function knownShadowOf(element) {
    return element.shadowRoot ?? knownRoots.get(element) ?? null;
  }

  const HOST_TAGS = new Set(
    ('ARTICLE ASIDE BLOCKQUOTE BODY DIV FOOTER H1 H2 H3 H4 H5 H6 HEADER MAIN NAV P SECTION SPAN').split(' '),
  );

  /** @param {Element} element */
  function canHostShadow(element) {
    return HOST_TAGS.has(element.tagName) || element.localName.includes('-');
  }

  /**
   * @param {Node} node
   * @returns {Element | null} the element that holds it, through shadow roots
   */
  function parentOf(node) {
    const parent = node.parentNode;
    if (!parent) return null;
    if (parent instanceof Element) return parent;
    if (parent instanceof ShadowRoot) return parent.host;
    return null;
  }

  /**
   * Children as they are drawn: of the shadow root where there is one, and what a slot was given.
   * @param {Element} element
   * @returns {Iterable<Node>}
   */
  function drawnChildren(element) {
    const root = knownShadowOf(element);
    if (root) return root.childNodes;
    if (element instanceof HTMLSlotElement) {
      const assigned = element.assignedNodes();
      if (assigned.length > 0) return assigned;
    }
    return element.childNodes;
  }

  /**
   * @param {Node} outer
   * @param {Node | null} inner
   */
  function contains(outer, inner) {
    for (let node = inner; node; node = parentOf(node)) {
      if (node === outer) return true;
    }
    return false;
  }

  /**
   * Shown by style: not display:none, visibility:hidden or transparent, itself or by an ancestor.
   * @param {Element} element
   */
  function isStyled(element) {
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  }

  /**
   * The box of an element; of its children where it has none of its own (a wrapper of fixed children).
   * @param {Element} element
   * @returns {{x: number, y: number, w: number, h: number}}
   */
  function boxOf(element, depth = 0) {
    const rect = element.getBoundingClientRect();
    if ((rect.width > 3 && rect.height > 3) || depth > 3) {
      return { x: rect.x, y: rect.y, w: rect.width, h: rect.height };
    }
    let left = Infinity;
    let top = Infinity;
    let right = -Infinity;
    let bottom = -Infinity;
    let count = 0;
    for (const child of drawnChildren(element)) {
      if (!(child instanceof Element) || SILENT_TAGS.has(child.tagName)) continue;
      if (++count > 12) break;
      const box = boxOf(child, depth + 1);
      if (box.w <= 0 || box.h <= 0) continue;
      left = Math.min(left, box.x);
      top = Math.min(top, box.y);
      right = Math.max(right, box.x + box.w);
      bottom = Math.max(bottom, box.y + box.h);
    }
    if (right < left) return { x: rect.x, y: rect.y, w: rect.width, h: rect.height };
    return { x: left, y: top, w: right - left, h: bottom - top };
  }

  /**
   * @param {{x: number, y: number, w: number, h: number}} box
   * @returns {boolean} at least a few pixels of it are inside the viewport
   */
  function inViewport(box) {
    const w = Math.min(box.x + box.w, innerWidth) - Math.max(box.x, 0);
    const h = Math.min(box.y + box.h, innerHeight) - Math.max(box.y, 0);
    return w > 3 && h > 3;
  }

  /**
   * Whether a user would see it now (our own clipping apart).
   * @param {Element} element
   */
  function isVisible(element) {
    if (!element.isConnected) return false;
    if (!isStyled(element)) {
      // visibility:visible inside visibility:hidden shows, but needs the element's own style to be seen.
      const style = getComputedStyle(element);
      if (style.display === 'none' || Number(style.opacity) < 0.02 || style.visibility === 'visible') return false;
      return visibleInside(element);
    }
    return inViewport(boxOf(element));
  }

  /** @param {Element} element */
  function visibleInside(element) {
    let left = 40;
    for (const inner of element.getElementsByTagName('*')) {
      if (--left < 0) return false;
      if (isStyled(inner) && inViewport(boxOf(inner))) return true;
    }
    return false;
  }

  const SAYS = 'iframe, img, video, canvas, button, a, input, svg';

  /**
   * Whether a layer shows anything: a wrapper may stand there before or after what it holds.
   * @param {Element} element
   */
  function showsContent(element) {
    if (element.matches(SAYS) || hasOwnText(element)) return true;
    let left = 150;
    /** @type {Element[]} */
    const stack = [element];
    for (let current = stack.pop(); current; current = stack.pop()) {
      for (const child of drawnChildren(current)) {
        if (!(child instanceof Element) || SILENT_TAGS.has(child.tagName)) continue;
        if (--left < 0) return true;
        if ((child.matches(SAYS) || hasOwnText(child)) && isStyled(child) && inViewport(boxOf(child))) return true;
        if (child.localName !== 'svg') stack.push(child);
      }
    }
    return false;
  }

  const SOON_MS = 500;
  /** What slides in starts beside the view, by no more than this as a rule. */
  const BESIDE_PX = 120;
  const MOVES = ['transform', 'translate', 'left', 'right', 'top', 'bottom', 'inset', 'marginLeft', 'marginRight', 'marginTop', 'marginBottom'];

  /**
   * Whether something that cannot be seen is being faded or moved into view. The browser draws such an animation without our
   * thread: several frames of it can pass before we look again.
   * @param {Element} element
   */
  function comesIn(element) {
    if (!element.isConnected) return false;
    const { x, y, w, h } = boxOf(element);
    if (!inViewport({ x: x - BESIDE_PX, y: y - BESIDE_PX, w: w + 2 * BESIDE_PX, h: h + 2 * BESIDE_PX })) return false;
    return element.getAnimations({ subtree: true }).some((animation) => {
      const { effect, playState, currentTime } = animation;
      if (playState !== 'running' || !(effect instanceof KeyframeEffect)) return false;
      const { iterations = 1, delay = 0 } = effect.getTiming();
      if (iterations === Infinity || delay - Number(currentTime ?? 0) > SOON_MS) return false;
      const last = effect.getKeyframes().at(-1);
      if (!last) return false;
      return Number(last.opacity ?? 0) > 0 || (effect.target === element && MOVES.some((name) => name in last));
    });
  }

  /** @param {Element} element */
  function hasOwnText(element) {
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE && /\S/.test(/** @type {Text} */ (node).data)) return true;
    }
    return false;
  }

  /** @param {Element} element */
  function isPageRoot(element) {
    return element === document.documentElement || element === document.body;
  }

  lma.dom = {
    SILENT_TAGS,
    shadowOf,
    knownShadowOf,
    knownRoots,
    canHostShadow,
    parentOf,
    drawnChildren,
    contains,
    isStyled,
    boxOf,
    inViewport,
    isVisible,
    showsContent,
    comesIn,
    isPageRoot,
  };
})();
