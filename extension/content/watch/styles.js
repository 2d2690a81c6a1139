// @ts-check
// Which style sheets the page had when its elements were looked at. One that comes later can turn what stands in the
// flow into a layer; only then everything is looked at again.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.styles) return;

  /** What a style has to say to make a layer of something. */
  const MAKES_LAYERS = /fixed|sticky|absolute|z-index|@import/i;
  /** A sheet with more rules is taken to make layers. */
  const MAX_RULES = 400;

  /** The state of each sheet when it was last looked at. @type {WeakMap<StyleSheet, string> | null} */
  let known = null;

  /** @param {CSSStyleSheet} sheet @returns {CSSRuleList | null} null for one of another site */
  function rulesOf(sheet) {
    try {
      return sheet.cssRules;
    } catch {
      return null;
    }
  }

  /** @param {CSSStyleSheet} sheet */
  const stateOf = (sheet) => `${sheet.disabled} ${sheet.media.mediaText} ${rulesOf(sheet)?.length ?? ''}`;

  /** @param {CSSStyleSheet} sheet */
  function mayMakeLayers(sheet) {
    const rules = rulesOf(sheet);
    if (!rules || rules.length > MAX_RULES) return true;
    for (const rule of rules) if (MAKES_LAYERS.test(rule.cssText)) return true;
    return false;
  }

  /**
   * Looks at the sheets of the document, and remembers them.
   * @returns {boolean} whether one that may make layers is new or has changed since the last look
   */
  function changed() {
    const before = known;
    known ??= new WeakMap();
    let found = false;
    for (const sheet of document.styleSheets) {
      const state = stateOf(sheet);
      if (before?.get(sheet) === state) continue;
      known.set(sheet, state);
      found ||= before !== null && mayMakeLayers(sheet);
    }
    return found;
  }

  lma.styles = {
    changed,
    /** Before the first element of the body is looked at. */
    begin() {
      if (!known) changed();
    },
    /** Whether any element was looked at. */
    get begun() {
      return known !== null;
    },
  };
})();
