// @ts-check
// Why the host judged as it did, in plain words: its evidence, one line each.
import { say, uiLanguage } from './browser.js';
import { kindName } from './kinds.js';

const MAX_LINES = 6;

/**
 * @param {import('./messages.js').Act} act
 * @returns {string[]}
 */
export function whyLines(act) {
  const lines = [];
  if (act.reason === 'learned') lines.push(say('why_learned'));
  if (act.kind) lines.push(say('why_kind', [kindName(act.kind), percent(act.confidence)]));
  const telling = act.evidence.filter((each) => each.weight > 0).sort((a, b) => b.weight - a.weight);
  for (const each of telling) {
    if (lines.length >= MAX_LINES) break;
    const line = say(`why_${each.source}`, [each.detail.replaceAll('_', ' ')]);
    if (!lines.includes(line)) lines.push(line);
  }
  return lines;
}

/** @param {number} share */
function percent(share) {
  return share.toLocaleString(uiLanguage(), { style: 'percent', maximumFractionDigits: 0 });
}
