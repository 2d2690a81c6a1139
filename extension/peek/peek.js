// @ts-check
// Peek, in one frame: shows for a while, outlined, all that was taken out of view here, with its kind and why. A press on
// one gives it back for ever. Nothing of the page changes but for that.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.peek) return;
  const { gate, bridge, peekLabels: labels } = lma;

  /** A key that is let go of sooner was tapped, not held: peek then stays until it is ended. */
  const TAP_MS = 400;
  const TOAST_MS = 1600;

  /** @typedef {{act: any, element: HTMLElement, undo: Array<() => void>}} Shown */
  /** @type {Shown[]} */
  let shown = [];
  let held = false;
  let since = 0;
  let frame = 0;

  /** @param {HTMLElement} element @param {string} name @param {string} value */
  function set(element, name, value) {
    const before = element.style.getPropertyValue(name);
    const priority = element.style.getPropertyPriority(name);
    element.style.setProperty(name, value, 'important');
    return () => {
      if (before) element.style.setProperty(name, before, priority);
      else element.style.removeProperty(name);
    };
  }

  /** @param {HTMLElement} element */
  function uncover(element) {
    const undo = [set(element, 'display', 'revert')];
    // A dialog or popover that was closed is hidden by the browser's own style.
    if (getComputedStyle(element).display === 'none') undo.push(set(element, 'display', 'block'));
    return undo;
  }

  /** @param {any} act */
  function whyOf(act) {
    if (act.reason === 'learned') return labels.say('why_learned');
    const [first] = [...(act.evidence ?? [])].filter((each) => each.weight > 0).sort((a, b) => b.weight - a.weight);
    return first ? labels.say(`why_${first.source}`, [String(first.detail).replaceAll('_', ' ')]) : '';
  }

  /** @param {Shown} one */
  function cover(one) {
    // What was brought back meanwhile must not be hidden again by what we remember.
    if (!one.act.undone && !one.act.withdrawn) for (const step of one.undo.reverse()) step();
    labels.remove(one.element);
    shown = shown.filter((each) => each !== one);
  }

  function off() {
    if (!lma.peeking) return;
    for (const one of [...shown]) cover(one);
    labels.clear();
    cancelAnimationFrame(frame);
    removeEventListener('blur', onBlur);
    if (gate.take === take) gate.take = null;
    lma.lists.peek(false);
    lma.peeking = false;
  }

  /** @param {boolean} byKey */
  function on(byKey) {
    off();
    lma.peeking = true;
    lma.lists.peek(true);
    held = byKey;
    since = performance.now();
    let gone = 0;
    for (const act of lma.act.entries()) {
      const { element } = act;
      if (act.undone || act.surface === 'box') continue;
      if (act.action !== 'hidden' || !(element instanceof HTMLElement) || !element.isConnected) {
        gone += 1;
        continue;
      }
      if (shown.some((one) => one.element === element)) continue;
      shown.push({ act, element, undo: uncover(element) });
      labels.add(element, labels.say(act.kind ? `kind_${act.kind}` : 'kind_any'), whyOf(act));
    }
    gate.take = take;
    addEventListener('blur', onBlur);
    follow();
    return { hidden: shown.length, gone };
  }

  function follow() {
    labels.place();
    if (lma.peeking) frame = requestAnimationFrame(lma.guard(follow));
  }

  function end() {
    bridge.tell({ type: 'peek_end' });
  }

  const onBlur = lma.guard(() => {
    // The key may be let go of in another window, where nobody tells us.
    if (held && performance.now() - since > TAP_MS) end();
  });

  /** @param {Element} element */
  async function giveBack(element) {
    const one = shown.find((each) => each.element === element);
    if (!one) return;
    cover(one);
    const { actId, label, kind } = one.act;
    const answer = await bridge.ask({ type: 'peek_give_back', actId, label: String(label ?? ''), kind: kind ?? null });
    if (!lma.peeking) return;
    labels.showBar(labels.say(answer ? 'peek_given_back' : 'picker_not_kept'), '');
    setTimeout(lma.guard(() => shown.length === 0 && lma.peeking && end()), TOAST_MS);
  }

  /** @param {Event} event */
  function swallow(event) {
    event.stopImmediatePropagation();
    event.preventDefault();
  }

  /** @param {Event} event */
  function take(event) {
    if (event instanceof KeyboardEvent) {
      if (event.type === 'keydown' && event.key === 'Escape') {
        swallow(event);
        end();
      } else if (event.type === 'keyup' && held) {
        if (performance.now() - since > TAP_MS) end();
        held = false;
      }
      return;
    }
    if (!(event instanceof MouseEvent)) return;
    const there = labels.at(event.clientX, event.clientY);
    if (!there) return;
    swallow(event);
    if (event.type !== 'pointerup' || event.button !== 0) return;
    if (there.onDone) end();
    else if (there.element) void giveBack(there.element);
  }

  bridge.listen((/** @type {any} */ message) => {
    if (message?.type !== 'peek') return undefined;
    if (message.word === 'on') return on(message.held === true);
    if (message.word === 'bar' && lma.peeking) {
      labels.showBar(labels.say('peek_title', [String(message.hidden), String(message.gone)]), message.hidden > 0 ? labels.say('peek_hint') : '');
    } else if (message.word === 'off') {
      off();
    }
    return null;
  });

  lma.peek = { on, off };
})();
