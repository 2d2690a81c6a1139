// @ts-check
// The way of a layer through us: seen, held, described, judged in one message with the others of the same moment, and
// then let go or acted on. What was allowed is remembered and not sent again unless it changed.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.judge) return;
  const { dom, text, hold, layers, bridge, counters } = lma;

  const MAX_PER_MESSAGE = 64;
  /** Candidates a page may send in its life; a page that makes more is left as it is. */
  const MAX_PER_PAGE = 400;
  /** After this many judgements of one element, it has to wait between them. */
  const FREE_JUDGEMENTS = 4;
  const REST_MS = 3000;
  /** Looks at what a layer shows: so many in such a time. */
  const FREE_LOOKS = 6;
  const LOOKS_PERIOD_MS = 500;
  const SHOWN_CHARS = 300;

  /**
   * @typedef {object} LayerRecord
   * @property {'new' | 'pending' | 'allowed' | 'acting' | 'gone' | 'left'} state
   * @property {string} signature
   * @property {number} judged how often
   * @property {number} judgedAt
   * @property {number} since when it was first seen
   * @property {boolean} painted whether the user may have seen it
   * @property {Element[]} companions
   * @property {boolean} early judged while the page was loading
   * @property {string} shown what of its words could be read when it was last looked at
   * @property {number} looks how often it was looked at since `looksFrom`
   * @property {number} looksFrom
   * @property {boolean} lookPlanned
   */
  /** @type {WeakMap<Element, LayerRecord>} */
  const records = new WeakMap();
  /** @type {Set<Element>} */
  const layersSeen = new Set();
  /** Words and shape of what was allowed: ten thousand alike are sent once. @type {Set<string>} */
  const allowedSignatures = new Set();
  /** @type {Map<Element, string>} */
  const waiting = new Map();
  /** Seen in this task, clipped before it ends. @type {Element[]} */
  let toHold = [];
  let sent = 0;
  /** Focus before the last layer took it. @type {Element | null} */
  let focusBefore = null;

  const queue = lma.budgetedQueue((/** @type {{element: Element, appear: string}} */ job) => prepare(job.element, job.appear), 2000, () => sendPrepared());
  /** @type {any[]} */
  let prepared = [];

  /** @param {Element} element */
  function recordOf(element) {
    let record = records.get(element);
    if (!record) {
      record = { state: 'new', signature: '', judged: 0, judgedAt: 0, since: performance.now(), painted: false, companions: [], early: false, shown: '', looks: 0, looksFrom: 0, lookPlanned: false };
      records.set(element, record);
      layersSeen.add(element);
      if (layersSeen.size % 1000 === 0) for (const old of layersSeen) if (!old.isConnected) layersSeen.delete(old);
    }
    return record;
  }

  /**
   * The beginning of what can be read in a layer: a box may open empty and uncover later what it held all along. Looking
   * costs more than the bare words do, so a layer that changes all the time is looked at from time to time.
   * @param {Element} element
   * @param {LayerRecord} record
   */
  function shownIn(element, record) {
    const now = performance.now();
    if (now - record.looksFrom > LOOKS_PERIOD_MS) {
      record.looksFrom = now;
      record.looks = 0;
    }
    if (record.looks++ < FREE_LOOKS) {
      record.shown = text.hash(text.visibleText(element, { max: SHOWN_CHARS }));
    } else if (!record.lookPlanned) {
      record.lookPlanned = true;
      setTimeout(lma.guard(() => { record.lookPlanned = false; consider(element, 'change'); flush(); }), LOOKS_PERIOD_MS);
    }
    return record.shown;
  }

  /** @param {Element} element */
  function signatureOf(element) {
    const words = text.roughText(element);
    const marks = element.querySelectorAll('button, a, input, iframe, img, [role=button]').length;
    const shown = shownIn(element, recordOf(element));
    return `${element.localName}.${words.length < 4000 ? text.hash(text.collapse(words)) : words.length}.${marks}.${shown}`;
  }

  /**
   * A layer appeared or changed. Holds it at once if the user cannot have seen it yet.
   * @param {Element} element a whole layer
   * @param {string} appear how
   */
  function consider(element, appear) {
    if (!lma.active || !element.isConnected) return;
    if (lma.restore.isHidden(element)) {
      lma.restore.rehide(element);
      return;
    }
    const record = recordOf(element);
    if (record.state === 'left') return;
    if (record.state === 'pending' || record.state === 'acting') {
      hold.refresh(element);
      return;
    }
    if (!text.showsSoon(element)) {
      record.painted = false;
      lma.watchList?.add(element);
      return;
    }
    const signature = signatureOf(element);
    if (record.state === 'allowed' && signature === record.signature) return;
    if (record.state === 'gone' && record.signature === signature && performance.now() - record.judgedAt < 200) return;
    if (record.judged >= FREE_JUDGEMENTS && performance.now() - record.judgedAt < REST_MS) {
      setTimeout(lma.guard(() => { consider(element, appear); flush(); }), REST_MS);
      return;
    }
    counters.seen += 1;
    if (allowedSignatures.has(signature + element.className) || sent >= MAX_PER_PAGE) {
      if (sent >= MAX_PER_PAGE) counters.dropped += 1;
      record.state = 'allowed';
      record.signature = signature;
      record.painted = true;
      return;
    }
    const taught = lma.learned?.match(element)?.answer;
    if (taught === 'allow') {
      record.state = 'left';
      return;
    }
    record.signature = signature;
    if (!record.painted) {
      if (record.state !== 'new') record.since = performance.now();
      if (waiting.size < MAX_PER_MESSAGE) {
        record.companions = layers.companions(element);
        toHold.push(element, ...record.companions);
      } else {
        record.companions = [];
      }
    }
    record.state = 'pending';
    waiting.set(element, appear);
    queue.push({ element, appear });
  }

  /**
   * @param {Element} element
   * @param {string} appear
   */
  function prepare(element, appear) {
    waiting.delete(element);
    const record = recordOf(element);
    if (!element.isConnected || !lma.active) {
      record.state = 'new';
      releaseLayer(element, record);
      return;
    }
    const described = lma.describe.describe(element, { surface: 'overlay', appear });
    record.companions = described.companions;
    prepared.push({ ...described, record, since: record.since, focus: focusBefore });
    if (prepared.length >= MAX_PER_MESSAGE) sendPrepared();
  }

  /**
   * @param {Element} element
   * @param {LayerRecord} record
   */
  function releaseLayer(element, record) {
    hold.release(element);
    for (const companion of record.companions) hold.release(companion);
  }

  /** Describes and sends what was considered in this task, as far as the budget goes. */
  function flush() {
    // Reads first, then writes: one style recalculation for all that came in this task.
    for (const element of toHold) hold.hold(element);
    toHold = [];
    queue.flush();
    sendPrepared();
  }

  function sendPrepared() {
    const asks = prepared;
    if (asks.length === 0) return;
    prepared = [];
    sent += asks.length;
    counters.sent += asks.length;
    submit(asks).catch(lma.fail);
  }

  /**
   * @param {any[]} asks
   */
  async function submit(asks) {
    const started = performance.now();
    const answer = await bridge.ask({ type: 'judge', page: lma.describe.page(), candidates: asks.map((ask) => ask.candidate) });
    if (performance.now() - started > hold.HOLD_LIMIT_MS) counters.late += 1;
    asks.forEach((ask, i) => settle(ask, answer?.verdicts?.[i] ?? null));
  }

  /**
   * Whether a layer that is held has got more since it was described: it comes piece by piece, and is judged again before it
   * is let go. The limit of the hold ends that.
   * @param {Element} element
   * @param {LayerRecord} record
   */
  function isStillComing(element, record) {
    if (!lma.active || record.painted || !hold.isHeld(element) || record.judged >= FREE_JUDGEMENTS) return false;
    return signatureOf(element) !== record.signature;
  }

  /**
   * @param {any} ask
   * @param {any} verdict null when there was no answer
   */
  function settle(ask, verdict) {
    const record = /** @type {LayerRecord} */ (ask.record);
    record.judged += 1;
    record.judgedAt = performance.now();
    record.early = document.readyState === 'loading';
    if (record.state === 'left') {
      releaseLayer(ask.element, record);
      return;
    }
    const taught = lma.active ? lma.learned.match(ask.element) : null;
    if (taught?.answer === 'hide') verdict = lma.learned.verdict(taught);
    // The first layers of a page are on their way before its plan says what is always allowed.
    if (taught?.answer === 'allow') {
      record.state = 'left';
      releaseLayer(ask.element, record);
      return;
    }
    if (!lma.active || !verdict || verdict.action === 'allow' || verdict.action === 'unsure') {
      if (verdict && isStillComing(ask.element, record)) {
        record.state = 'new';
        consider(ask.element, 'insert');
        flush();
        return;
      }
      record.state = 'allowed';
      record.painted = true;
      releaseLayer(ask.element, record);
      if (verdict && !record.early && lma.active) allowedSignatures.add(record.signature + ask.element.className);
      // It may have changed while the host thought.
      if (verdict && ask.element.isConnected && signatureOf(ask.element) !== record.signature && dom.isVisible(ask.element)) {
        setTimeout(lma.guard(() => { consider(ask.element, 'change'); flush(); }), 30);
      }
      return;
    }
    if (!ask.element.isConnected) {
      // It took itself away while it was judged.
      record.state = 'gone';
      releaseLayer(ask.element, record);
      return;
    }
    record.state = 'acting';
    lma.act.run(ask, verdict).then(
      (/** @type {boolean} */ gone) => {
        record.state = gone ? 'gone' : 'allowed';
        record.painted = !gone;
        record.judgedAt = performance.now();
        if (gone) lma.watchList?.add(ask.element);
      },
      lma.fail,
    );
  }

  /** Judged too early to know the page: ask again now that it is there, without holding. */
  function reconsiderEarly() {
    for (const element of layersSeen) {
      const record = records.get(element);
      if (!record || record.state !== 'allowed' || !element.isConnected) continue;
      if (record.early) record.signature = '';
      consider(element, 'load');
    }
    flush();
  }

  /**
   * The nearest known layer around a node.
   * @param {Node} node
   * @returns {Element | null}
   */
  function layerAround(node) {
    for (let up = node instanceof Element ? node : dom.parentOf(node); up && !dom.isPageRoot(up); up = dom.parentOf(up)) {
      if (records.has(up)) return up;
    }
    return null;
  }

  lma.judge = {
    consider,
    flush,
    reconsiderEarly,
    layerAround,
    /** @param {Element} element */
    isKnown: (element) => records.has(element),
    /** @param {Element} element @param {number} time */
    seenSince: (element, time) => (records.get(element)?.since ?? -Infinity) >= time,
    /** The user wants it: never again on this page. @param {Element} element */
    leaveAlone(element) {
      recordOf(element).state = 'left';
    },
    /** Everything anew: the plan changed. */
    forget() {
      allowedSignatures.clear();
      for (const element of layersSeen) {
        const record = records.get(element);
        if (record && record.state === 'allowed') record.signature = '';
      }
    },
    considerAll() {
      for (const element of layersSeen) if (element.isConnected) consider(element, 'load');
      flush();
    },
    noteFocus() {
      const active = document.activeElement;
      if (active && active !== document.body && !layerAround(active)) focusBefore = active;
    },
  };
})();
