// @ts-check
// The kinds of ask, as they are called on the wire (docs/protocol.md) and in people's words.
import { say } from './browser.js';

/** @type {import('./messages.js').AskKind[]} */
export const KINDS = [
  'newsletter', 'push', 'survey', 'review', 'coupon', 'contest', 'app', 'chat', 'signup', 'follow', 'like', 'share',
  'comment', 'referral', 'donation', 'endorse',
];

/** @param {string | null | undefined} kind */
export function kindName(kind) {
  return say(kind && KINDS.some((each) => each === kind) ? `kind_${kind}` : 'kind_any');
}
