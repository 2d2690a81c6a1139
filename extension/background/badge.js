// @ts-check
// The toolbar's badge: a calm count of what was kept from the user on this page, or "!" with the way to mend it.

const COUNT_COLOUR = '#5b6472';
const TROUBLE_COLOUR = '#b3261e';

export class Badge {
  #inTrouble = false;

  /**
   * @param {object} parts
   * @param {typeof chrome} parts.api
   * @param {(key: string) => string} parts.say
   * @param {(tabId: number) => number} parts.countOf what was kept from the user in a tab
   * @param {() => number[]} parts.tabIds tabs that have a count
   */
  constructor({ api, say, countOf, tabIds }) {
    this.api = api;
    this.say = say;
    this.countOf = countOf;
    this.tabIds = tabIds;
  }

  /** @param {import('../shared/messages.js').Trouble | null} trouble */
  showTrouble(trouble) {
    this.#inTrouble = trouble !== null;
    const title = trouble
      ? `${this.say('extension_name')}: ${this.say(`trouble_${trouble.cause}`)} ${this.say(`mend_${trouble.cause}`)}`
      : this.say('extension_name');
    settled(this.api.action.setTitle({ title }));
    settled(this.api.action.setBadgeText({ text: trouble ? '!' : '' }));
    settled(this.api.action.setBadgeBackgroundColor({ color: trouble ? TROUBLE_COLOUR : COUNT_COLOUR }));
    for (const tabId of this.tabIds()) this.showCount(tabId);
  }

  /** @param {number} tabId */
  showCount(tabId) {
    const count = this.countOf(tabId);
    const text = this.#inTrouble ? '!' : count > 99 ? '99+' : count > 0 ? String(count) : '';
    settled(this.api.action.setBadgeText({ tabId, text }));
  }
}

/** The tab may have gone meanwhile; nothing depends on it. @param {Promise<unknown> | void} promise */
function settled(promise) {
  promise?.catch?.(() => {});
}
