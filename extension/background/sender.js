// @ts-check
// Who sent a message, by the browser's word alone. Nothing that a page could have written is believed.

/** As docs/protocol.md has it. */
const MAX_URL_BYTES = 2048;

/**
 * @param {chrome.runtime.MessageSender} sender
 * @param {string} ownId
 * @param {string} ownOrigin such as "chrome-extension://…/"
 * @returns {'page' | 'content' | null} one of our own pages, our script in a web page, or neither
 */
export function senderKind(sender, ownId, ownOrigin) {
  if (sender.id !== ownId) return null;
  if (sender.url?.startsWith(ownOrigin)) return 'page';
  return sender.tab?.id !== undefined && sender.frameId !== undefined ? 'content' : null;
}

/**
 * @param {chrome.runtime.MessageSender} sender of kind `content`
 * @returns {import('../shared/messages.js').From}
 */
export function fromContent(sender) {
  const tab = /** @type {chrome.tabs.Tab} */ (sender.tab);
  const frameId = sender.frameId ?? 0;
  const visible = sender.documentLifecycle !== 'prerender';
  const tabUrl = webAddress(tab.url) || webAddress(sender.url);
  const url = webAddress(sender.url) || webAddress(originUrl(sender)) || tabUrl;
  // The tab still names the old page while a new one is prepared in it.
  const isTop = frameId === 0 || (!visible && url !== '' && sameOrigin(url, sender.url));
  return { tabId: /** @type {number} */ (tab.id), frameId, url, topUrl: isTop ? url : tabUrl, visible };
}

/** @param {string | undefined} url @returns {string} without fragment; '' where it is no address of a web page or file */
export function webAddress(url) {
  if (!url || !/^(https?|file):/i.test(url)) return '';
  const plain = url.split('#', 1)[0];
  if (plain.length * 3 <= MAX_URL_BYTES || new TextEncoder().encode(plain).length <= MAX_URL_BYTES) return plain;
  return plain.split('?', 1)[0].slice(0, Math.floor(MAX_URL_BYTES / 3));
}

/** Frames without an address of their own (about:blank, srcdoc, blob:) belong to whoever filled them. @param {chrome.runtime.MessageSender} sender */
function originUrl(sender) {
  const { origin } = /** @type {{origin?: string}} */ (sender);
  return origin && origin !== 'null' ? `${origin}/` : '';
}

/** @param {string} a @param {string | undefined} b */
function sameOrigin(a, b) {
  return URL.canParse(a) && URL.canParse(b ?? '') && new URL(a).origin === new URL(b ?? '').origin;
}
