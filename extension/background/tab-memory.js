// @ts-check
// What the worker keeps of each tab while the tab lives, and only what can be asked for again or does no harm when lost:
// the last gesture, presses that made a page navigate, numbers for the badge.

const MAX_PRESSED_KEYS = 64;
/** Longer ago, and a gesture no longer explains what a new page shows. */
const CARRY_LIMIT_MS = 60_000;

/**
 * @typedef {{label: string, role: string, tokens: string[], at: number, frameId: number}} KeptGesture
 * @typedef {{declined: number, dismissed: number, hidden: number}} Counts
 *
 * @typedef {object} TabEntry
 * @property {string} brand of the page that the tab shows; '' before its plan
 * @property {string} documentId of its top document; '' where the browser does not say
 * @property {number} documentAt when its top document asked for its first plan
 * @property {KeptGesture | null} gesture
 * @property {Set<string>} pressed
 * @property {Map<number, Counts>} counts by frame
 * @property {boolean} picking
 * @property {Set<number>} picked ids of what was learned by the picker in this tab
 */

export class TabMemory {
  /** @type {Map<number, TabEntry>} */
  #tabs = new Map();

  /** @param {number} tabId */
  has(tabId) {
    return this.#tabs.has(tabId);
  }

  /** @param {number} tabId @returns {TabEntry} */
  of(tabId) {
    let entry = this.#tabs.get(tabId);
    if (!entry) {
      entry = {
        brand: '',
        documentId: '',
        documentAt: 0,
        gesture: null,
        pressed: new Set(),
        counts: new Map(),
        picking: false,
        picked: new Set(),
      };
      this.#tabs.set(tabId, entry);
    }
    return entry;
  }

  /** @param {number} tabId @returns {string} the brand that the tab showed */
  remove(tabId) {
    const brand = this.#tabs.get(tabId)?.brand ?? '';
    this.#tabs.delete(tabId);
    return brand;
  }

  /** @returns {number[]} */
  ids() {
    return [...this.#tabs.keys()];
  }

  /** @param {string} brand */
  showsBrand(brand) {
    return [...this.#tabs.values()].some((entry) => entry.brand === brand);
  }

  /**
   * The tab shows a new document.
   * @param {number} tabId
   * @param {string} documentId
   * @param {number} now
   * @returns {boolean} whether it is another document than before
   */
  begin(tabId, documentId, now) {
    const entry = this.of(tabId);
    if (documentId !== '' && documentId === entry.documentId) return false;
    entry.documentId = documentId;
    entry.documentAt = now;
    entry.counts.clear();
    entry.picking = false;
    entry.picked.clear();
    return true;
  }

  /** @param {number} tabId @param {string} key @param {boolean} open whether the press has not been survived yet */
  press(tabId, key, open) {
    const { pressed } = this.of(tabId);
    if (!open) pressed.delete(key);
    else if (pressed.size < MAX_PRESSED_KEYS) pressed.add(key);
  }

  /** @param {number} tabId @returns {Counts} of all its frames */
  total(tabId) {
    const sum = { declined: 0, dismissed: 0, hidden: 0 };
    for (const counts of this.of(tabId).counts.values()) {
      sum.declined += counts.declined;
      sum.dismissed += counts.dismissed;
      sum.hidden += counts.hidden;
    }
    return sum;
  }

  /**
   * The gesture that led to a document that begins now, or null.
   * @param {number} tabId
   * @param {number} now
   */
  carriedGesture(tabId, now) {
    const { gesture } = this.of(tabId);
    if (!gesture || now - gesture.at > CARRY_LIMIT_MS) return null;
    return wireGesture(gesture, now, 'navigation');
  }

  /**
   * A gesture in another frame of the tab that is newer than the one a candidate brings, or null.
   * @param {number} tabId
   * @param {number} frameId of the candidate
   * @param {{age_ms?: number} | null | undefined} own
   * @param {number} now
   */
  newerGesture(tabId, frameId, own, now) {
    const { gesture, documentAt } = this.of(tabId);
    if (!gesture || gesture.frameId === frameId) return null;
    const age = Math.max(0, now - gesture.at);
    if (age > CARRY_LIMIT_MS || (own && (own.age_ms ?? 0) <= age)) return null;
    return wireGesture(gesture, now, gesture.at < documentAt ? 'navigation' : 'document');
  }
}

/** @param {KeptGesture} gesture @param {number} now @param {'document' | 'navigation'} scope */
function wireGesture(gesture, now, scope) {
  const { label, role, tokens } = gesture;
  return { label, role, tokens, age_ms: Math.max(0, Math.round(now - gesture.at)), scope };
}
