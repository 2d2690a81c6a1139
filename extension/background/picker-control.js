// @ts-check
// "Block this ask": starts the picker in every frame of a tab, carries words between its frames, and learns what was
// picked. A content script may teach only while the user is picking in its tab.

const FILES = [
  'shared/top-layer.js',
  'picker/targets.js',
  'picker/selector.js',
  'picker/surface.js',
  'picker/hide.js',
  'picker/offers.js',
  'picker/picker.js',
];

/** What frames of a picker may say to each other. */
const WORDS = new Set(['end', 'key', 'take_frame', 'picked', 'undo', 'only_now']);

export class PickerControl {
  /**
   * @param {object} parts
   * @param {typeof chrome} parts.api
   * @param {import('./host-port.js').HostPort} parts.host
   * @param {import('./tab-memory.js').TabMemory} parts.tabs
   * @param {import('./frames.js').Frames} parts.frames
   */
  constructor({ api, host, tabs, frames }) {
    this.api = api;
    this.host = host;
    this.tabs = tabs;
    this.frames = frames;
  }

  /**
   * @param {number} tabId
   * @returns {Promise<boolean>} false where extensions may not run
   */
  async start(tabId) {
    try {
      await this.api.scripting.executeScript({ target: { tabId, allFrames: true }, injectImmediately: true, files: FILES });
    } catch {
      return false;
    }
    this.tabs.of(tabId).picking = true;
    this.frames.tell(tabId, { type: 'picker', say: { word: 'start' } });
    return true;
  }

  /**
   * @param {any} message
   * @param {import('../shared/messages.js').From} from
   * @returns {Promise<import('../shared/messages.js').Answer>}
   */
  async learn({ selector, fingerprint, label, kind }, from) {
    const entry = this.tabs.of(from.tabId);
    if (!entry.picking) return { error: { code: 'bad_request', message: 'nobody is picking in this tab' } };
    const answer = await this.host.call('learn', {
      top_url: from.topUrl,
      selector: String(selector ?? ''),
      fingerprint: String(fingerprint ?? ''),
      label: String(label ?? ''),
      kind: kind ?? null,
      answer: 'hide',
    });
    if (answer.result) entry.picked.add(answer.result.learned.id);
    return answer;
  }

  /**
   * Only what was picked in this tab, on this page.
   * @param {number} learnedId
   * @param {import('../shared/messages.js').From} from
   * @returns {Promise<import('../shared/messages.js').Answer>}
   */
  async unlearn(learnedId, from) {
    if (!this.tabs.of(from.tabId).picked.delete(learnedId)) {
      return { error: { code: 'not_found', message: 'not picked here' } };
    }
    return this.host.call('unlearn', { learned_id: learnedId });
  }

  /**
   * @param {any} say
   * @param {unknown} to a frame id, or nothing for all frames
   * @param {import('../shared/messages.js').From} from
   */
  relay(say, to, from) {
    if (!WORDS.has(say?.word)) return;
    if (say.word === 'end') this.tabs.of(from.tabId).picking = false;
    const message = { type: 'picker', say: { ...say, from: from.frameId } };
    if (typeof to === 'number') void this.frames.ask(from.tabId, to, message);
    else this.frames.tell(from.tabId, message);
  }
}
