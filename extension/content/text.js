// @ts-check
// Visible text, labels and tokens. Never the values that a user typed.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.text) return;
  const { dom } = lma;

  const encoder = new TextEncoder();
  const SKIPPED = new Set([...dom.SILENT_TAGS, 'SVG', 'svg', 'CANVAS', 'VIDEO', 'AUDIO', 'IFRAME', 'OBJECT', 'SELECT', 'TEXTAREA', 'OPTION']);
  const INLINE = new Set(['A', 'ABBR', 'B', 'BDI', 'EM', 'FONT', 'I', 'MARK', 'S', 'SMALL', 'SPAN', 'STRONG', 'SUB', 'SUP', 'U', 'WBR']);

  /** @param {string} text */
  const byteLength = (text) => (text.length * 3 < 160 ? text.length * 3 : encoder.encode(text).length);

  /**
   * Cuts at a character boundary so that the UTF-8 form fits.
   * @param {string} text
   * @param {number} maxBytes
   */
  function cut(text, maxBytes) {
    if (text.length * 3 <= maxBytes) return wellFormed(text);
    const bytes = encoder.encode(text);
    if (bytes.length <= maxBytes) return wellFormed(text);
    let end = maxBytes;
    while (end > 0 && (bytes[end] & 0xc0) === 0x80) end -= 1;
    return new TextDecoder().decode(bytes.subarray(0, end));
  }

  /** Lone surrogates are no UTF-8, and the host refuses them. @param {string} text */
  function wellFormed(text) {
    return /[\ud800-\udfff]/.test(text) ? /** @type {any} */ (text).toWellFormed?.() ?? encodeBack(text) : text;
  }

  /** @param {string} text */
  const encodeBack = (text) => new TextDecoder().decode(encoder.encode(text));

  /** @param {string} text */
  const collapse = (text) => text.replace(/\s+/g, ' ').trim();

  /**
   * Visible text, white space collapsed, in drawing order.
   * @param {Element} element
   * @param {{max?: number, except?: Set<Element> | null}} [options]
   */
  function visibleText(element, options = {}) {
    const max = options.max ?? 2400;
    /** @type {string[]} */
    const parts = [];
    let length = 0;
    let nodes = 0;
    /** @param {Element} parent */
    const walk = (parent) => {
      for (const child of dom.drawnChildren(parent)) {
        if (length >= max || ++nodes > 3000) return;
        if (child.nodeType === Node.TEXT_NODE) {
          const node = /** @type {Text} */ (child);
          if (node.length > 0) {
            const piece = node.length > max * 2 ? node.substringData(0, max * 2) : node.data;
            parts.push(piece);
            length += piece.trim().length;
          }
        } else if (child instanceof Element && !SKIPPED.has(child.tagName) && !options.except?.has(child)) {
          // checkVisibility without opacity: what is fading in is about to be seen.
          if (!child.checkVisibility({ visibilityProperty: true }) && child.localName !== 'slot' && getComputedStyle(child).display !== 'contents') continue;
          const block = !INLINE.has(child.tagName);
          if (block) parts.push(' ');
          walk(child);
          if (block) parts.push(' ');
        }
      }
    };
    walk(element);
    return collapse(parts.join(''));
  }

  /** Text without looking at styles: cheap, for signatures. @param {Element} element */
  function roughText(element) {
    const own = element.textContent ?? '';
    // Only roots that were found already: this is asked often.
    const root = dom.knownShadowOf(element);
    return root ? own + (root.textContent ?? '') : own;
  }

  /**
   * The name that assistive technology reads, where it differs from the visible text.
   * @param {Element} element
   */
  function accessibleName(element) {
    const label = element.getAttribute('aria-label');
    if (label?.trim()) return collapse(label);
    const ids = element.getAttribute('aria-labelledby');
    if (ids) {
      const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
      const text = ids
        .split(/\s+/)
        .map((id) => root.getElementById?.(id)?.textContent ?? '')
        .join(' ');
      if (text.trim()) return collapse(text);
    }
    const title = element.getAttribute('title') || element.getAttribute('alt');
    if (title?.trim()) return collapse(title);
    const inner = element.querySelector('img[alt], svg title, [aria-label], [title]');
    if (inner) {
      const name = inner.getAttribute('alt') || inner.getAttribute('aria-label') || inner.getAttribute('title') || (inner.localName === 'title' ? inner.textContent : '');
      if (name?.trim()) return collapse(name);
    }
    if (element instanceof HTMLInputElement && /^(submit|button|reset|image)$/.test(element.type)) {
      return collapse(element.getAttribute('value') ?? '');
    }
    return '';
  }

  /** @param {string} word */
  const cleanWord = (word) => word.toLowerCase().slice(0, 64);

  /**
   * Whole words of ids and classes, names of data attributes and of the custom element.
   * @param {Element} element
   * @param {Set<string>} into
   * @param {number} max
   */
  function addTokens(element, into, max) {
    if (element.localName.includes('-')) into.add(cleanWord(element.localName));
    if (element.id) into.add(cleanWord(element.id));
    for (const name of element.classList) {
      if (into.size >= max) return;
      into.add(cleanWord(name));
    }
    // Names alone: an attribute's own object is slow to make.
    for (const name of element.getAttributeNames()) {
      if (into.size >= max) return;
      if (name.startsWith('data-') && name !== lma.sensor?.MARK) into.add(cleanWord(name));
    }
  }

  /** A small, quick hash for signatures (FNV-1a, 32 bits); nothing leaves the page with it. @param {string} text */
  function hash(text) {
    let value = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) {
      value ^= text.charCodeAt(i);
      value = Math.imul(value, 0x01000193);
    }
    return (value >>> 0).toString(36);
  }

  const COUNT_BUDGET_MS = 12;
  const MAX_COUNTED_CHARS = 1000;
  const PAGE_CHARS_LIFE_MS = 4000;
  let pageCharsAt = -Infinity;
  let pageChars = 0;
  let countedWhileLoading = false;

  /** Visible characters of the document, about; counted every few seconds, and anew when the page is parsed. */
  function visiblePageChars() {
    const now = performance.now();
    const loading = document.readyState === 'loading';
    const life = loading ? 800 : PAGE_CHARS_LIFE_MS;
    if (now - pageCharsAt < life && (loading || !countedWhileLoading)) return pageChars;
    pageCharsAt = now;
    countedWhileLoading = loading;
    pageChars = countChars();
    return pageChars;
  }

  /**
   * The count at this very moment, for before and after an act and for one element's share. Of a very long text only the
   * beginning counts: the rest stands in a box that scrolls.
   * @param {Element | null} [within]
   */
  function countChars(within = document.body) {
    if (!within) return 0;
    /** @type {Map<Element, boolean>} */
    const shown = new Map();
    const end = performance.now() + COUNT_BUDGET_MS;
    const known = dom.knownShadowOf(within);
    let chars = 0;
    let count = 0;
    for (const root of known ? [within, known] : [within]) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = /** @type {Text} */ (walker.currentNode);
        if (text.length < 2) continue;
        const parent = text.parentElement;
        if (!parent || SKIPPED.has(parent.tagName)) continue;
        const data = text.length > MAX_COUNTED_CHARS ? text.substringData(0, MAX_COUNTED_CHARS) : text.data;
        const length = data.trim().length;
        if (length === 0) continue;
        let visible = shown.get(parent);
        if (visible === undefined) {
          visible = parent.checkVisibility({ visibilityProperty: true });
          shown.set(parent, visible);
        }
        if (visible) chars += length;
        if ((++count & 255) === 0 && performance.now() > end) return chars;
      }
    }
    return chars;
  }

  /** Words that come in with a layer; what follows them is met when it comes. */
  const MIN_WORDS_CHARS = 8;

  /** Whether a user sees something of a layer now, or will in the next frames. @param {Element} element */
  function showsSoon(element) {
    if (dom.isVisible(element) && dom.showsContent(element)) return true;
    return dom.comesIn(element) && visibleText(element, { max: MIN_WORDS_CHARS }).length >= MIN_WORDS_CHARS;
  }

  lma.text = {
    showsSoon,
    byteLength,
    cut,
    collapse,
    visibleText,
    roughText,
    accessibleName,
    addTokens,
    hash,
    visiblePageChars,
    countChars,
  };
})();
