// @ts-check
// Speaks to the frames of a tab. A message to a tab is answered by one frame alone, so each frame is asked by its id;
// the ids come from running a line in every frame, which needs no further permission.

export class Frames {
  /** @type {Map<string, {tabId: number, frameId: number, holder: number | null}>} */
  #tokens = new Map();

  /** @param {typeof chrome} api */
  constructor(api) {
    this.api = api;
  }

  /**
   * @param {number} tabId
   * @returns {Promise<number[]>} frames in which our scripts run; none on the browser's own pages
   */
  async idsOf(tabId) {
    try {
      const results = await this.api.scripting.executeScript({
        target: { tabId, allFrames: true },
        injectImmediately: true,
        func: () => Boolean(/** @type {any} */ (globalThis).lma),
      });
      return results.filter((each) => each.result).map((each) => each.frameId);
    } catch {
      return [];
    }
  }

  /**
   * @param {number} tabId
   * @param {number} frameId
   * @param {Record<string, unknown>} message
   * @returns {Promise<any>} the answer, or null
   */
  async ask(tabId, frameId, message) {
    try {
      return (await this.api.tabs.sendMessage(tabId, message, { frameId })) ?? null;
    } catch {
      return null;
    }
  }

  /**
   * @param {number} tabId
   * @param {Record<string, unknown>} message
   * @returns {Promise<Array<{frameId: number, answer: any}>>}
   */
  async askAll(tabId, message) {
    const ids = await this.idsOf(tabId);
    return Promise.all(ids.map(async (frameId) => ({ frameId, answer: await this.ask(tabId, frameId, message) })));
  }

  /** Tells every frame of a tab. @param {number} tabId @param {Record<string, unknown>} message */
  tell(tabId, message) {
    this.api.tabs.sendMessage(tabId, message).catch(() => {});
  }

  /** Tells every frame of every tab. @param {Record<string, unknown>} message */
  async tellTabs(message) {
    for (const tab of await this.api.tabs.query({})) {
      if (tab.id !== undefined && !tab.discarded) this.tell(tab.id, message);
    }
  }

  /** A random name by which a frame and the page that holds it find each other. @param {number} tabId @param {number} frameId */
  openToken(tabId, frameId) {
    this.#forget((entry) => entry.tabId === tabId && entry.frameId === frameId);
    const token = crypto.randomUUID();
    this.#tokens.set(token, { tabId, frameId, holder: null });
    return token;
  }

  /**
   * The page that holds a frame showed that it knows the frame's token.
   * @param {number} tabId
   * @param {number} holder frame id of the page
   * @param {string} token
   * @param {unknown} facts
   */
  seen(tabId, holder, token, facts) {
    const entry = this.#tokens.get(token);
    if (!entry || entry.tabId !== tabId || entry.frameId === holder) return;
    entry.holder = holder;
    void this.ask(tabId, entry.frameId, { type: 'frame_facts', facts });
  }

  /**
   * A frame wants to be hidden or shown, whole, by the page that holds it.
   * @param {number} tabId
   * @param {number} frameId the frame itself
   * @param {string} token
   * @param {boolean} hide
   * @returns {Promise<{ok: boolean}>}
   */
  async hide(tabId, frameId, token, hide) {
    const entry = this.#tokens.get(token);
    if (!entry || entry.tabId !== tabId || entry.frameId !== frameId || entry.holder === null) return { ok: false };
    return (await this.ask(tabId, entry.holder, { type: 'hide_frame', token, hide })) ?? { ok: false };
  }

  /** @param {number} tabId */
  forgetTab(tabId) {
    this.#forget((entry) => entry.tabId === tabId);
  }

  /** @param {(entry: {tabId: number, frameId: number}) => boolean} which */
  #forget(which) {
    for (const [token, entry] of this.#tokens) if (which(entry)) this.#tokens.delete(token);
  }
}
