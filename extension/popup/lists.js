// @ts-check
// The popup's two lists: what was done on this page, and what was learned for this brand.
import { say } from '../shared/browser.js';
import { whyLines } from '../shared/evidence.js';
import { kindName } from '../shared/kinds.js';
import { make, number } from '../shared/view.js';

/**
 * @typedef {import('../shared/messages.js').Act} Act
 * @typedef {object} Tools
 * @property {(act: Act) => Promise<void>} show
 * @property {(act: Act) => Promise<void>} hideAgain
 * @property {(act: Act) => Promise<void>} allowAlways
 */

/** Told apart, always: a hide is never called a decline. @type {import('../shared/messages.js').DoneAction[]} */
const GROUPS = ['declined', 'dismissed', 'hidden'];

/** @param {string} key @param {() => unknown} act @returns {HTMLElement} */
function plainButton(key, act) {
  const button = make('button', { class: 'plain', type: 'button', textContent: say(key) });
  button.addEventListener('click', () => void act());
  return button;
}

/**
 * @param {Act[]} acts
 * @param {Tools} tools
 * @returns {HTMLElement[]} one section for each way in which something was done
 */
export function actGroups(acts, tools) {
  return GROUPS.flatMap((action) => {
    const some = acts.filter((act) => act.action === action).sort((a, b) => b.time - a.time);
    if (some.length === 0) return [];
    const heading = make('h3', {}, [say(`action_${action}`), make('span', { class: 'number' }, [number(some.length)])]);
    const list = make('ul', { class: 'acts' }, some.map((act) => actItem(act, tools)));
    return [make('section', {}, [heading, list])];
  });
}

/** @param {Act} act @param {Tools} tools */
function actItem(act, tools) {
  const why = make('ul', { class: 'why quiet', hidden: true }, whyLines(act).map((line) => make('li', {}, [line])));
  const whyButton = plainButton('why', () => {
    why.hidden = !why.hidden;
    whyButton.setAttribute('aria-expanded', String(!why.hidden));
  });
  whyButton.setAttribute('aria-expanded', 'false');
  const canShow = act.action === 'hidden';
  const isBox = act.surface === 'box';
  const kind = kindName(act.kind);
  return make('li', { class: act.undone ? 'act undone' : 'act' }, [
    make('span', { class: 'label', dir: 'auto' }, [act.label || kind]),
    make('span', { class: 'quiet' }, [act.undone ? say(isBox ? 'box_set_back' : 'shown_again', [kind]) : isBox ? say('box_declined') : kind]),
    make('div', { class: 'tools' }, [
      canShow && !act.undone ? plainButton('show_again', () => tools.show(act)) : null,
      canShow && act.undone ? plainButton('hide_again', () => tools.hideAgain(act)) : null,
      isBox && !act.undone ? plainButton('set_back', () => tools.show(act)) : null,
      isBox ? null : plainButton('always_allow', () => tools.allowAlways(act)),
      whyButton,
    ]),
    why,
  ]);
}

/**
 * @param {import('../shared/messages.js').LearnedAsk[]} learned
 * @param {(type: string, fields: Record<string, unknown>) => Promise<void>} change
 * @returns {HTMLElement[]}
 */
export function learnedItems(learned, change) {
  return learned.map((each) => {
    const name = each.label || kindName(each.kind);
    const enabled = /** @type {HTMLInputElement} */ (
      make('input', { class: 'switch', type: 'checkbox', role: 'switch', checked: each.enabled, 'aria-label': name })
    );
    enabled.addEventListener('change', () => {
      void change('learned_set', { learned_id: each.id, enabled: enabled.checked });
    });
    const remove = plainButton('forget', () => change('unlearn', { learned_id: each.id }));
    remove.setAttribute('aria-label', say('forget_named', [name]));
    return make('li', { class: 'learned' }, [
      make('span', {}, [
        make('span', { class: 'label', dir: 'auto' }, [name]),
        make('span', { class: 'quiet' }, [say(each.answer === 'hide' ? 'learned_hide' : 'learned_allow')]),
      ]),
      enabled,
      remove,
    ]);
  });
}
