// @ts-check
// Shapes that say what is wanted without a word: stars, a scale from 0 to 10, a wheel; and where links and frames lead.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.structure) return;
  const { text } = lma;

  /** Stars, full and empty. Escaped: the joined script is ASCII (cmake/adapt-manifest.cmake). */
  const STAR = /[\u2605\u2606\u2b50\u2729\u272a\u{1f31f}]/u;
  const STAR_TOKEN = /(^|[-_\s])stars?([-_\s\d]|$)|rating[-_]?(item|icon|symbol|star)/i;
  /** Faces from happy to angry, and thumbs. */
  const FACE = /[\u{1f600}\u{1f603}\u{1f604}\u{1f642}\u{1f60a}\u{1f610}\u{1f615}\u{1f641}\u2639\u{1f61e}\u{1f621}\u{1f60d}\u{1f929}\u{1f44d}\u{1f44e}]/gu;

  /** Stars, hearts or faces in a row of like elements. @param {Element[]} elements */
  function countStars(elements) {
    /** @type {Map<Element, number>} */
    const rows = new Map();
    let glyphs = 0;
    for (const element of elements) {
      const own = element.childElementCount === 0 ? (element.textContent ?? '').trim() : '';
      if (own && own.length <= 12 && STAR.test(own)) glyphs = Math.max(glyphs, [...own].filter((c) => STAR.test(c)).length);
      const words = `${element.getAttribute('class') ?? ''} ${element.getAttribute('name') ?? ''}`;
      if ((own.length <= 2 && STAR.test(own)) || (words.length < 300 && STAR_TOKEN.test(words))) {
        const parent = element.parentElement;
        if (parent) rows.set(parent, (rows.get(parent) ?? 0) + 1);
      }
    }
    const most = Math.max(glyphs, 0, ...rows.values());
    if (most >= 3 && most <= 10) return most;
    const faces = elements.filter((element) => element.childElementCount === 0 && FACE.test(element.textContent ?? '') && (element.textContent ?? '').trim().length <= 4);
    return faces.length >= 3 && faces.length <= 10 ? faces.length : 0;
  }

  /** Things numbered one after the other (buttons, radios, labels). @param {Element[]} elements */
  function countScale(elements) {
    /** @type {number[]} */
    const numbers = [];
    for (const element of elements) {
      const value =
        element instanceof HTMLInputElement && element.type === 'radio'
          ? element.value
          : /^(button|label|a|li|span|div|td)$/.test(element.localName) && element.childElementCount === 0
            ? (element.textContent ?? '').trim()
            : element.getAttribute('aria-label') && element.childElementCount <= 1
              ? element.getAttribute('aria-label')
              : '';
      if (value && /^\d{1,2}$/.test(value)) numbers.push(Number(value));
    }
    let longest = 0;
    let run = 0;
    for (let i = 0; i < numbers.length; i++) {
      run = i > 0 && Math.abs(numbers[i] - numbers[i - 1]) === 1 ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest >= 4 && longest <= 11 ? longest : 0;
  }

  /** A canvas or drawing with equal sectors. @param {Element[]} elements */
  function hasWheel(elements) {
    for (const element of elements) {
      if (element.localName !== 'svg' && element.localName !== 'canvas') continue;
      const box = element.getBoundingClientRect();
      if (box.width < 140 || Math.abs(box.width - box.height) > 0.15 * box.width) continue;
      if (element.localName === 'canvas') return true;
      /** @type {Map<number, number>} */
      const lengths = new Map();
      for (const path of element.querySelectorAll('path, polygon')) {
        const size = (path.getAttribute('d') ?? path.getAttribute('points') ?? '').split(/[\s,]+/).length;
        lengths.set(size, (lengths.get(size) ?? 0) + 1);
      }
      if (Math.max(0, ...lengths.values()) >= 4) return true;
    }
    return false;
  }

  /** Where a link leads, with the name of its first parameter, which tells "send this" from "call". Never its value. @param {HTMLAnchorElement} link */
  function linkText(link) {
    const { protocol } = link;
    if (protocol === 'http:' || protocol === 'https:') {
      const host = link.host.replace(/^www\./, '');
      const first = /^\?[\w-]{1,16}(?==)/.exec(link.search)?.[0] ?? '';
      return text.cut((host + link.pathname).replace(/\/$/, '') + first, 64);
    }
    return protocol === 'javascript:' ? '' : protocol;
  }

  /** @param {Element[]} elements */
  function describeLinks(elements) {
    const found = new Set();
    let count = 0;
    for (const element of elements) {
      if (!(element instanceof HTMLAnchorElement) || !element.hasAttribute('href')) continue;
      count += 1;
      if (found.size >= 24) continue;
      const link = linkText(element);
      if (link) found.add(link);
    }
    return { links: [...found], count };
  }

  /** @param {string} address */
  function hostOf(address) {
    try {
      const url = new URL(address, location.href);
      return /^https?:$/.test(url.protocol) ? url.hostname : '';
    } catch {
      return '';
    }
  }

  /** Hosts of frames, images and form actions inside. @param {Element[]} elements */
  function describeSources(elements) {
    const hosts = new Set();
    const rank = [];
    for (const element of elements) {
      const address =
        element.localName === 'iframe' || element.localName === 'img' || element.localName === 'script'
          ? element.getAttribute('src')
          : element.localName === 'form'
            ? element.getAttribute('action')
            : null;
      if (!address) continue;
      const host = hostOf(address);
      if (host && (host !== location.hostname || element.localName === 'iframe')) rank.push({ host, first: element.localName !== 'img' });
    }
    for (const { host } of [...rank.filter((r) => r.first), ...rank.filter((r) => !r.first)]) {
      if (hosts.size < 8) hosts.add(text.cut(host, 64));
    }
    return [...hosts];
  }

  // A longer paragraph says no more: it is an article's already.
  const MAX_PARAGRAPH_CHARS = 20_000;

  /** @param {Element[]} elements */
  function describeStructure(elements) {
    let media = 0;
    let headings = 0;
    let paragraphChars = 0;
    for (const element of elements) {
      if (/^(img|video|canvas|picture)$/.test(element.localName)) media += 1;
      else if (/^h[1-6]$/.test(element.localName) || element.getAttribute('role') === 'heading') headings += 1;
      else if (/^(p|li)$/.test(element.localName)) {
        const length = text.collapse((element.textContent ?? '').slice(0, MAX_PARAGRAPH_CHARS)).length;
        if (length > 80) paragraphChars += length;
      }
    }
    return {
      stars: countStars(elements),
      scale: countScale(elements),
      media,
      headings,
      paragraph_chars: paragraphChars,
      wheel: hasWheel(elements),
    };
  }

  lma.structure = { describeStructure, describeLinks, describeSources };
})();
