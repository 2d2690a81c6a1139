// @ts-check
// Ask blocks in the page's flow (quiet level "page"). After the page is there, in idle time: short texts go to the host,
// and around those that hold words of an ask a ladder of nested blocks is described; the host picks the one to hide.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.inline) return;
  const { dom, guard, slice, find, early, blocks } = lma;

  /** More changed places than this, and the whole page is looked through. */
  const MAX_ADDED = 400;
  const DEBOUNCE_MS = 300;

  let on = false;
  /** @type {Set<Element>} */
  let added = new Set();
  let waiting = false;
  let busy = false;
  let looked = false;

  /** @param {any} plan */
  function start(plan) {
    find.setSeeds(typeof plan.seeds === 'string' ? plan.seeds : '');
    const wanted = plan.quiet_level === 'page';
    if (wanted === on) return;
    on = wanted;
    if (!on) return;
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => schedule(0), { once: true });
    else schedule(0);
    addEventListener('load', () => schedule(DEBOUNCE_MS), { once: true });
    if (!looked && performance.getEntriesByType('paint').length === 0) early.start();
    added.add(document.documentElement);
  }

  /** @param {number} ms */
  function schedule(ms) {
    if (waiting || !on) return;
    waiting = true;
    const look = guard(() => {
      waiting = false;
      looked = true;
      if (busy) schedule(DEBOUNCE_MS);
      else collect().catch(lma.fail).finally(early.end);
    });
    setTimeout(() => {
      // The first look comes as soon as it can: what it finds is in view already.
      if (!looked) look();
      else if (self.requestIdleCallback) self.requestIdleCallback(look, { timeout: 1000 });
      else setTimeout(look, 30);
    }, ms);
  }

  /** @param {Node[]} nodes */
  function noteAdded(nodes) {
    if (!on || nodes.length === 0) return;
    if (!added.has(document.documentElement)) {
      for (const node of nodes) {
        const element = node instanceof Element ? node : dom.parentOf(node);
        if (element) added.add(element);
      }
      if (added.size > MAX_ADDED) added = new Set([document.documentElement]);
    }
    // While the page is being parsed, all of it is still to be looked through.
    if (document.readyState !== 'loading') schedule(DEBOUNCE_MS);
  }

  async function collect() {
    if (!lma.active || !document.body || lma.frames.isJudgedWhole()) return;
    busy = true;
    try {
      const roots = [...added].filter((element) => element.isConnected);
      added = new Set();
      lma.learned.report();
      /** @type {Set<Element>} */
      const hits = new Set();
      /** @type {Map<string, Element[]>} */
      const texts = new Map();
      slice.begin();
      for (const root of roots.includes(document.documentElement) ? [document.documentElement] : roots) await find.gather(root, hits, texts);
      // What is called an ask is judged at once; words have to be asked about first.
      await blocks.judgeBlocks(hits);
      early.end();
      hits.clear();
      await find.scanTexts(texts, hits);
      await blocks.judgeBlocks(hits);
    } finally {
      busy = false;
    }
  }

  lma.inline = {
    start,
    noteAdded,
    stop() {
      on = false;
      early.end();
    },
  };
})();
