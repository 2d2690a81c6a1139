// @ts-check
// A short description of an element that survives renamed classes and the site's other language, as docs/protocol.md
// defines it: what it is, its fields, its controls, its stable attributes, and a hash of its words. Hidden or shown makes
// no difference to it.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.fingerprint) return;
  const { dom } = lma;

  const VERSION = '1:';
  /** Elements looked at inside; an ask has fewer, and more only cost time. */
  const MAX_ELEMENTS = 400;
  const MAX_TEXT = 1000;
  /** Fewer characters than this say nothing: two "OK" are not one ask. */
  const MIN_TEXT = 16;
  const MAX_ATTRIBUTES = 6;
  const MAX_PART = 200;

  /** Tags that say nothing of what an element is for. */
  const PLAIN_TAGS = new Set(['div', 'span', 'section', 'p', 'ul', 'li', 'td', 'tr', 'table', 'article']);
  /** Attributes whose value does not depend on the language. */
  const VALUE_ATTRIBUTES = ['data-testid', 'data-test-id', 'data-test', 'data-qa', 'data-cy', 'name', 'aria-modal', 'aria-live'];
  /** Attributes of which only the name does not. */
  const NAME_ATTRIBUTES = ['aria-label', 'aria-labelledby', 'aria-describedby'];

  /** @param {string} part */
  const clean = (part) => part.replace(/[|\s]+/g, '_').slice(0, MAX_PART);

  /** @param {Element | null} element */
  function tagAndRole(element) {
    if (!element) return '';
    const role = element.getAttribute('role');
    return role ? `${element.localName}[${role}]` : element.localName;
  }

  /** @param {Element} element @returns {string} type of a control, '' when it is none */
  function controlType(element) {
    const role = element.getAttribute('role');
    if (element.localName === 'button' || role === 'button' || element.localName === 'summary') return 'button';
    if (element.localName === 'a' && element.hasAttribute('href')) return 'link';
    if (element instanceof HTMLInputElement && /^(submit|button|image|reset)$/.test(element.type)) return 'button';
    return '';
  }

  /** @param {Element} element @returns {string} type of a field, '' when it is none */
  function fieldType(element) {
    if (element instanceof HTMLInputElement) {
      return /^(submit|button|image|reset|hidden)$/.test(element.type) ? '' : element.type;
    }
    return element.localName === 'select' || element.localName === 'textarea' ? element.localName : '';
  }

  /** @param {Element} element @param {string[]} into */
  function addAttributes(element, into) {
    for (const name of VALUE_ATTRIBUTES) {
      const value = element.getAttribute(name);
      if (value && !/\d{3}/.test(value)) into.push(`${name}=${value.slice(0, 40)}`);
    }
    for (const name of NAME_ATTRIBUTES) if (element.hasAttribute(name)) into.push(name);
    if (element.localName === 'iframe') {
      const source = /** @type {HTMLIFrameElement} */ (element).src;
      if (/^https?:/.test(source)) into.push(`src=${new URL(source).host}`);
    }
  }

  /**
   * @param {Element} element
   * @returns {string}
   */
  function of(element) {
    /** @type {string[]} */
    const fields = [];
    /** @type {Map<string, number>} */
    const controls = new Map();
    /** @type {string[]} */
    const attributes = [];
    let words = '';
    let left = MAX_ELEMENTS;

    /** @param {Element} each */
    const visit = (each) => {
      if (left-- <= 0 || dom.SILENT_TAGS.has(each.tagName)) return;
      const field = fieldType(each);
      const control = field ? '' : controlType(each);
      if (field) fields.push(field);
      if (control) controls.set(control, (controls.get(control) ?? 0) + 1);
      if (each === element || field || each.localName === 'iframe' || each.localName === 'form') addAttributes(each, attributes);
      for (const child of dom.drawnChildren(each)) {
        if (child instanceof Element) visit(child);
        else if (child.nodeType === Node.TEXT_NODE && words.length < MAX_TEXT * 2) words += ` ${child.nodeValue}`;
      }
    };
    visit(element);

    const counted = [...controls].map(([type, count]) => `${type}:${count}`);
    return (
      VERSION +
      [
        `${tagAndRole(element)}<${tagAndRole(dom.parentOf(element))}`,
        fields.sort().join(),
        counted.sort().join(),
        [...new Set(attributes)].slice(0, MAX_ATTRIBUTES).sort().join(),
        hashOfWords(words),
      ]
        .map(clean)
        .join('|')
    );
  }

  /** @param {string} words @returns {string} 16 hexadecimal digits, '' where there is too little to hash */
  function hashOfWords(words) {
    // Numbers count down and prices change; the words stay.
    const plain = words.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{M}]+/gu, ' ').trim().slice(0, MAX_TEXT);
    if (plain.length < MIN_TEXT && !/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}]{6}/u.test(plain)) return '';
    return hash32(plain, 0x811c9dc5) + hash32(plain, 0x1b873593);
  }

  /** FNV-1a with a start of its own, stirred at the end. @param {string} text @param {number} start */
  function hash32(text, start) {
    let hash = start;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    return ((hash ^ (hash >>> 13)) >>> 0).toString(16).padStart(8, '0');
  }

  /** Whether an equal part says something: half the web is a div in a div with one button. @param {string} part @param {number} index */
  function isTelling(part, index) {
    if (!part) return false;
    if (index === 0) return !PLAIN_TAGS.has(part.split('<', 1)[0]);
    if (index === 2) return part !== 'button:1' && part !== 'link:1';
    return true;
  }

  /**
   * @param {string} a
   * @param {string} b
   * @returns {boolean} whether two fingerprints are of the same ask
   */
  function fits(a, b) {
    if (!a.startsWith(VERSION) || !b.startsWith(VERSION)) return false;
    const first = a.slice(VERSION.length).split('|');
    const second = b.slice(VERSION.length).split('|');
    if (first.length !== 5 || second.length !== 5) return false;
    if (first[4] !== '' && first[4] === second[4]) return true;
    let equal = 0;
    for (let i = 0; i < 4; i++) if (first[i] === second[i] && isTelling(first[i], i)) equal += 1;
    return equal >= 3;
  }

  lma.fingerprint = { of, fits };
})();
