// @ts-check
// What the user taught: the plan's style hides learned asks before the first paint, and fingerprints find those whose
// selector no longer fits.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.learned) return;
  const { roots } = lma;

  /** @type {CSSStyleSheet | null} */
  let sheet = null;
  /** @type {any[]} */
  let learned = [];
  /** @type {WeakSet<Element>} */
  const reported = new WeakSet();

  /** @param {Document | ShadowRoot} root */
  function addRoot(root) {
    if (sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }

  /** @param {any} plan */
  function apply(plan) {
    learned = Array.isArray(plan?.learned) ? plan.learned : [];
    const css = plan?.state === 'active' ? String(plan.style ?? '') : '';
    if (!sheet && !css) return;
    if (!sheet) sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    for (const root of roots.all()) addRoot(root);
  }

  /**
   * What the user said of an element: by selector, else by fingerprint.
   * @param {Element} element
   * @returns {any | null}
   */
  function match(element) {
    if (learned.length === 0) return null;
    let print = '';
    for (const entry of learned) {
      if (entry.enabled === false) continue;
      if (entry.selector && matches(element, entry.selector)) return entry;
      if (!entry.fingerprint || !lma.fingerprint) continue;
      print ||= lma.fingerprint.of(element);
      if (lma.fingerprint.fits(print, entry.fingerprint)) return entry;
    }
    return null;
  }

  /** @param {Element} element @param {string} selector */
  function matches(element, selector) {
    try {
      return element.matches(selector);
    } catch {
      return false;
    }
  }

  /** Elements that the style hid, told once each so that the popup can show them. */
  function report() {
    for (const entry of learned) {
      if (entry.answer !== 'hide' || !entry.selector || entry.enabled === false) continue;
      for (const root of roots.all()) {
        for (const element of find(root, entry.selector)) {
          if (reported.has(element)) continue;
          reported.add(element);
          tell(element, entry);
        }
      }
    }
  }

  /** @param {Document | ShadowRoot} root @param {string} selector */
  function find(root, selector) {
    try {
      return [...root.querySelectorAll(selector)].slice(0, 20);
    } catch {
      return [];
    }
  }

  /** @param {Element} element @param {any} entry */
  function tell(element, entry) {
    const target = /** @type {HTMLElement} */ (element);
    // Inline and important is the one thing that wins over the plan's style.
    const show = () => target.style?.setProperty('display', 'revert', 'important');
    lma.act.recordAct(
      { element, candidate: { heading: entry.label, surface: 'inline' } },
      { kind: entry.kind, confidence: 1, reason: 'learned', learned: entry.id },
      { action: 'hidden', undo: show },
      'gone',
    );
  }

  /** What the user taught, in the form of a verdict. @param {any} entry */
  function verdict(entry) {
    return { action: 'hide', reason: 'learned', kind: entry.kind, confidence: 1, learned: entry.id, steps: [{ do: 'hide' }], evidence: [] };
  }

  lma.learned = { verdict, apply, match, report, addRoot };
})();
