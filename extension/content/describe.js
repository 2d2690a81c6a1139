// @ts-check
// An element as a Candidate of docs/protocol.md: what the decision needs and no more, at most 4 KiB.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.describe) return;
  const { dom, text, controls, structure, layers } = lma;

  const MAX_BYTES = 4096;
  const MAX_TEXT_BYTES = 2048;
  const MAX_TOKENS = 64;
  /** Elements looked at inside one candidate. */
  const MAX_ELEMENTS = 1200;

  let nextId = 1;

  /**
   * @typedef {object} Described
   * @property {any} candidate
   * @property {Element} element
   * @property {Element[]} targets the controls' elements, by index
   * @property {Element[]} companions
   */

  /**
   * @param {Element} element
   * @param {{surface: 'overlay' | 'inline' | 'frame', appear: string, group?: number, level?: number, layer?: any, geometry?: any, memo?: Map<Element, any>}} how
   *   with `memo`, what was told of a control in one block of a ladder is told of it in the next
   * @returns {Described}
   */
  function describe(element, how) {
    const inFlow = how.surface === 'inline';
    const except = how.surface === 'overlay' ? new Set(layers.separateParts(element)) : null;
    const inside = controls.elementsInside(element, except, MAX_ELEMENTS);
    const box = dom.boxOf(element);
    const content = inFlow ? box : contentBox(element, box);
    const seen = content.h > box.h + 8 ? content : box;
    const found = controls.describeControls(pressables(element, inside, inFlow), [content, box], !inFlow, how.memo);
    const links = structure.describeLinks(inside);
    const companions = how.surface === 'overlay' ? layers.companions(element) : [];
    const words = text.visibleText(element, { max: 2400, except });
    const chars = words.length < 1000 || inFlow ? words.length : text.countChars(element);
    const pageChars = pageCharsBeside(chars);

    /** @type {any} */
    const candidate = {
      id: nextId++,
      surface: how.surface,
      text: text.cut(words, MAX_TEXT_BYTES),
      heading: text.cut(headingOf(element, inside), 256),
      language: languageOf(element),
      tag: text.cut(element.localName, 64),
      role: text.cut(roleOf(element, inside), 64),
      appear: how.appear,
      age_ms: Math.round(performance.now()),
      tokens: tokensOf(element),
      sources: structure.describeSources([element, ...inside]),
      links: links.links,
      controls: found.controls,
      fields: controls.describeFields(inside),
      structure: { ...structure.describeStructure(inside), links: links.count },
      layer: how.layer ?? (inFlow ? { position: getComputedStyle(element).position } : layerFacts(element, inside, companions)),
      geometry: how.geometry ?? {
        x: Math.round(seen.x),
        y: Math.round(seen.y),
        w: Math.round(seen.w),
        h: Math.round(seen.h),
        vw: innerWidth,
        vh: innerHeight,
      },
      text_share: Math.round((chars / pageChars) * 1000) / 1000,
      // A ladder of blocks ends before it reaches the page's own part.
      holds_main: how.surface === 'overlay' && holdsMain(element),
      in_article: inFlow && inArticle(element),
      gesture: lma.gesture.current(),
    };
    if (how.group !== undefined) {
      candidate.group = how.group;
      candidate.level = how.level ?? 0;
    }
    return { candidate: fit(candidate), element, targets: found.targets, companions };
  }

  /**
   * Where controls are looked for: a block of the page may itself be what is pressed.
   * @param {Element} element
   * @param {Element[]} inside
   * @param {boolean} inFlow
   */
  function pressables(element, inside, inFlow) {
    if (element.matches('a, button')) return [element];
    return inFlow ? [element, ...inside] : inside;
  }

  /** Visible characters of the page, counted anew where the count may be older than a part of so many. @param {number} part */
  function pageCharsBeside(part) {
    const known = text.visiblePageChars();
    return Math.max(part > known / 4 && part > 250 ? text.countChars() : known, part, 1);
  }

  /** The box that is drawn as the dialog, where the layer itself spans the page. */
  function contentBox(/** @type {Element} */ element, /** @type {any} */ box) {
    let current = element;
    for (let depth = 0; depth < 5; depth++) {
      const shown = [...dom.drawnChildren(current)].filter(
        (child) => child instanceof Element && !dom.SILENT_TAGS.has(child.tagName) && text.roughText(child).trim().length > 8,
      );
      if (shown.length !== 1) break;
      current = /** @type {Element} */ (shown[0]);
      const inner = dom.boxOf(current);
      // A flat wrapper may have its toast hanging out of it.
      if (inner.w > 0 && (inner.w * inner.h < 0.8 * box.w * box.h || inner.h > box.h + 8)) return inner;
    }
    return box;
  }

  /**
   * @param {Element} element
   * @param {Element[]} inside
   */
  function headingOf(element, inside) {
    const name = text.accessibleName(inside.find((e) => e.getAttribute('role') === 'dialog') ?? element);
    const own = element.hasAttribute('aria-label') || element.hasAttribute('aria-labelledby');
    if (own && name) return name;
    for (const inner of inside) {
      if (/^(h[1-6]|legend)$/.test(inner.localName) || inner.getAttribute('role') === 'heading') {
        const words = text.visibleText(inner, { max: 300 });
        if (words) return words;
      }
    }
    return own ? name : '';
  }

  /** @param {Element} element */
  function languageOf(element) {
    const tagged = element.closest('[lang]') ?? document.documentElement;
    return (tagged?.getAttribute('lang') ?? '').slice(0, 16);
  }

  /**
   * @param {Element} element
   * @param {Element[]} inside
   */
  function roleOf(element, inside) {
    const own = element.getAttribute('role');
    if (own) return own;
    const inner = inside.find((e) => /^(dialog|alertdialog)$/.test(e.getAttribute('role') ?? ''));
    return inner?.getAttribute('role') ?? '';
  }

  /**
   * Of the element, of up to three ancestors that hold nothing else, and of three levels of descendants, nearest first.
   * @param {Element} element
   */
  function tokensOf(element) {
    const tokens = new Set();
    text.addTokens(element, tokens, MAX_TOKENS);
    let below = [element];
    /** @type {Element[][]} */
    const levels = [];
    for (let depth = 0; depth < 3; depth++) {
      /** @type {Element[]} */
      const next = [];
      for (const parent of below) {
        for (const child of dom.drawnChildren(parent)) {
          if (child instanceof Element && !dom.SILENT_TAGS.has(child.tagName) && next.length < 24) next.push(child);
        }
      }
      levels.push(next);
      below = next;
    }
    for (const child of levels[0]) text.addTokens(child, tokens, 32);
    let above = element;
    for (let up = 0; up < 3; up++) {
      const parent = dom.parentOf(above);
      if (!parent || dom.isPageRoot(parent) || !holdsNothingElse(parent, above)) break;
      text.addTokens(parent, tokens, 40);
      above = parent;
    }
    for (const level of levels.slice(1)) for (const child of level) text.addTokens(child, tokens, MAX_TOKENS);
    return [...tokens].slice(0, MAX_TOKENS).map((token) => text.cut(/** @type {string} */ (token), 64));
  }

  /**
   * @param {Element} parent
   * @param {Element} child
   */
  function holdsNothingElse(parent, child) {
    let others = 0;
    for (const other of parent.children) {
      if (other !== child && !dom.SILENT_TAGS.has(other.tagName) && ++others > 2) return false;
    }
    return text.roughText(parent).length - text.roughText(child).length < 24;
  }

  /**
   * @param {Element} element
   * @param {Element[]} inside
   * @param {Element[]} companions
   */
  function layerFacts(element, inside, companions) {
    const style = getComputedStyle(element);
    const topLayer = lma.hold.isTopLayer(element);
    const modal =
      (topLayer && element.localName === 'dialog') ||
      element.getAttribute('aria-modal') === 'true' ||
      inside.some((inner) => inner.getAttribute('aria-modal') === 'true');
    // A toast's container may span the page and let every press through.
    const covers = style.pointerEvents !== 'none' && layers.coversPage(dom.boxOf(element));
    return {
      position: style.position,
      top_layer: topLayer,
      modal,
      backdrop: companions.length > 0 || (topLayer && element.localName === 'dialog') || covers,
      scroll_lock: layers.scrollLocked(),
      z: Math.max(-2147483648, Math.min(2147483647, Number(style.zIndex) || 0)),
    };
  }

  /** @param {Element} element */
  function holdsMain(element) {
    if (layers.holdsMain(element)) return true;
    const h1 = document.querySelector('h1');
    // A dialog's own h1 is no page heading.
    return h1 !== null && element.contains(h1) && text.roughText(element).length > 1500;
  }

  /** @param {Element} element */
  function inArticle(element) {
    const article = element.closest('article, main, [role=main]');
    if (!article || article === element) return false;
    let paragraphs = 0;
    for (const sibling of element.parentElement?.children ?? []) {
      if (sibling !== element && sibling.localName === 'p' && (sibling.textContent ?? '').length > 80) paragraphs += 1;
    }
    return paragraphs >= 1;
  }

  /** Leaves out what is at its default, then shortens until it fits. @param {any} candidate */
  function fit(candidate) {
    const encoder = new TextEncoder();
    const size = () => encoder.encode(JSON.stringify(candidate)).length;
    prune(candidate);
    if (size() <= MAX_BYTES) return candidate;
    if (candidate.links) candidate.links = candidate.links.slice(0, 8);
    if (candidate.tokens) candidate.tokens = candidate.tokens.slice(0, 32);
    for (const control of candidate.controls ?? []) if (control.tokens) control.tokens = control.tokens.slice(0, 4);
    let over = size() - MAX_BYTES;
    if (over > 0 && candidate.text) {
      candidate.text = text.cut(candidate.text, Math.max(700, encoder.encode(candidate.text).length - over - 40));
    }
    for (let i = 0; i < 8 && size() > MAX_BYTES; i++) {
      candidate.tokens = (candidate.tokens ?? []).slice(0, 12);
      candidate.links = [];
      for (const control of candidate.controls ?? []) {
        delete control.tokens;
        if (control.label) control.label = text.cut(control.label, 80);
        if (control.name) control.name = text.cut(control.name, 60);
      }
      if (i > 0) candidate.fields = (candidate.fields ?? []).slice(0, 8 - i);
      // Controls keep their index: they are named by it.
      if (i > 1) candidate.controls = (candidate.controls ?? []).slice(-(20 - 2 * i));
      over = size() - MAX_BYTES;
      if (over > 0) candidate.text = text.cut(candidate.text ?? '', Math.max(400, 1000 - i * 100));
    }
    return candidate;
  }

  /** @param {any} object */
  function prune(object) {
    for (const [key, value] of Object.entries(object)) {
      if (key === 'i' || key === 'id' || key === 'surface') continue;
      if (value === '' || value === false || value === 0 || value === null || (Array.isArray(value) && value.length === 0)) {
        delete object[key];
      } else if (Array.isArray(value)) {
        for (const item of value) if (item && typeof item === 'object') prune(item);
      } else if (typeof value === 'object') {
        prune(value);
      }
    }
  }

  const PUBLISHED_TYPE = /^(og:)?(article|blog|book|music|news|product|recipe|video)/i;
  const PUBLISHED_SCHEMA = /"@type"\s*:\s*\[?\s*"(\w*Article|BlogPosting|Recipe|Product|VideoObject|Review|HowTo)"/;
  /** @type {boolean | null} known once the page is parsed */
  let published = null;

  /** Whether the page says of itself that it is something to read or to buy, and so to be shared, rather than a program. */
  function saysPublished() {
    if (published !== null) return published;
    const type = document.querySelector('meta[property="og:type"]')?.getAttribute('content') ?? '';
    let says = PUBLISHED_TYPE.test(type.trim());
    for (const script of says ? [] : document.querySelectorAll('script[type="application/ld+json"]')) says ||= PUBLISHED_SCHEMA.test(script.textContent ?? '');
    if (document.readyState !== 'loading') published = says;
    return says;
  }

  /** What is the same for all candidates of a message. */
  function page() {
    let hasPassword = false;
    for (const field of document.querySelectorAll('input[type=password]')) {
      if (field.checkVisibility()) hasPassword = true;
    }
    const address = location.href.split('#')[0].slice(0, 2048);
    return {
      url: address,
      top_url: address,
      title: text.cut(document.title ?? '', 256),
      language: (document.documentElement?.getAttribute('lang') ?? '').slice(0, 16),
      text_chars: text.visiblePageChars(),
      has_password: hasPassword,
      published: saysPublished(),
    };
  }

  lma.describe = { describe, page, fit, prune };
})();
