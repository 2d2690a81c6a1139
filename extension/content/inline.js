// @ts-check
// Ask blocks in the page's flow (quiet level "page"). After the page is there, in idle time: short texts go to the host,
// and around those that hold words of an ask a ladder of nested blocks is described; the host picks the one to hide.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.inline) return;
  const { dom, text, judge, bridge, guard } = lma;

  /** Words that stand in attributes: names of controls, and what an empty field says. */
  const NAMED = '[aria-label], [title], input[placeholder]';
  const WORDS_FOR_SIGHT = new Set(['A', 'ABBR', 'B', 'BUTTON', 'EM', 'FONT', 'I', 'MARK', 'SMALL', 'SPAN', 'STRONG', 'U']);
  const MAX_TEXTS_PER_MESSAGE = 512;
  const MAX_TEXTS_PER_PAGE = 6000;
  const MAX_TEXT_BYTES = 400;
  const MAX_GROUPS = 80;
  const MAX_LEVELS = 5;
  const MAX_CLIMB = 12;
  const MAX_HITS = 600;
  /** More changed places than this, and the whole page is looked through. */
  const MAX_ADDED = 400;
  /** A tab that nobody looks at gets its timers once a second. */
  const HIDDEN_SLICE_MS = 50;
  /** So many blocks alike, and none of them an ask: the rest is let be. */
  const MAX_ALIKE = 3;
  /** A message is sent when it has this many candidates: what can be seen goes first. */
  const CANDIDATES_PER_MESSAGE = 32;
  /** A block is a block of the page, not the page: characters it may hold, and share of the page's. */
  const MAX_BLOCK_CHARS = 1600;
  const MAX_SHARE = 0.34;
  /** A judged block with this much beside a find may hold a second ask. */
  const MIN_REST_CHARS = 60;
  /** A layer with more than this is a part of the page that may hold ask blocks of its own. */
  const MAX_LAYER_CHARS = 400;
  /** What is held before its verdict has no more text than an ask. */
  const MAX_HELD_CHARS = 300;
  const DEBOUNCE_MS = 300;
  const TYPED =
    'input:not([type=hidden], [type=submit], [type=button], [type=image], [type=reset], [type=checkbox], [type=radio], [type=search]), textarea, select';
  const CONTROL_TAGS = new Set(['BUTTON', 'INPUT', 'TEXTAREA', 'SELECT', 'IFRAME']);

  let on = false;
  /** @type {Seeds} */
  let seeds = { selector: '', names: null };
  let sentTexts = 0;
  let groups = 0;
  /** @type {WeakSet<Element>} */
  const readAlready = new WeakSet();
  /** Blocks that were described, with their level in that ladder. @type {WeakMap<Element, number>} */
  const judgedBlocks = new WeakMap();
  /** How many blocks of one look were judged since the last ask among them. @type {Map<string, number>} */
  const triedAlike = new Map();
  /** @type {Map<string, boolean>} */
  const knownTexts = new Map();
  /** @type {Set<Element>} */
  let added = new Set();
  let waiting = false;
  let busy = false;
  let looked = false;

  /** Works in slices, so that no task of ours takes the page's main thread for long. */
  let sliceEnd = 0;

  /** @returns {Promise<void> | null} something to wait for when the slice is used up */
  function pause() {
    if (performance.now() < sliceEnd) return null;
    return lma.sleep(0).then(() => {
      sliceEnd = performance.now() + (document.hidden ? HIDDEN_SLICE_MS : lma.TASK_BUDGET_MS);
    });
  }

  /** @param {any} plan */
  function start(plan) {
    seeds = splitSeeds(typeof plan.seeds === 'string' ? plan.seeds : '');
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
    const look = guard(() => {
      waiting = false;
      looked = true;
      if (busy) schedule(DEBOUNCE_MS);
      else collect().catch(lma.fail);
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
      sliceEnd = performance.now() + lma.TASK_BUDGET_MS;
      for (const root of roots.includes(document.documentElement) ? [document.documentElement] : roots) await gather(root, hits, texts);
      // What is called an ask is judged at once; words have to be asked about first.
      await judgeBlocks(hits);
      hits.clear();
      await scanTexts(texts, hits);
      await judgeBlocks(hits);
    } finally {
      busy = false;
    }
  }

  /**
   * Most seeds are parts of class and id words. A page has few different class attributes, so that one expression over
   * each is far cheaper than a hundred selectors over all elements.
   * @typedef {{selector: string, names: RegExp | null}} Seeds
   * @param {string} list
   * @returns {Seeds}
   */
  function splitSeeds(list) {
    const names = [];
    const others = [];
    for (const selector of list.split(',')) {
      const part = /^\s*\[(?:class|id)\*=["']?([\w-]+)["']?(?:\s+i)?\]\s*$/.exec(selector);
      if (part) names.push(part[1]);
      else others.push(selector);
    }
    return { selector: others.join(','), names: names.length > 0 ? new RegExp(names.join('|'), 'i') : null };
  }

  /**
   * @param {Element} root
   * @param {Set<Element>} hits
   * @param {Map<string, Element[]>} texts
   */
  async function gather(root, hits, texts) {
    const scopes = root === document.documentElement ? [...lma.roots.all()] : [root];
    /** @type {Map<string, boolean>} */
    const named = new Map();
    const nameFits = (/** @type {string | null} */ name) => {
      if (!name || !seeds.names) return false;
      let fits = named.get(name);
      if (fits === undefined) {
        fits = seeds.names.test(name);
        named.set(name, fits);
      }
      return fits;
    };
    for (const scope of scopes) {
      for (const element of find(scope, seeds.selector)) if (hits.size < MAX_HITS) hits.add(element);
      for (const element of find(scope, NAMED)) addText(element, attributeWords(element), texts);
      const walker = document.createTreeWalker(scope, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, skipSilent);
      let count = 0;
      for (let node = /** @type {Node | null} */ (walker.currentNode); node; node = walker.nextNode()) {
        if (node.nodeType === Node.TEXT_NODE) {
          const { data } = /** @type {Text} */ (node);
          if (data.length > 2 && data.length < 600 && /\S/.test(data)) addWords(node, texts);
        } else if (node instanceof Element && hits.size < MAX_HITS) {
          if (nameFits(node.getAttribute('class')) || nameFits(node.id)) hits.add(node);
        }
        if ((++count & 63) === 0) await pause();
        if (texts.size >= MAX_TEXTS_PER_PAGE) return;
      }
    }
  }

  /** @param {Node} node */
  function skipSilent(node) {
    return node instanceof Element && dom.SILENT_TAGS.has(node.tagName) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  }

  /** @param {ParentNode} scope @param {string} selector */
  function find(scope, selector) {
    if (!selector) return [];
    try {
      const inside = [...scope.querySelectorAll(selector)];
      return scope instanceof Element && scope.matches(selector) ? [scope, ...inside] : inside;
    } catch {
      // A selector that this browser does not know: the words still speak.
      if (selector === seeds.selector) seeds = { ...seeds, selector: '' };
      return [];
    }
  }

  /** @param {Element} element */
  function attributeWords(element) {
    return element.getAttribute('aria-label') || element.getAttribute('title') || element.getAttribute('placeholder') || '';
  }

  /** The sentence that a piece of text belongs to: words in bold or a link are a part of it. @param {Node} node @param {Map<string, Element[]>} texts */
  function addWords(node, texts) {
    let holder = dom.parentOf(node);
    for (let up = 0; holder && up < 2 && WORDS_FOR_SIGHT.has(holder.tagName); up++) {
      const parent = holder.parentElement;
      if (!parent || parent.childElementCount > 3 || (parent.textContent ?? '').length > MAX_TEXT_BYTES) break;
      holder = parent;
    }
    if (holder) addText(holder, holder.textContent ?? '', texts);
  }

  /** @param {Element} element @param {string} raw @param {Map<string, Element[]>} texts */
  function addText(element, raw, texts) {
    if (raw.length > 600 || readAlready.has(element)) return;
    readAlready.add(element);
    const words = text.collapse(raw);
    if (words.length < 3 || text.byteLength(words) > MAX_TEXT_BYTES) return;
    const list = texts.get(words);
    if (list) {
      if (list.length < 20) list.push(element);
    } else texts.set(words, [element]);
  }

  /** @param {Map<string, Element[]>} texts @param {Set<Element>} hits */
  async function scanTexts(texts, hits) {
    const unknown = [];
    for (const [words, elements] of texts) {
      const known = knownTexts.get(words);
      if (known === undefined) {
        const box = elements[0].getBoundingClientRect();
        // What has no box is not shown; it is read again when it changes.
        if (box.width > 0 || elements.length > 1) unknown.push({ words, near: box.bottom > 0 && box.top < innerHeight });
        else readAlready.delete(elements[0]);
        await pause();
      }
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

  /**
   * What a block holds, as far as it matters for its size. Measured once in one pass over the page, and no further than
   * a block may go.
   * @typedef {{chars: number, marks: number, tall: boolean}} Measure
   * @param {Element} element
   * @param {Map<Element, Measure>} known
   * @returns {Measure}
   */
  function measure(element, known) {
    const before = known.get(element);
    if (before) return before;
    const { localName } = element;
    const sum = { chars: 0, marks: isMark(element) ? 1 : 0, tall: localName === 'main' || localName === 'article' || localName === 'h1' || element.getAttribute('role') === 'main' };
    for (const child of dom.drawnChildren(element)) {
      if (sum.chars > MAX_BLOCK_CHARS) {
        sum.tall = true;
        break;
      }
      if (child.nodeType === Node.TEXT_NODE) sum.chars += text.collapse(/** @type {Text} */ (child).data).length;
      else if (child instanceof Element && !dom.SILENT_TAGS.has(child.tagName)) {
        const inner = child.localName === 'svg' ? { chars: 0, marks: 0, tall: false } : measure(child, known);
        sum.chars += inner.chars;
        sum.marks += inner.marks;
        sum.tall ||= inner.tall;
      }
    }
    known.set(element, sum);
    return sum;
  }

  /** Something to press or to fill in. @param {Element} element */
  function isMark(element) {
    if (CONTROL_TAGS.has(element.tagName)) return true;
    // A link that a script brings to life has no address.
    if (element.localName === 'a') return element.hasAttribute('href') || element.hasAttribute('class') || element.hasAttribute('role');
    return element.getAttribute('role') === 'button' || element.hasAttribute('onclick') || element.getAttribute('tabindex') === '0';
  }

  /**
   * Blocks around a hit, innermost first: each holds something to press or fill in, and more than the one before.
   * @param {Element} hit
   * @param {Map<Element, Measure>} known
   * @returns {Element[]}
   */
  function ladder(hit, known) {
    /** @type {Element[]} */
    const steps = [];
    const form = smallForm(hit, known);
    const menu = hit.closest('nav, [role=navigation], [role=menubar], [role=menu]');
    const pageChars = Math.max(text.visiblePageChars(), 1);
    let lastMark = '';
    /** @type {Element | null} */
    let block = hit;
    for (let up = 0; block && up < MAX_CLIMB && steps.length < MAX_LEVELS; up++, block = dom.parentOf(block)) {
      if (dom.isPageRoot(block) || /^(main|article|td|tr|tbody|table)$/.test(block.localName) || block.getAttribute('role') === 'main') break;
      const level = judgedBlocks.get(block);
      if (level !== undefined) {
        // A piece of a small block that was judged as a whole says nothing more; beside a large one's first ask, another may stand.
        const rest = measure(block, known).chars - measure(hit, known).chars;
        return level <= 1 && rest < MIN_REST_CHARS ? [] : steps;
      }
      const { chars, marks, tall } = measure(block, known);
      if (tall || chars > MAX_BLOCK_CHARS || (chars > 200 && chars > MAX_SHARE * pageChars)) break;
      if (marks === 0) continue;
      if (form && form !== block && form.contains(block) && asksElsewhere(form, block)) continue;
      if (menu?.contains(block) && leadsAround(block)) break;
      const display = getComputedStyle(block).display;
      if (display === 'none') return [];
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

  /** The form around a hit, unless it is a form around the whole page. @param {Element} hit @param {Map<Element, Measure>} known */
  function smallForm(hit, known) {
    const form = hit.closest('form');
    return form && measure(form, known).chars <= MAX_BLOCK_CHARS ? form : null;
  }

  /** A piece of a form is no block: what is typed beside it goes with it. @param {Element} form @param {Element} block */
  function asksElsewhere(form, block) {
    for (const field of form.querySelectorAll(TYPED)) if (!block.contains(field) && field.getClientRects().length > 0) return true;
    return false;
  }

  /** In a menu, links within the site are the way around it, whatever they are called. @param {Element} block */
  function leadsAround(block) {
    const links = block.localName === 'a' ? [block] : block.getElementsByTagName('a');
    for (const link of links) if (/** @type {HTMLAnchorElement} */ (link).host === location.host && !link.getAttribute('href')?.startsWith('#')) return true;
    return false;
  }

  /** What stands in a layer of its own is judged with it, unless the layer is a part of the page: large, or one that sticks. @param {Element} hit @param {Map<Element, Measure>} known */
  function inSmallLayer(hit, known) {
    const layer = judge.layerAround(hit);
    if (!layer || getComputedStyle(layer).position === 'sticky') return false;
    const { chars, tall } = measure(layer, known);
    return !tall && chars <= MAX_LAYER_CHARS;
  }

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
    /** @type {Map<Element, Measure>} */
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
      await pause();
      if (!element.isConnected || inSmallLayer(element, known) || insideHidden(element)) continue;
      const steps = ladder(element, known);
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
      steps.forEach((block, level) => judgedBlocks.set(block, level));
      /** @type {Map<Element, any>} */
      const memo = new Map();
      for (const [level, block] of steps.entries()) {
        await pause();
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
   * @param {Map<Element, Measure>} known
   */
  function holdUnseen(steps, known) {
    if (performance.getEntriesByType('paint').length > 0) return null;
    const block = steps.findLast((step) => measure(step, known).chars <= MAX_HELD_CHARS) ?? null;
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
      if (!verdict || verdict.action === 'allow' || verdict.action === 'unsure' || chosen.has(ask.group)) return;
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
