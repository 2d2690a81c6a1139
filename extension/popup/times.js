// @ts-check
// "For how long?": the same choice for a question and for a pause. Times are worked out here, where the user's clock and
// midnight are.
import { say } from '../shared/browser.js';
import { make } from '../shared/view.js';

const MINUTE_MS = 60_000;

/**
 * What was chosen: a moment, or the moment when the site's last tab is closed, or no end.
 * @typedef {{until: number} | {untilLeave: true} | {ever: true}} Span
 */

/**
 * @param {object} parts
 * @param {boolean} parts.ever whether "until I say so" is one of the choices
 * @param {(span: Span) => unknown} parts.choose
 * @returns {HTMLElement[]} the buttons, and a time of one's own
 */
export function timeChoices({ ever, choose }) {
  /** @param {string} key @param {() => Span} span */
  const button = (key, span) => {
    const element = make('button', { type: 'button', class: 'chip', textContent: say(key) });
    element.dataset.time = key;
    element.addEventListener('click', () => void choose(span()));
    return element;
  };
  return [
    button('for_5_minutes', () => ({ until: Date.now() + 5 * MINUTE_MS })),
    button('for_an_hour', () => ({ until: Date.now() + 60 * MINUTE_MS })),
    button('for_today', () => ({ until: endOfToday() })),
    button('until_i_leave', () => ({ untilLeave: true })),
    ...(ever ? [button('for_ever', () => /** @type {Span} */ ({ ever: true }))] : []),
    ownTime(choose),
  ];
}

/** @param {(span: Span) => unknown} choose */
function ownTime(choose) {
  const time = /** @type {HTMLInputElement} */ (make('input', { type: 'time', required: true, 'aria-label': say('until_time') }));
  const form = make('form', { class: 'own-time' }, [
    make('span', {}, [say('until_time')]),
    time,
    make('button', { type: 'submit', class: 'chip', textContent: say('set_time') }),
  ]);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void choose({ until: nextTime(time.value) });
  });
  return form;
}

function endOfToday() {
  const end = new Date();
  end.setHours(24, 0, 0, 0);
  return end.getTime();
}

/** @param {string} value "17:30" @returns {number} when the clock shows that next: today, else tomorrow */
export function nextTime(value, now = new Date()) {
  const [hours, minutes] = value.split(':').map(Number);
  const next = new Date(now);
  next.setHours(hours, minutes, 0, 0);
  if (next <= now) next.setDate(next.getDate() + 1);
  return next.getTime();
}

/** @param {number} until @returns {number} whole minutes from now, at least one */
export function minutesUntil(until, now = Date.now()) {
  return Math.max(1, Math.ceil((until - now) / MINUTE_MS));
}
