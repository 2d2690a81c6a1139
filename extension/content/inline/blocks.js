// @ts-check
// What was found goes to the host with the blocks around it, what can be seen first, and the block of the answer is hidden.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.blocks) return;
  const { dom, text, bridge, slice, ladder } = lma;

  const MAX_GROUPS = 80;
  /** So many blocks alike, and none of them an ask: the rest is let be. */
  const MAX_ALIKE = 3;
  /** A message is sent when it has this many candidates: what can be seen goes first. */
  const CANDIDATES_PER_MESSAGE = 32;
  /** What is held before its verdict has no more text than an ask. */
  const MAX_HELD_CHARS = 300;

  let groups = 0;
  /** How many blocks of one look were judged since the last ask among them. @type {Map<string, number>} */
  const triedAlike = new Map();

  /** Blocks of one look share their tag, classes and those of their parent. @param {Element} block */
  function lookOf(block) {
    const parent = block.parentElement;
    return `${block.localName}.${block.getAttribute('class') ?? ''}<${parent?.localName}.${parent?.getAttribute('class') ?? ''}`;
  }

  /** @typedef {{element: Element, near: boolean}} Hit what may be part of an ask, and whether it can be seen now */

  /** @param {Set<Element>} hits */
  async function judgeBlocks(hits) {
    /** @type {Hit[]} */
    let left = [...hits].map((element) => {
      const { top } = element.getBoundingClientRect();
      return { element, near: top < innerHeight && top > -200 };
    });
    // What can be seen goes first, and what stands inside before what is around it: a ladder only leads up.
    left.sort((a, b) => Number(b.near) - Number(a.near) || (a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? 1 : -1));
    for (let round = 0; round < 4 && left.length > 0; round++) {
      const before = left.length;
      left = await judgeRound(left);
      if (left.length === before) break;
    }
  }

  /**
   * @param {Hit[]} hits
   * @returns {Promise<Hit[]>} those that were put off, since many alike were no asks
   */
  async function judgeRound(hits) {
    const putOff = [];
    /** @type {Map<Element, any>} */
    const known = new Map();
    /** @type {any[]} */
    let asks = [];
    let nearWaits = false;
    for (const hit of hits) {
      const { element } = hit;
      if (groups >= MAX_GROUPS || !lma.active) break;
      if (!hit.near && nearWaits) {
        nearWaits = false;
        await submit(asks);
        asks = [];
      }
      await slice.pause();
      if (!element.isConnected || ladder.inSmallLayer(element, known) || insideHidden(element)) continue;
      /** @type {Element[]} */
      const steps = ladder.ladder(element, known);
      if (steps.length === 0 || steps.some((block) => lma.learned.match(block)?.answer === 'allow')) continue;
      const look = lookOf(steps[0]);
      const tried = triedAlike.get(look) ?? 0;
      if (tried >= MAX_ALIKE) {
        putOff.push(hit);
        continue;
      }
      triedAlike.set(look, tried + 1);
      groups += 1;
      nearWaits ||= hit.near;
      const held = hit.near ? holdUnseen(steps, known) : null;
      ladder.noteJudged(steps);
      /** @type {Map<Element, any>} */
      const memo = new Map();
      for (const [level, block] of steps.entries()) {
        await slice.pause();
        const described = lma.describe.describe(block, { surface: 'inline', appear: 'load', group: groups, level, memo });
        asks.push({ ...described, group: groups, look, held, taught: lma.learned.match(block), since: performance.now(), focus: null });
      }
      if (asks.length >= CANDIDATES_PER_MESSAGE) {
        await submit(asks);
        asks = [];
      }
    }
    if (asks.length > 0) await submit(asks);
    return putOff;
  }

  /**
   * Before anything is painted, a small block that may be an ask is held as a layer is, so that it is not seen at all.
   * @param {Element[]} steps
   * @param {Map<Element, any>} known
   */
  function holdUnseen(steps, known) {
    if (performance.getEntriesByType('paint').length > 0) return null;
    const block = steps.findLast((step) => ladder.measure(step, known).chars <= MAX_HELD_CHARS) ?? null;
    if (block) lma.hold.hold(block);
    return block;
  }

  /** @param {any[]} asks */
  async function submit(asks) {
    try {
      await judgeThese(asks);
    } finally {
      for (const { held } of asks) if (held) lma.hold.release(held);
    }
  }

  /** @param {any[]} asks */
  async function judgeThese(asks) {
    lma.counters.sent += asks.length;
    const answer = await bridge.ask({ type: 'judge', page: lma.describe.page(), candidates: asks.map((ask) => ask.candidate) });
    if (!answer || !lma.active) return;
    /** @type {Map<number, {ask: any, verdict: any}>} */
    const chosen = new Map();
    asks.forEach((ask, i) => {
      const verdict = ask.taught ? lma.learned.verdict(ask.taught) : answer.verdicts?.[i];
      if (!verdict || verdict.action === 'allow' || verdict.action === 'unsure' || chosen.has(ask.group) || ladder.isOfNewLayer(ask.element)) return;
      chosen.set(ask.group, { ask, verdict });
      triedAlike.set(ask.look, 0);
    });
    for (const { held, group } of asks) if (held && !chosen.has(group)) lma.hold.release(held);
    // Reads first, then writes: one layout for all.
    for (const { ask } of chosen.values()) ask.blocks = collapse(ask);
    for (const { ask, verdict } of chosen.values()) {
      // Two ladders may have met in the same block.
      if (!ask.element.isConnected || insideHidden(ask.element)) continue;
      await lma.act.run(ask, verdict);
    }
  }

  /** @param {Element} element */
  function insideHidden(element) {
    for (const other of lma.restore.hiddenElements()) if (dom.contains(other, element)) return true;
    return false;
  }

  /**
   * The block and those wrappers around it that would be left as a hole.
   * @param {any} ask
   * @returns {Element[]}
   */
  function collapse(ask) {
    if (ask.candidate.surface !== 'inline') return [ask.element, ...ask.companions];
    if (ask.blocks) return ask.blocks;
    let block = ask.element;
    for (let up = 0; up < 3; up++) {
      const parent = dom.parentOf(block);
      if (!parent || dom.isPageRoot(parent) || parent.localName === 'main' || parent.localName === 'article') break;
      if (text.visibleText(parent, { max: 4000 }).length - text.visibleText(block, { max: 4000 }).length > 2) break;
      const others = [...parent.querySelectorAll('img, video, iframe, canvas, svg, input, button')].filter((inner) => !block.contains(inner) && inner.getClientRects().length > 0);
      if (others.length > 0 || [...parent.querySelectorAll(lma.ladder.DIALOG)].some((dialog) => !block.contains(dialog))) break;
      block = parent;
    }
    return [block];
  }

  lma.collapse = collapse;
  lma.blocks = { judgeBlocks };
})();
