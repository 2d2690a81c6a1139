// @ts-check
// One line that says what happened, for the eye and for a screen reader.
import { say } from '../shared/browser.js';
import { find } from '../shared/view.js';

/** @param {string} words */
export function tell(words) {
  const line = find('#said');
  line.hidden = words === '';
  line.textContent = words;
}

/**
 * Says what went wrong, if something did.
 * @param {import('../shared/messages.js').Answer} answer
 * @returns {any} the result, or null
 */
export function resultOf({ result, error }) {
  if (error) tell(say('not_done', [error.message]));
  return error ? null : result;
}

/**
 * A button whose first press asks and whose second does it: there is no undo for what the host forgot.
 * @param {HTMLElement} button
 * @param {string} sureKey what it says after the first press
 * @param {() => unknown} act
 */
export function askTwice(button, sureKey, act) {
  /** @type {string | null} */
  let before = null;
  const calm = () => {
    if (before === null) return;
    button.textContent = before;
    button.classList.remove('sure');
    before = null;
  };
  button.addEventListener('click', () => {
    if (before === null) {
      before = button.textContent ?? '';
      button.textContent = say(sureKey);
      button.classList.add('sure');
      return;
    }
    calm();
    void act();
  });
  button.addEventListener('blur', calm);
}
