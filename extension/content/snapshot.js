// @ts-check
// What html, body and what stands near them were like before an ask came: a short log of attribute changes, so that
// what the ask locked can be given back by difference.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.snapshot) return;

  const MAX_ENTRIES = 400;

  /** @typedef {{target: Element, name: string, before: string | null, at: number}} Change */
  /** @type {Change[]} */
  let changes = [];

  /** Near the root: html, body, and two levels below. @param {Element} element */
  function isNearRoot(element) {
    /** @type {Element | null} */
    let up = element;
    for (let depth = 0; depth < 4 && up; depth++) {
      if (up === document.body || up === document.documentElement) return true;
      up = up.parentElement;
    }
    return false;
  }

  /** @param {MutationRecord[]} records of attributes */
  function record(records) {
    const at = performance.now();
    for (const { target, attributeName, oldValue } of records) {
      if (!attributeName || !(target instanceof Element)) continue;
      const isolating = attributeName === 'inert' || attributeName === 'aria-hidden';
      if (!isolating && ((attributeName !== 'class' && attributeName !== 'style') || !isNearRoot(target))) continue;
      if (oldValue === target.getAttribute(attributeName)) continue;
      changes.push({ target, name: attributeName, before: oldValue, at });
    }
    if (changes.length > MAX_ENTRIES) changes = changes.slice(-MAX_ENTRIES / 2);
  }

  /**
   * What changed since a time, each with its value before the first change.
   * @param {number} since performance.now()
   * @returns {Change[]}
   */
  function changedSince(since) {
    /** @type {Map<Element, Set<string>>} */
    const known = new Map();
    const first = [];
    for (const change of changes) {
      if (change.at < since || !change.target.isConnected) continue;
      const names = known.get(change.target) ?? new Set();
      if (names.has(change.name)) continue;
      names.add(change.name);
      known.set(change.target, names);
      first.push(change);
    }
    return first;
  }

  lma.snapshot = { record, changedSince };
})();
