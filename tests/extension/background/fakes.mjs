// Hand-written stand-ins for what the browser gives: ports, tabs, frames.

/** An event as extensions know it. */
export function fakeEvent() {
  const listeners = [];
  return { addListener: (listener) => listeners.push(listener), emit: (...values) => listeners.forEach((each) => each(...values)) };
}

/**
 * A native port whose host answers by a function; undefined is silence.
 * @param {(message: any) => any} answer
 */
export function fakePort(answer) {
  const port = {
    sent: [],
    disconnected: false,
    onMessage: fakeEvent(),
    onDisconnect: fakeEvent(),
    postMessage(message) {
      if (port.disconnected) throw new Error('Attempting to use a disconnected port object');
      port.sent.push(message);
      const replies = [answer(message)].flat().filter((reply) => reply !== undefined);
      for (const reply of replies) queueMicrotask(() => port.onMessage.emit({ id: message.id, type: message.type, ...reply }));
    },
    disconnect() {
      port.disconnected = true;
    },
    /** The host ends, as when it is killed. */
    die() {
      port.disconnected = true;
      port.onDisconnect.emit(port);
    },
  };
  return port;
}

export const HELLO = { protocol: 1, host_version: '0.1.0', vault: 'open', vault_error: '', languages: 25 };

/** @param {Record<string, any>} results by type */
export function wellBehaved(results = {}) {
  return ({ type }) => {
    if (type === 'hello') return { result: HELLO };
    return type in results ? { result: results[type] } : { error: { code: 'unknown_type', message: type } };
  };
}

/** The parts of `chrome` that the background uses, for one extension with the id "own". */
export function fakeApi({ tabs = {}, answers = () => null } = {}) {
  const told = [];
  return {
    told,
    runtime: { id: 'own', getURL: (path) => `chrome-extension://own/${path}` },
    action: { setTitle: () => {}, setBadgeText: () => {}, setBadgeBackgroundColor: () => {} },
    tabs: {
      get: async (id) => tabs[id],
      query: async () => Object.entries(tabs).map(([id, tab]) => ({ id: Number(id), ...tab })),
      sendMessage: async (tabId, message, options) => {
        told.push({ tabId, message, frameId: options?.frameId });
        return answers(tabId, message, options?.frameId);
      },
    },
    scripting: {
      executeScript: async ({ target }) => (tabs[target.tabId]?.frames ?? [0]).map((frameId) => ({ frameId, result: true })),
    },
  };
}

/** @param {number} tabId @param {number} frameId @param {string} url @param {string} tabUrl */
export function contentSender(tabId, frameId, url, tabUrl = url) {
  return { id: 'own', frameId, url, origin: new URL(url).origin, tab: { id: tabId, url: tabUrl }, documentId: `${url}#${frameId}` };
}

export const OWN_PAGE = { id: 'own', url: 'chrome-extension://own/popup/popup.html' };
