// @ts-check
// A map from message type to function, one for content scripts and one for the extension's own pages. Content scripts get
// the result or null, whatever went wrong; our own pages get `{result}` or `{error}`, since a person reads it there.
import { fromContent, senderKind } from './sender.js';

/** The popup and the dashboard may wait longer than a page. */
const PAGE_LIMIT_MS = 10_000;
/** Moving a whole profile takes as long as it takes. */
const TRANSFER_LIMIT_MS = 120_000;
/** After these the vault may be in another state. */
const KEY_CALLS = new Set(['unlock', 'lock', 'passphrase']);
const TRANSFERS = new Set(['export', 'upload', 'import', 'forget_many', 'merge', 'journal_clear']);
const MAX_CANDIDATES = 64;

/** What the extension's own pages may ask the host, word for word; true where tabs have to plan anew afterwards. */
const HOST_CALLS = /** @type {Record<string, boolean>} */ ({
  brand: false,
  brands: false,
  learned: false,
  journal: false,
  stats: false,
  export: false,
  upload: false,
  keys: false,
  unlock: true,
  lock: true,
  passphrase: false,
  statement: false,
  health: false,
  settings: true,
  prefer: true,
  prefer_many: true,
  forget_many: true,
  merge: true,
  split: true,
  engage: true,
  pause: true,
  forget: true,
  learn: true,
  learned_set: true,
  unlearn: true,
  import: true,
  journal_clear: false,
});

/**
 * @typedef {import('../shared/messages.js').From} From
 * @typedef {import('../shared/messages.js').Answer} Answer
 */

/**
 * @param {object} parts
 * @param {typeof chrome} parts.api
 * @param {import('./host-port.js').HostPort} parts.host
 * @param {import('./tab-memory.js').TabMemory} parts.tabs
 * @param {import('./frames.js').Frames} parts.frames
 * @param {import('./badge.js').Badge} parts.badge
 * @param {import('./picker-control.js').PickerControl} parts.picker
 * @param {import('./peek-control.js').PeekControl} parts.peek
 * @param {() => number} [parts.now]
 */
export function makeRouter({ api, host, tabs, frames, badge, picker, peek, now = Date.now }) {
  const replanAll = () => frames.tellTabs({ type: 'replan' });

  /** @param {string} type @param {Record<string, unknown>} fields */
  async function resultOrNull(type, fields) {
    return (await host.call(type, fields)).result ?? null;
  }

  /** @param {string} brand */
  function leaveIfLast(brand) {
    if (brand && !tabs.showsBrand(brand)) void host.call('left', { domain: brand });
  }

  /** @type {Record<string, (message: any, from: From, sender: chrome.runtime.MessageSender) => any>} */
  const contentRoutes = {
    async plan({ top }, from, sender) {
      const isTop = from.frameId === 0;
      if (isTop && tabs.begin(from.tabId, sender.documentId ?? '', now())) peek.forget(from.tabId);
      const gesture = from.visible ? tabs.carriedGesture(from.tabId, now()) : null;
      const plan = await resultOrNull('plan', { url: from.url, top_url: from.topUrl, top: isTop || top === true });
      if (!plan) return null;
      const entry = tabs.of(from.tabId);
      if (isTop && entry.brand !== plan.brand) {
        const before = entry.brand;
        entry.brand = String(plan.brand ?? '');
        leaveIfLast(before);
      }
      return { ...plan, gesture, pressed: [...entry.pressed] };
    },

    judge({ page, candidates }, from) {
      if (!Array.isArray(candidates) || candidates.length > MAX_CANDIDATES) return null;
      const at = now();
      const known = candidates.map((candidate) => {
        const gesture = tabs.newerGesture(from.tabId, from.frameId, candidate?.gesture, at);
        return gesture ? { ...candidate, gesture } : candidate;
      });
      return resultOrNull('judge', { page: { ...page, url: from.url, top_url: from.topUrl }, candidates: known });
    },

    scan: ({ page, texts }, from) =>
      resultOrNull('scan', { page: { ...page, url: from.url, top_url: from.topUrl }, texts }),

    list_style: ({ tokens, general }, from) =>
      resultOrNull('list_style', { url: from.url, top_url: from.topUrl, tokens, general: general === true }),

    opt_in: ({ page, boxes }, from) =>
      resultOrNull('opt_in', { page: { ...page, url: from.url, top_url: from.topUrl }, boxes }),

    labels: ({ labels }) => resultOrNull('labels', { labels }),

    outcome: ({ acts }, from) => resultOrNull('outcome', { url: from.url, top_url: from.topUrl, acts }),

    gesture({ gesture, at }, from) {
      const { label, role, tokens } = gesture ?? {};
      tabs.of(from.tabId).gesture = {
        label: String(label ?? ''),
        role: String(role ?? 'none'),
        tokens: Array.isArray(tokens) ? tokens.map(String) : [],
        at: Math.min(Number(at) || 0, now()),
        frameId: from.frameId,
      };
      return null;
    },

    pressed({ key, state }, from) {
      tabs.press(from.tabId, String(key), state === 'before');
      return null;
    },

    async count(message, from) {
      // A worker that was stopped knows nothing of the other frames: they are asked once.
      if (!tabs.has(from.tabId)) await recount(from.tabId);
      const { declined, dismissed, hidden } = message;
      tabs.of(from.tabId).counts.set(from.frameId, {
        declined: Number(declined) || 0,
        dismissed: Number(dismissed) || 0,
        hidden: Number(hidden) || 0,
      });
      badge.showCount(from.tabId);
      return null;
    },

    frame_open: (_message, from) => ({ token: frames.openToken(from.tabId, from.frameId) }),

    frame_seen({ token, facts }, from) {
      frames.seen(from.tabId, from.frameId, String(token), facts);
      return null;
    },

    frame_hide: ({ token, hide }, from) => frames.hide(from.tabId, from.frameId, String(token), hide !== false),

    async picker_learn(message, from) {
      const answer = await picker.learn(message, from);
      if (answer.result) void replanAll();
      return answer.result ?? null;
    },

    async picker_unlearn({ learned_id }, from) {
      const answer = await picker.unlearn(Number(learned_id), from);
      if (answer.result) void replanAll();
      return answer.result ?? null;
    },

    async peek_give_back({ actId, label, kind }, from) {
      if (!peek.isOn(from.tabId)) return null;
      return (await allowAlways({ tabId: from.tabId, frameId: from.frameId, actId, label, kind })).result ?? null;
    },

    peek_end(_message, from) {
      peek.stop(from.tabId);
      return null;
    },

    picker_relay({ say, to }, from) {
      picker.relay(say, to, from);
      return null;
    },
  };

  /** @type {Record<string, (message: any) => Answer | Promise<Answer>>} */
  const pageRoutes = {
    async page_state({ tabId }) {
      return { result: await pageState(Number(tabId)) };
    },
    async undo({ tabId, frameId, actId }) {
      return { result: await frames.ask(tabId, frameId, { type: 'undo', actId }) };
    },
    async hide_again({ tabId, frameId, actId }) {
      return { result: await frames.ask(tabId, frameId, { type: 'hide_element', actId }) };
    },
    async peek({ tabId, on }) {
      if (on === true) return { result: await peek.start(Number(tabId), false) };
      peek.stop(Number(tabId));
      return { result: { count: 0, gone: 0 } };
    },
    allow_always: (message) => allowAlways(message),
    async start_picker({ tabId }) {
      peek.stop(Number(tabId));
      return { result: { started: await picker.start(Number(tabId)) } };
    },
    retry: async () => {
      host.retry();
      await host.call('health', {}, PAGE_LIMIT_MS);
      return { result: { trouble: host.trouble } };
    },
    trouble: () => ({ result: { trouble: host.trouble, hello: host.hello } }),
  };

  /** @param {number} tabId */
  async function recount(tabId) {
    const { counts } = tabs.of(tabId);
    for (const { frameId, answer } of await frames.askAll(tabId, { type: 'acts' })) {
      if (!Array.isArray(answer)) continue;
      const sum = { declined: 0, dismissed: 0, hidden: 0 };
      for (const act of answer) if (!act.undone && act.action in sum) sum[/** @type {'hidden'} */ (act.action)] += 1;
      counts.set(frameId, sum);
    }
  }

  /** @param {number} tabId @returns {Promise<import('../shared/messages.js').PageState>} */
  async function pageState(tabId) {
    const tab = await api.tabs.get(tabId).catch(() => null);
    const url = tab?.url ?? '';
    const [brand, learned, answers] = await Promise.all([
      host.call('brand', { top_url: url }),
      host.call('learned', { top_url: url }),
      frames.askAll(tabId, { type: 'acts' }),
    ]);
    return {
      url,
      brand: brand.result ?? null,
      learned: learned.result?.learned ?? [],
      acts: answers.flatMap(({ frameId, answer }) =>
        Array.isArray(answer) ? answer.map((/** @type {any} */ act) => ({ ...act, frameId })) : [],
      ),
      trouble: host.trouble,
      peeking: peek.isOn(tabId),
      reachable: answers.length > 0,
    };
  }

  /**
   * Gives an ask back for ever: learned as an exception, by its fingerprint.
   * @param {{tabId: number, frameId: number, actId: number, label: string, kind: string | null}} message
   * @returns {Promise<Answer>}
   */
  async function allowAlways({ tabId, frameId, actId, label, kind }) {
    const tab = await api.tabs.get(tabId);
    const found = await api.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      injectImmediately: true,
      args: [actId],
      func: (/** @type {number} */ id) => {
        const { lma } = /** @type {any} */ (globalThis);
        const act = lma.act.entries().find((/** @type {any} */ each) => each.actId === id);
        return act ? act.fingerprint || lma.fingerprint.of(act.element) : '';
      },
    });
    const fingerprint = found[0]?.result;
    if (!fingerprint) return { error: { code: 'not_found', message: 'the ask is not on the page any more' } };
    const answer = await host.call('learn', { top_url: tab.url, selector: '', fingerprint, label, kind, answer: 'allow' });
    if (answer.error) return answer;
    await frames.ask(tabId, frameId, { type: 'undo', actId });
    await replanAll();
    return answer;
  }

  /** @param {any} message @returns {Promise<Answer>} */
  async function fromPage(message) {
    const route = pageRoutes[message.type];
    if (route) return route(message);
    if (!Object.hasOwn(HOST_CALLS, message.type)) return { error: { code: 'unknown_type', message: message.type } };
    const { type, ...fields } = message;
    const answer = await host.call(type, fields, TRANSFERS.has(type) ? TRANSFER_LIMIT_MS : PAGE_LIMIT_MS);
    if (KEY_CALLS.has(type)) await host.greet();
    // Settings are read and set by one message; only a change matters to the tabs.
    const changes = HOST_CALLS[type] && Object.keys(fields).length > 0 && fields.apply !== false;
    if (answer.result && changes) await replanAll();
    return answer;
  }

  return {
    leaveIfLast,
    replanAll,
    /**
     * @param {any} message
     * @param {chrome.runtime.MessageSender} sender
     * @returns {Promise<any> | null} null when the message is none of ours
     */
    route(message, sender) {
      const kind = senderKind(sender, api.runtime.id, api.runtime.getURL(''));
      if (!kind || typeof message?.type !== 'string') return null;
      if (kind === 'page') {
        return fromPage(message).catch((error) => ({ error: { code: 'internal', message: String(error) } }));
      }
      if (!Object.hasOwn(contentRoutes, message.type)) return null;
      const answer = async () => contentRoutes[message.type](message, fromContent(sender), sender);
      return answer().catch(() => null);
    },
  };
}
