// @ts-check
// One card for a learned ask, one for a check of health.
import { say } from '../shared/browser.js';
import { kindName } from '../shared/kinds.js';
import { ask, day, make } from '../shared/view.js';

/**
 * @param {import('../shared/messages.js').LearnedAsk} learned
 * @param {() => Promise<void>} reload
 */
export function learnedItem(learned, reload) {
  const name = learned.label || kindName(learned.kind);
  const enabled = /** @type {HTMLInputElement} */ (
    make('input', { class: 'switch', type: 'checkbox', role: 'switch', checked: learned.enabled, 'aria-label': name })
  );
  enabled.addEventListener('change', () => {
    void ask('learned_set', { learned_id: learned.id, enabled: enabled.checked });
  });
  const forget = make('button', { class: 'plain', type: 'button', 'aria-label': say('forget_named', [name]) }, [say('forget')]);
  forget.addEventListener('click', async () => {
    await ask('unlearn', { learned_id: learned.id });
    await reload();
  });
  const answer = say(learned.answer === 'hide' ? 'learned_hide' : 'learned_allow');
  return make('li', {}, [
    make('span', {}, [
      make('span', { class: 'name', dir: 'auto' }, [name]),
      make('span', { class: 'quiet' }, [`${learned.brand} · ${answer} · ${day(learned.created)}`]),
    ]),
    enabled,
    forget,
  ]);
}

/** @param {import('../shared/messages.js').HealthCheck} check */
export function healthItem(check) {
  const state = make('span', { class: `state-${check.state}` }, [say(`health_${check.state}`)]);
  const words = make('span', { dir: 'auto' }, [check.message]);
  if (check.mend && check.state !== 'ok') words.append(make('span', { class: 'quiet', dir: 'auto' }, [` ${check.mend}`]));
  return make('li', {}, [state, words]);
}
