// @ts-check
// Carries a verdict out: its steps in order until the ask is gone, clipped all the while, then the page is given back
// and the outcome told. The outcome counts, not the click.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.act) return;
  const { text, hold, press, restore, probes, bridge } = lma;

  const MAX_ACTS = 60;
  /** An ask that came back this often in one visit is hidden and not pressed again. */
  const MAX_PRESSES_PER_ASK = 2;
  /** After this it is a page that puts its ask back in a loop: hidden by style, and not counted again. */
  const MAX_REPORTS_PER_ASK = 4;
  const MAX_SECOND_STEPS = 2;
  /** Widgets ignore clicks while they fade in: press again at these times. The last is when we give up. */
  const PRESS_TIMES_MS = [0, 350, 900, 1600, 2200];
  const ACT_HOLD_MS = 6000;
  /** A page's own closing may fade for a while. */
  const FADE_LIMIT_MS = 1500;
  const POLL_MS = 25;
  /** A frame that is all of an ask has a "no" of its own, which we press from inside it; so long it gets for that. */
  const FRAME_ANSWER_MS = 1800;

  const ACTION_OF_STEP = /** @type {Record<string, string>} */ ({
    decline: 'declined',
    dismiss: 'dismissed',
    escape: 'dismissed',
    backdrop: 'dismissed',
    hide: 'hidden',
  });

  /**
   * @typedef {object} Ask
   * @property {Element} element
   * @property {Element[]} targets
   * @property {Element[]} companions
   * @property {any} candidate
   * @property {number} since
   * @property {Element | null} focus
   */
  /** @type {any[]} */
  const acts = [];
  /** @type {Map<string, {presses: number, times: number}>} */
  const visits = new Map();
  /** @type {Set<string>} keys of presses that made the page navigate */
  const unsafeKeys = new Set();
  let count = 0;

  /** The same words from the same sort of element are the same ask, whatever numbers count down in it. @param {any} candidate */
  function keyOf(candidate) {
    const words = (candidate.text ?? '').replace(/[\d\s]+/g, ' ').slice(0, 400);
    return text.hash(`${candidate.surface}|${candidate.tag}|${words}|${(candidate.sources ?? []).join()}`);
  }

  /** @param {Ask} ask */
  function isGone(ask) {
    const { element } = ask;
    if (!element.isConnected) return true;
    if (ask.candidate.surface === 'frame') {
      return innerWidth < 8 || innerHeight < 8 || !element.checkVisibility() || text.visibleText(element, { max: 60 }).length < 8;
    }
    return !text.showsSoon(element);
  }

  /**
   * @param {Ask} ask
   * @param {number} untilMs
   */
  async function waitGone(ask, untilMs) {
    while (performance.now() < untilMs) {
      if (isGone(ask)) return true;
      await lma.sleep(POLL_MS);
    }
    return isGone(ask);
  }

  /** @param {Ask} ask */
  function keepHeld(ask) {
    for (const element of [ask.element, ...ask.companions]) hold.hold(element, ACT_HOLD_MS);
  }

  /** @param {Ask} ask */
  function letGo(ask) {
    for (const element of [ask.element, ...ask.companions]) hold.release(element);
  }

  /**
   * @param {Ask} ask
   * @param {any} verdict
   * @returns {Promise<boolean>} whether the ask is gone
   */
  async function run(ask, verdict) {
    const key = keyOf(ask.candidate);
    const visit = visits.get(key) ?? { presses: 0, times: 0 };
    visits.set(key, visit);
    visit.times += 1;
    if (visit.times > 1 && visit.times <= MAX_REPORTS_PER_ASK) reportAgain(verdict);
    if (++count > MAX_ACTS || visit.times > MAX_REPORTS_PER_ASK) return hideQuietly(ask);
    const mayPress = visit.presses < MAX_PRESSES_PER_ASK && !unsafeKeys.has(key);
    const steps = (verdict.steps ?? []).filter((/** @type {any} */ step) => mayPress || step.do === 'hide');
    if (!mayPress && steps.length === 0) steps.push({ do: 'hide' });
    if (ask.candidate.surface !== 'inline') keepHeld(ask);
    try {
      if (steps[0]?.do === 'hide' && lma.frames.speaksFor(ask.element) && (await waitGone(ask, performance.now() + FRAME_ANSWER_MS))) {
        afterFrame(ask);
        return true;
      }
      const done = await perform(ask, verdict, steps, { key, visit, second: 0 });
      if (!done) {
        letGo(ask);
        report(ask, verdict, null, 'still_there');
        return false;
      }
      finish(ask, verdict, done);
      return true;
    } catch (error) {
      letGo(ask);
      lma.fail(error);
      return false;
    }
  }

  /** The ask went by its frame's own "no", which the frame reports. @param {Ask} ask */
  function afterFrame(ask) {
    letGo(ask);
    const { element, companions, since } = ask;
    restore.giveBack({ element, companions, since, locked: ask.candidate.layer?.scroll_lock === true });
    restore.giveFocusBack(ask.focus);
  }

  /** @param {Ask} ask */
  function hideQuietly(ask) {
    restore.hideAlike(ask.element);
    restore.hide([ask.element, ...ask.companions]);
    letGo(ask);
    return true;
  }

  /**
   * @param {Ask} ask
   * @param {any} verdict
   * @param {any[]} steps
   * @param {{key: string, visit: {presses: number}, second: number}} state
   * @returns {Promise<{action: string, undo: (() => void) | null} | null>}
   */
  async function perform(ask, verdict, steps, state) {
    for (const step of steps) {
      if (step.do === 'hide') return hideAsk(ask);
      const action = ACTION_OF_STEP[step.do];
      if (!action) continue;
      const outcome = step.do === 'decline' || step.do === 'dismiss' ? await pressUntilGone(ask, step, state) : await tryKey(ask, step);
      if (outcome === 'gone') return { action, undo: null };
      if (outcome === 'changed' && state.second < MAX_SECOND_STEPS) {
        const next = await judgeAgain(ask);
        if (next) {
          const rest = await perform(next.ask, next.verdict, next.verdict.steps ?? [], { ...state, second: state.second + 1 });
          if (rest) return rest.action === 'dismissed' ? { ...rest, action } : rest;
        } else if (isGone(ask)) {
          return { action, undo: null };
        }
      }
    }
    return null;
  }

  /**
   * @param {Ask} ask
   * @param {any} step
   * @param {{key: string, visit: {presses: number}}} state
   * @returns {Promise<'gone' | 'changed' | 'still'>}
   */
  async function pressUntilGone(ask, step, state) {
    const control = ask.targets[step.control];
    if (!control) return 'still';
    const words = contentKey(ask);
    const start = performance.now();
    state.visit.presses += 1;
    for (let i = 0; i + 1 < PRESS_TIMES_MS.length; i++) {
      if (i > 0 && (!control.isConnected || !control.checkVisibility())) break;
      bridge.tell({ type: 'pressed', key: state.key, state: 'before' });
      const pressed = press.press(control);
      if (pressed === 'refused') {
        bridge.tell({ type: 'pressed', key: state.key, state: 'after' });
        return 'still';
      }
      const gone = await waitGone(ask, start + PRESS_TIMES_MS[i + 1]);
      bridge.tell({ type: 'pressed', key: state.key, state: 'after' });
      if (gone) return 'gone';
      if (contentKey(ask) !== words) return (await waitGone(ask, performance.now() + 150)) ? 'gone' : 'changed';
    }
    // It may be fading: something is less visible than it was.
    return (await waitGone(ask, performance.now() + 100)) ? 'gone' : 'still';
  }

  /** @param {Ask} ask */
  function contentKey(ask) {
    return text.hash(text.visibleText(ask.element, { max: 1500 }));
  }

  /**
   * @param {Ask} ask
   * @param {any} step
   * @returns {Promise<'gone' | 'changed' | 'still'>}
   */
  async function tryKey(ask, step) {
    if (step.do === 'escape') press.escape(ask.element);
    else press.backdrop(ask.element, ask.companions);
    return (await waitGone(ask, performance.now() + 700)) ? 'gone' : 'still';
  }

  /**
   * "Are you sure?": the ask is still there, with other words. The host judges it anew.
   * @param {Ask} ask
   */
  async function judgeAgain(ask) {
    const described = lma.describe.describe(ask.element, { surface: ask.candidate.surface, appear: 'change' });
    const answer = await bridge.ask({ type: 'judge', page: lma.describe.page(), candidates: [described.candidate] });
    const verdict = answer?.verdicts?.[0];
    if (!verdict || verdict.action === 'allow' || verdict.action === 'unsure') return null;
    return { ask: { ...ask, ...described, companions: ask.companions }, verdict };
  }

  /**
   * Hides it, unless the page is then as good as empty.
   * @param {Ask} ask
   * @returns {Promise<{action: string, undo: (() => void) | null} | null>}
   */
  async function hideAsk(ask) {
    if (ask.candidate.surface === 'frame') {
      const hidden = await lma.frames.hideSelf(true);
      if (!hidden) return null;
      return { action: 'hidden', undo: () => void lma.frames.hideSelf(false) };
    }
    if (ask.candidate.surface === 'inline') {
      // Bounded when it was described: a block of the page is never most of it.
      return { action: 'hidden', undo: restore.hide(lma.collapse(ask)) };
    }
    const before = text.countChars();
    const own = text.countChars(ask.element);
    const undo = restore.hide(lma.collapse ? lma.collapse(ask) : [ask.element, ...ask.companions]);
    const after = text.countChars();
    if (before - own > 200 && after < 0.2 * (before - own)) {
      undo();
      return null;
    }
    return { action: 'hidden', undo };
  }

  /**
   * @param {Ask} ask
   * @param {any} verdict
   * @param {{action: string, undo: (() => void) | null}} done
   */
  function finish(ask, verdict, done) {
    const act = report(ask, verdict, done, 'gone');
    const give = () => {
      act.undos.push(restore.giveBack({ element: ask.element, companions: ask.companions, since: ask.since, locked: ask.candidate.layer?.scroll_lock === true }));
    };
    if (ask.candidate.surface === 'inline') return;
    if (done.action === 'hidden') {
      letGo(ask);
      give();
      restore.giveFocusBack(ask.focus);
    }
    // The page's own closing gets its time first; then what it left behind is given back.
    setTimeout(lma.guard(() => afterwards(ask, act, give)), done.action === 'hidden' ? 250 : 450);
    if (done.action !== 'hidden') releaseWhenFaded(ask);
  }

  /**
   * @param {Ask} ask
   * @param {any} act
   * @param {() => void} give
   */
  function afterwards(ask, act, give) {
    if (act.undone || !isGone(ask)) return;
    give();
    const shield = probes.findShield((/** @type {Element} */ element) => ask.companions.includes(element) || lma.judge.seenSince(element, ask.since - 1500));
    if (shield) act.undos.push(restore.hide([shield]));
    restore.giveFocusBack(ask.focus);
  }

  /** Faded out is not gone for good: the clip stays until the page took it away, for a while. @param {Ask} ask */
  async function releaseWhenFaded(ask) {
    const end = performance.now() + FADE_LIMIT_MS;
    while (performance.now() < end && ask.element.isConnected && ask.element.getClientRects().length > 0) await lma.sleep(POLL_MS);
    letGo(ask);
  }

  /**
   * @param {Ask} ask
   * @param {any} verdict
   * @param {{action: string, undo: (() => void) | null} | null} done
   * @param {string} outcome
   */
  function report(ask, verdict, done, outcome) {
    const action = done?.action ?? '';
    const act = {
      actId: acts.length + 1,
      element: ask.element,
      companions: ask.companions ?? [],
      since: ask.since ?? 0,
      kind: verdict.kind ?? null,
      action,
      label: ask.candidate.heading || (ask.candidate.text ?? '').slice(0, 120),
      confidence: verdict.confidence ?? 0,
      evidence: verdict.evidence ?? [],
      provider: verdict.provider ?? '',
      reason: verdict.reason ?? '',
      learned: verdict.learned ?? 0,
      time: Date.now(),
      undone: false,
      surface: ask.candidate.surface,
      undos: done?.undo ? [done.undo] : [],
    };
    if (done) {
      acts.push(act);
      tellCount();
    }
    tellOutcome(act, outcome, action || ACTION_OF_STEP[verdict.action]);
    return act;
  }

  /**
   * A tick box was set to no, or would not be.
   * @param {{element: Element, label: string, since: number}} box
   * @param {any} verdict
   * @param {(() => void) | null} undoSet takes it back; null when the box did not stay as it was set
   */
  function recordBox({ element, label, since }, verdict, undoSet) {
    const ask = { element, targets: [], companions: [], since, focus: null, candidate: { surface: 'box', heading: text.cut(label, 120) } };
    const done = undoSet ? { action: 'declined', undo: undoSet } : null;
    report(ask, { ...verdict, kind: 'newsletter', action: 'decline' }, done, undoSet ? 'gone' : 'still_there');
  }

  /** @param {any} verdict */
  function reportAgain(verdict) {
    tellOutcome({ ...verdict, learned: verdict.learned ?? 0 }, 'came_back', ACTION_OF_STEP[verdict.action]);
  }

  /**
   * @param {any} act
   * @param {string} outcome
   * @param {string} [action]
   */
  function tellOutcome(act, outcome, action = act.action) {
    bridge.tell({
      type: 'outcome',
      acts: [
        {
          kind: act.kind ?? null,
          action: action || 'hidden',
          outcome,
          confidence: act.confidence ?? 0,
          provider: act.provider ?? '',
          why: whyOf(act),
          learned: act.learned > 0,
          opt_in: act.surface === 'box',
        },
      ],
    });
  }

  /** The evidence in short, without the page's own words beyond what matched. @param {any} act */
  function whyOf(act) {
    const details = (act.evidence ?? []).map((/** @type {any} */ evidence) => evidence.detail).filter(Boolean);
    return text.cut(details.length > 0 ? details.join('; ') : (act.reason ?? ''), 400);
  }

  const standing = () => acts.filter((act) => !act.withdrawn);

  function tellCount() {
    const numbers = { declined: 0, dismissed: 0, hidden: 0 };
    for (const act of standing()) if (!act.undone) numbers[/** @type {'declined'} */ (act.action)] += 1;
    bridge.tell({ type: 'count', ...numbers });
  }

  /** The user wants it as it was: never again on this page. @param {any} act */
  function leaveAlone(act) {
    if (act.surface === 'box') lma.optIn.release(act.element);
    else lma.judge.leaveAlone(act.element);
  }

  /**
   * Shows what an act took away, exactly as it was.
   * @param {number} actId
   */
  function undo(actId) {
    const act = acts.find((each) => each.actId === actId);
    if (!act || act.undone) return { ok: false };
    act.undone = true;
    leaveAlone(act);
    for (const step of [...act.undos].reverse()) step();
    act.undos = [];
    tellCount();
    tellOutcome(act, 'undone');
    return { ok: act.action === 'hidden' || act.surface === 'box' };
  }

  /** Hides again what undo showed. @param {number} actId */
  function redo(actId) {
    const act = acts.find((each) => each.actId === actId);
    if (!act?.undone || act.surface === 'box' || !act.element.isConnected) return { ok: false };
    act.undone = false;
    act.action = 'hidden';
    const { element, companions, since, surface } = act;
    act.undos = [restore.hide([element, ...companions])];
    if (surface !== 'inline') act.undos.push(restore.giveBack({ element, companions, since, locked: true }));
    tellCount();
    return { ok: true };
  }

  lma.act = {
    run,
    undo,
    redo,
    /** The page became dormant: what was hidden shows again, and is no longer kept from the user; it was no mistake. */
    undoAll() {
      for (const act of acts) {
        for (const step of [...act.undos].reverse()) step();
        act.undos = [];
        if (act.surface === 'box') leaveAlone(act);
        act.withdrawn = act.action === 'hidden' || act.surface === 'box';
      }
      tellCount();
    },
    /** @param {unknown} keys */
    setUnsafeKeys(keys) {
      if (Array.isArray(keys)) for (const key of keys) unsafeKeys.add(String(key));
    },
    /** For the popup. */
    list: () =>
      standing().map(({ actId, kind, action, label, confidence, evidence, provider, reason, time, undone, surface }) => ({
        actId, kind, action, label, confidence, evidence, provider, reason, time, undone, surface,
      })),
    /** @returns {any[]} */
    entries: standing,
    recordAct: report,
    recordBox,
  };
})();
