// @ts-check
// A selector that names the picked element, and it alone, on the next visit too: stable attributes first, classes that a
// build tool made never. Where no such selector exists, the fingerprint has to do.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.selector) return;
  const { dom } = lma;

  const MAX_LENGTH = 400;
  const MAX_ANCESTORS = 5;
  const MAX_CLASSES = 4;

  const STRONG_ATTRIBUTES = ['data-testid', 'data-test-id', 'data-test', 'data-qa', 'data-cy', 'data-id', 'name', 'aria-label', 'title'];
  /** Class names of every second dialog: the site's login would have them too. */
  const COMMON_CLASSES = new Set(
    ('modal dialog popup overlay container wrapper wrap content box inner outer body header footer row col column ' +
      'section block card panel banner bar backdrop main page layout grid flex left right top bottom center fixed sticky').split(' '),
  );
  /** Class names that come and go with the element's state. */
  const STATE_CLASS = /^(is|has|js|u|animate|animated)[-_]|^(show|shown|open|opened|active|visible|in|on|fade|hidden|closed|loaded|ready)$/i;
  const TOOL_CLASS = /^(css|sc|jsx|jss|svelte|emotion|styled|makestyles|ng|v|_)[-_]/i;

  /**
   * Whether a person chose this name, so that it will be there next time.
   * @param {string} name
   */
  function isStable(name) {
    if (name.length < 3 || name.length > 48 || /\d{2,}/.test(name) || /[^\w-]/.test(name) || TOOL_CLASS.test(name)) return false;
    return name.split(/[-_]+/).every((part) => {
      if (part.length < 5) return true;
      const mixed = /\d/.test(part) && /[a-z]/i.test(part) && !/^[a-z]+\d$/i.test(part);
      const jumping = /[A-Z][a-z]?[A-Z]/.test(part) && /[a-z]/.test(part);
      return !mixed && !jumping && /[aeiouy]/i.test(part);
    });
  }

  /** @param {string} name @param {string} value */
  const attribute = (name, value) => `[${name}="${value.replace(/["\\]/g, '\\$&')}"]`;

  /**
   * What names an element well, best first.
   * @param {Element} element
   * @returns {string[]}
   */
  function strongNames(element) {
    const names = [];
    if (element.id && isStable(element.id)) names.push(`#${CSS.escape(element.id)}`);
    for (const name of STRONG_ATTRIBUTES) {
      const value = element.getAttribute(name);
      if (value && value.length <= 60 && !/\d{3}/.test(value) && !/[\n{}<>@;]/.test(value)) {
        names.push(element.localName + attribute(name, value));
      }
    }
    if (element.localName === 'iframe') {
      const place = placeOf(/** @type {HTMLIFrameElement} */ (element).src);
      if (place) names.push(`iframe[src*="//${place}"]`);
    }
    if (element.localName.includes('-')) names.push(element.localName);
    return names;
  }

  /**
   * Host and path of a frame, up to the first part that looks made for one visit: a host alone would name every video of
   * the same house.
   * @param {string} source
   */
  function placeOf(source) {
    if (!/^https?:/.test(source) || !URL.canParse(source)) return '';
    const { host, pathname } = new URL(source);
    const kept = [];
    for (const part of pathname.split('/').slice(1)) {
      if (part !== '' && !isStable(part.replace(/\.\w+$/, ''))) break;
      kept.push(part);
    }
    return `${host}/${kept.join('/')}`;
  }

  /**
   * Stable classes, the telling ones first.
   * @param {Element} element
   * @returns {string[]}
   */
  function classesOf(element) {
    const stable = [...element.classList].filter((name) => isStable(name) && !STATE_CLASS.test(name));
    return stable.sort((a, b) => Number(isCommon(a)) - Number(isCommon(b))).slice(0, MAX_CLASSES);
  }

  /** @param {string} name */
  function isCommon(name) {
    return name.toLowerCase().split(/[-_]+/).every((part) => COMMON_CLASSES.has(part) || part.length < 3);
  }

  /**
   * @param {Element} element
   * @returns {string[]} names by class; those made of common classes only together with something telling inside
   */
  function classNames(element) {
    const classes = classesOf(element);
    const role = element.getAttribute('role');
    const base = element.localName + (role ? attribute('role', role) : '');
    const names = [];
    const telling = classes.filter((name) => !isCommon(name));
    for (const name of telling) names.push(`.${CSS.escape(name)}`);
    if (telling.length > 0) names.push(base + classes.map((name) => `.${CSS.escape(name)}`).join(''));
    const inner = innerName(element);
    if (inner) names.push(`${base}${classes.map((name) => `.${CSS.escape(name)}`).join('')}:has(${inner})`);
    return names;
  }

  /** Something inside that is named well. @param {Element} element */
  function innerName(element) {
    for (const inner of element.querySelectorAll('form, input, iframe, [id], [data-testid]')) {
      const name = strongNames(inner)[0];
      if (name) return name;
    }
    return '';
  }

  /**
   * @param {string} selector
   * @param {Element} element
   * @param {Document | ShadowRoot} root
   */
  function isItAlone(selector, element, root) {
    if (selector.length > MAX_LENGTH) return false;
    try {
      const found = root.querySelectorAll(selector);
      // The style reaches every root, so the selector may fit nothing in the page around a shadow root either.
      return found.length === 1 && found[0] === element && (root === document || document.querySelector(selector) === null);
    } catch {
      return false;
    }
  }

  /**
   * @param {Element} element
   * @returns {string} '' where nothing stable names it
   */
  function selectorOf(element) {
    const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
    const names = [...strongNames(element), ...classNames(element)];
    for (const name of names) if (isItAlone(name, element, root)) return name;

    /** @type {Element | null} */
    let ancestor = element.parentElement;
    for (let up = 0; ancestor && up < MAX_ANCESTORS && !dom.isPageRoot(ancestor); up++, ancestor = ancestor.parentElement) {
      for (const outer of [...strongNames(ancestor), ...classNames(ancestor)]) {
        for (const name of names.length > 0 ? names : [element.localName]) {
          const selector = `${outer} ${name}`;
          if (isItAlone(selector, element, root)) return selector;
        }
      }
    }
    return '';
  }

  lma.selector = { of: selectorOf, isStable };
})();
