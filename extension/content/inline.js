// @ts-check
// Ask blocks in the page's flow (quiet level "page"). After the page is there, in idle time: short texts go to the host,
// and around those that hold words of an ask a ladder of nested blocks is described; the host picks the one to hide.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.inline) return;
  const { dom, text, judge, layers, bridge, guard } = lma;

  const TEXTS =
    'h1, h2, h3, h4, h5, h6, p, label, legend, summary, strong, b, button, dt, [role=heading], [role=button], a[class], span[class], div[class], li, [aria-label], [title], input[placeholder]';
  const MAX_TEXTS_PER_MESSAGE = 512;
  const MAX_TEXTS_PER_PAGE = 6000;
  const MAX_TEXT_BYTES = 400;
  const MAX_GROUPS = 80;
  const MAX_LEVELS = 5;
  const MAX_CLIMB = 12;
  /** A block is a block of the page, not the page: characters it may hold, and share of the page's. */
  const MAX_BLOCK_CHARS = 1600;
  const MAX_SHARE = 0.34;
  const DEBOUNCE_MS = 300;
  const CONTROLS = 'button, a[href], input, textarea, select, iframe, [role=button], [onclick]';

  let on = false;
  let seeds = '';
  let sentTexts = 0;
  let groups = 0;
  /** @type {WeakSet<Element>} */
  const readAlready = new WeakSet();
  /** @type {WeakSet<Element>} */
  const judgedBlocks = new WeakSet();
  /** @type {Map<string, boolean>} */
  const knownTexts = new Map();
  /** @type {Set<Element>} */
  let added = new Set();
  let waiting = false;
  let busy = false;

  /** @param {any} plan */
  function start(plan) {
    seeds = typeof plan.seeds === 'string' ? plan.seeds : '';
    const wanted = plan.quiet_level === 'page';
    if (wanted === on) return;
    on = wanted;
    if (!on) return;
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => schedule(0), { once: true });
    else schedule(0);
    addEventListener('load', () => schedule(DEBOUNCE_MS), { once: true });
    added.add(document.documentElement);
  }

  /** @param {number} ms */
  function schedule(ms) {
    if (waiting || !on) return;
    waiting = true;
    setTimeout(() => {
      const idle = self.requestIdleCallback ?? ((/** @type {() => void} */ work) => setTimeout(work, 30));
      idle(
        guard(() => {
          waiting = false;
          if (busy) schedule(DEBOUNCE_MS);
          else collect().catch(lma.fail);
        }),
        { timeout: 1000 },
      );
    }, ms);
  }

  /** @param {NodeList} nodes */
  function noteAdded(nodes) {
    if (!on) return;
    for (const node of nodes) {
      const element = node instanceof Element ? node : dom.parentOf(node);
      if (element && added.size < 400) added.add(element);
    }
    if (added.size > 0) schedule(DEBOUNCE_MS);
  }

  async function collect() {
    if (!lma.active || !document.body) return;
    busy = true;
    try {
      const roots = [...added].filter((element) => element.isConnected);
      added = new Set();
      lma.learned.report();
      lma.frames.later();
      /** @type {Set<Element>} */
      const hits = new Set();
      /** @type {Map<string, Element[]>} */
      const texts = new Map();
      for (const root of roots.includes(document.documentElement) ? [document.documentElement] : roots) gather(root, hits, texts);
      await scanTexts(texts, hits);
      await judgeBlocks(hits);
    } finally {
      busy = false;
    }
  }

  /**
   * @param {Element} root
   * @param {Set<Element>} hits
   * @param {Map<string, Element[]>} texts
   */
  function gather(root, hits, texts) {
    const scopes = root === document.documentElement ? [...lma.roots.all()] : [root];
    for (const scope of scopes) {
      if (seeds) {
        try {
          if (scope instanceof Element && scope.matches(seeds)) hits.add(scope);
          for (const element of scope.querySelectorAll(seeds)) if (hits.size < 200) hits.add(element);
        } catch {
          // A selector that this browser does not know: the texts still speak.
          seeds = '';
        }
      }
      if (scope instanceof Element && scope.matches(TEXTS)) addText(scope, texts);
      for (const element of scope.querySelectorAll(TEXTS)) {
        if (texts.size >= MAX_TEXTS_PER_PAGE) return;
        addText(element, texts);
      }
    }
  }

  /** @param {Element} element @param {Map<string, Element[]>} texts */
  function addText(element, texts) {
    if (readAlready.has(element)) return;
    readAlready.add(element);
    const raw = ownWords(element);
    const words = raw.length > 600 ? '' : text.collapse(raw);
    if (words.length < 3 || text.cut(words, MAX_TEXT_BYTES).length !== words.length) return;
    if (element.getClientRects().length === 0) return;
    const list = texts.get(words);
    if (list) {
      if (list.length < 20) list.push(element);
    } else texts.set(words, [element]);
  }

  /** @param {Element} element */
  function ownWords(element) {
    if (element instanceof HTMLInputElement) return element.placeholder;
    // A wrapper's words are read at its children.
    if (/^(div|span|li|a)$/.test(element.localName) && element.childElementCount > 2) return element.getAttribute('aria-label') ?? '';
    const words = element.textContent ?? '';
    return words.trim() ? words : (element.getAttribute('aria-label') ?? element.getAttribute('title') ?? '');
  }

  /** @param {Map<string, Element[]>} texts @param {Set<Element>} hits */
  async function scanTexts(texts, hits) {
    const unknown = [];
    for (const [words, elements] of texts) {
      const known = knownTexts.get(words);
      if (known === undefined) unknown.push({ words, near: isNear(elements[0]) });
      else if (known) for (const element of elements) hits.add(element);
    }
    unknown.sort((a, b) => Number(b.near) - Number(a.near));
    for (let from = 0; from < unknown.length && sentTexts < MAX_TEXTS_PER_PAGE; from += MAX_TEXTS_PER_MESSAGE) {
      const part = unknown.slice(from, from + MAX_TEXTS_PER_MESSAGE).map((entry) => entry.words);
      sentTexts += part.length;
      const answer = await bridge.ask({ type: 'scan', page: lma.describe.page(), texts: part });
      if (!answer || !lma.active) return;
      for (const words of part) knownTexts.set(words, false);
      for (const hit of answer.hits ?? []) {
        const words = part[hit.i];
        if (words === undefined) continue;
        knownTexts.set(words, true);
        for (const element of texts.get(words) ?? []) hits.add(element);
      }
    }
  }

  /** @param {Element} element */
  function isNear(element) {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }

  /**
   * Blocks around a hit, innermost first: each holds something to press or fill in, and more than the one before.
   * @param {Element} hit
   * @returns {Element[]}
   */
  function ladder(hit) {
    /** @type {Element[]} */
    const steps = [];
    const pageChars = Math.max(text.visiblePageChars(), 1);
    let lastMark = '';
    /** @type {Element | null} */
    let block = hit;
    for (let up = 0; block && up < MAX_CLIMB && steps.length < MAX_LEVELS; up++, block = dom.parentOf(block)) {
      if (dom.isPageRoot(block) || /^(main|article|td|tr|tbody|table)$/.test(block.localName) || block.getAttribute('role') === 'main') break;
      const chars = text.collapse(text.roughText(block)).length;
      if (chars > MAX_BLOCK_CHARS || (chars > 200 && chars > MAX_SHARE * pageChars) || layers.holdsMain(block) || block.querySelector('h1')) break;
      if (judgedBlocks.has(block)) return [];
      const marks = block.querySelectorAll(CONTROLS).length + (block.matches(CONTROLS) ? 1 : 0);
      if (marks === 0) continue;
      const display = getComputedStyle(block).display;
      if (display.startsWith('inline') && !display.includes('-') && block.localName !== 'form' && !block.localName.includes('-')) continue;
      const box = block.getBoundingClientRect();
      if (box.width < 20 || box.height < 12) continue;
      const mark = `${chars}.${marks}`;
      if (mark === lastMark) steps.pop();
      steps.push(block);
      lastMark = mark;
    }
    return steps;
  }

  /** @param {Set<Element>} hits */
  async function judgeBlocks(hits) {
    /** @type {any[]} */
    let asks = [];
    for (const hit of hits) {
      if (groups >= MAX_GROUPS || !lma.active) break;
      if (!hit.isConnected || judge.layerAround(hit) || lma.restore.isHidden(hit)) continue;
      const steps = ladder(hit);
      if (steps.length === 0 || steps.some((block) => lma.learned.match(block)?.answer === 'allow')) continue;
      groups += 1;
      for (const block of steps) judgedBlocks.add(block);
      steps.forEach((block, level) => {
        const described = lma.describe.describe(block, { surface: 'inline', appear: 'load', group: groups, level });
        asks.push({ ...described, group: groups, taught: lma.learned.match(block), since: performance.now(), focus: null });
      });
      if (asks.length >= 48) {
        await submit(asks);
        asks = [];
      }
    }
    if (asks.length > 0) await submit(asks);
  }

  /** @param {any[]} asks */
  async function submit(asks) {
    lma.counters.sent += asks.length;
    const answer = await bridge.ask({ type: 'judge', page: lma.describe.page(), candidates: asks.map((ask) => ask.candidate) });
    if (!answer || !lma.active) return;
    /** @type {Map<number, {ask: any, verdict: any}>} */
    const chosen = new Map();
    asks.forEach((ask, i) => {
      const verdict = ask.taught ? lma.learned.verdict(ask.taught) : answer.verdicts?.[i];
      if (!verdict || verdict.action === 'allow' || verdict.action === 'unsure' || chosen.has(ask.group)) return;
      chosen.set(ask.group, { ask, verdict });
    });
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
    let block = ask.element;
    for (let up = 0; up < 3; up++) {
      const parent = dom.parentOf(block);
      if (!parent || dom.isPageRoot(parent) || parent.localName === 'main' || parent.localName === 'article') break;
      if (text.visibleText(parent, { max: 4000 }).length - text.visibleText(block, { max: 4000 }).length > 2) break;
      const others = [...parent.querySelectorAll('img, video, iframe, canvas, svg, input, button')].filter((inner) => !block.contains(inner) && inner.getClientRects().length > 0);
      if (others.length > 0) break;
      block = parent;
    }
    return [block];
  }

  lma.collapse = collapse;
  lma.inline = {
    start,
    noteAdded,
    stop() {
      on = false;
    },
  };
})();
