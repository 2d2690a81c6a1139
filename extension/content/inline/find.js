// @ts-check
// Where ask blocks may stand in the page's flow: elements whose names say so, and short texts that the host knows as words of
// an ask.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.find) return;
  const { dom, text, bridge, slice } = lma;

  /** Words that stand in attributes: names of controls, and what an empty field says. */
  const NAMED = '[aria-label], [title], input[placeholder]';
  const WORDS_FOR_SIGHT = new Set(['A', 'ABBR', 'B', 'BUTTON', 'EM', 'FONT', 'I', 'MARK', 'SMALL', 'SPAN', 'STRONG', 'U']);
  const MAX_TEXTS_PER_MESSAGE = 512;
  const MAX_TEXTS_PER_PAGE = 6000;
  const MAX_TEXT_BYTES = 400;
  const MAX_HITS = 600;

  /** @type {Seeds} */
  let seeds = { selector: '', names: null };
  let sentTexts = 0;
  /** @type {WeakSet<Element>} */
  const readAlready = new WeakSet();
  /** Class attributes and ids, and whether they fit a seed. @type {Map<string, boolean>} */
  const named = new Map();
  const MAX_NAMES = 4000;
  /** @type {Map<string, boolean>} */
  const knownTexts = new Map();

  /**
   * Most seeds are parts of class and id words. A page has few different class attributes, so that one expression over
   * each is far cheaper than a hundred selectors over all elements.
   * @typedef {{selector: string, names: RegExp | null}} Seeds
   * @param {string} list
   */
  function setSeeds(list) {
    const names = [];
    const others = [];
    for (const selector of list.split(',')) {
      const part = /^\s*\[(?:class|id)\*=["']?([\w-]+)["']?(?:\s+i)?\]\s*$/.exec(selector);
      if (part) names.push(part[1]);
      else others.push(selector);
    }
    named.clear();
    seeds = { selector: others.join(','), names: names.length > 0 ? new RegExp(names.join('|'), 'i') : null };
  }

  /** @param {string | null} name */
  function nameFits(name) {
    if (!name || !seeds.names) return false;
    let fits = named.get(name);
    if (fits === undefined) {
      if (named.size >= MAX_NAMES) named.clear();
      fits = seeds.names.test(name);
      named.set(name, fits);
    }
    return fits;
  }

  /** Whether it is called like an ask. @param {Element} element */
  function isNamed(element) {
    return (nameFits(element.getAttribute('class')) || nameFits(element.id)) && !dom.SILENT_TAGS.has(element.tagName);
  }

  /**
   * @param {Element} root
   * @param {Set<Element>} hits
   * @param {Map<string, Element[]>} texts
   */
  async function gather(root, hits, texts) {
    const scopes = root === document.documentElement ? [...lma.roots.all()] : [root];
    for (const scope of scopes) {
      for (const element of matching(scope, seeds.selector)) if (hits.size < MAX_HITS) hits.add(element);
      for (const element of matching(scope, NAMED)) addText(element, attributeWords(element), texts);
      let count = 0;
      for (const element of matching(scope, '[class], [id]')) {
        if (hits.size >= MAX_HITS) break;
        if (isNamed(element)) hits.add(element);
        if ((++count & 63) === 0) await slice.pause();
      }
      // Without a filter of its own a walker never leaves the browser's own code between two texts.
      const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const words = /** @type {Text} */ (node);
        if (words.length > 2 && words.length < 600 && /\S/.test(words.data)) addWords(words, texts);
        if ((++count & 63) === 0) await slice.pause();
        if (texts.size >= MAX_TEXTS_PER_PAGE) return;
      }
    }
  }

  /** @param {ParentNode} scope @param {string} selector */
  function matching(scope, selector) {
    if (!selector) return [];
    try {
      const inside = [...scope.querySelectorAll(selector)];
      return scope instanceof Element && scope.matches(selector) ? [scope, ...inside] : inside;
    } catch {
      // A selector that this browser does not know: the words still speak.
      if (selector === seeds.selector) seeds = { ...seeds, selector: '' };
      return [];
    }
  }

  /** @param {Element} element */
  function attributeWords(element) {
    return element.getAttribute('aria-label') || element.getAttribute('title') || element.getAttribute('placeholder') || '';
  }

  /** The sentence that a piece of text belongs to: words in bold or a link are a part of it. @param {Node} node @param {Map<string, Element[]>} texts */
  function addWords(node, texts) {
    let holder = dom.parentOf(node);
    if (holder && dom.SILENT_TAGS.has(holder.tagName)) return;
    for (let up = 0; holder && up < 2 && WORDS_FOR_SIGHT.has(holder.tagName); up++) {
      const parent = holder.parentElement;
      if (!parent || parent.childElementCount > 3 || (parent.textContent ?? '').length > MAX_TEXT_BYTES) break;
      holder = parent;
    }
    if (holder) addText(holder, holder.textContent ?? '', texts);
  }

  /** @param {Element} element @param {string} raw @param {Map<string, Element[]>} texts */
  function addText(element, raw, texts) {
    if (raw.length > 600 || readAlready.has(element)) return;
    readAlready.add(element);
    const words = text.collapse(raw);
    if (words.length < 3 || text.byteLength(words) > MAX_TEXT_BYTES) return;
    const list = texts.get(words);
    if (list) {
      if (list.length < 20) list.push(element);
    } else texts.set(words, [element]);
  }

  /** @param {Map<string, Element[]>} texts @param {Set<Element>} hits */
  async function scanTexts(texts, hits) {
    const unknown = [];
    for (const [words, elements] of texts) {
      const known = knownTexts.get(words);
      if (known === undefined) {
        const box = elements[0].getBoundingClientRect();
        // What has no box is not shown; it is read again when it changes.
        if (box.width > 0 || elements.length > 1) unknown.push({ words, near: box.bottom > 0 && box.top < innerHeight });
        else readAlready.delete(elements[0]);
        await slice.pause();
      }
      else if (known) for (const element of elements) hits.add(element);
    }
    unknown.sort((a, b) => Number(b.near) - Number(a.near));
    for (let from = 0; from < unknown.length && sentTexts < MAX_TEXTS_PER_PAGE; from += MAX_TEXTS_PER_MESSAGE) {
      const part = unknown.slice(from, from + MAX_TEXTS_PER_MESSAGE).map((entry) => entry.words);
      sentTexts += part.length;
      const answer = await bridge.ask({ type: 'scan', page: lma.describe.page(), texts: part });
      if (!answer || !lma.active) return;
      for (const words of part) knownTexts.set(words, false);
      for (const hit of answer.hits ?? []) {
        const words = part[hit.i];
        if (words === undefined) continue;
        knownTexts.set(words, true);
        for (const element of texts.get(words) ?? []) hits.add(element);
      }
    }
  }

  lma.find = { setSeeds, isNamed, gather, scanTexts };
})();
