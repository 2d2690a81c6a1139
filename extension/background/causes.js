// @ts-check
// Why there is no host: the browsers' own words, mapped to causes that the popup can explain and mend.

/**
 * Texts of `runtime.lastError` (Chromium: extensions/browser/api/messaging/native_message_host.h) and of `port.error`
 * (Firefox: NativeManifests.sys.mjs, NativeMessaging.sys.mjs), in lower case. The first that fits counts.
 * @type {Array<[string, string]>}
 */
const TEXTS = [
  ['host not found', 'host_not_found'],
  ['no such native application', 'host_not_found'],
  ['disabled by the system administrator', 'policy'],
  ['blocked by', 'policy'],
  ['host is forbidden', 'forbidden'],
  ['does not have permission to use native', 'forbidden'],
  ['failed to start', 'cannot_start'],
  ['not executable', 'cannot_start'],
  ['does not exist', 'cannot_start'],
  ['portal', 'sandboxed'],
  ['sandbox', 'sandboxed'],
  ['host has exited', 'exited'],
  ['error when communicating', 'exited'],
];

/**
 * @param {string} words what the browser said; '' when it said nothing, as when a running host was killed in Firefox
 * @returns {string} a cause: its texts are `trouble_CAUSE` and `mend_CAUSE` in _locales
 */
export function causeOf(words) {
  const lower = words.toLowerCase();
  for (const [text, cause] of TEXTS) {
    if (lower.includes(text)) return cause;
  }
  return 'exited';
}

/**
 * What keeps a host that answered from doing its work.
 * @param {import('../shared/messages.js').HelloResult} hello
 * @returns {string | null}
 */
export function causeInHello(hello) {
  return hello.vault === 'open' ? null : `vault_${hello.vault}`;
}
