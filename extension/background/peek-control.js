// @ts-check
// Peek: starts it in every frame of a tab, sums up what they show, and ends it. A content script may give something back
// for ever only while the user is peeking in its tab.

const FILES = ['shared/top-layer.js', 'peek/labels.js', 'peek/peek.js'];

export class PeekControl {
  /** Tabs in which the user is peeking. @type {Set<number>} */
  #tabs = new Set();

  /**
   * @param {object} parts
   * @param {typeof chrome} parts.api
   * @param {import('./frames.js').Frames} parts.frames
   */
  constructor({ api, frames }) {
    this.api = api;
    this.frames = frames;
  }

  /** @param {number} tabId */
  isOn(tabId) {
    return this.#tabs.has(tabId);
  }

  /**
   * @param {number} tabId
   * @param {boolean} held whether letting go of a key ends it
   * @returns {Promise<{count: number, gone: number}>} what shows now, and what was declined or closed
   */
  async start(tabId, held) {
    try {
      await this.api.scripting.executeScript({ target: { tabId, allFrames: true }, injectImmediately: true, files: FILES });
    } catch {
      return { count: 0, gone: 0 };
    }
    this.#tabs.add(tabId);
    const answers = await this.frames.askAll(tabId, { type: 'peek', word: 'on', held });
    const sum = { count: 0, gone: 0 };
    for (const { answer } of answers) {
      sum.count += answer?.hidden ?? 0;
      sum.gone += answer?.gone ?? 0;
    }
    await this.frames.ask(tabId, 0, { type: 'peek', word: 'bar', hidden: sum.count, gone: sum.gone });
    return sum;
  }

  /** @param {number} tabId */
  stop(tabId) {
    if (this.#tabs.delete(tabId)) this.frames.tell(tabId, { type: 'peek', word: 'off' });
  }

  /** The tab shows another document, or is gone. @param {number} tabId */
  forget(tabId) {
    this.#tabs.delete(tabId);
  }
}
