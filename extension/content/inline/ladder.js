// @ts-check
// The ladder of nested blocks around what may be part of an ask: the host picks the one to hide.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.ladder) return;
  const { dom, text, judge, layers } = lma;

  const MAX_LEVELS = 5;
  const MAX_CLIMB = 12;
  /** A block is a block of the page, not the page: characters it may hold, and share of the page's. */
  const MAX_BLOCK_CHARS = 1600;
  const MAX_SHARE = 0.34;
  /** A judged block with this much beside a find may hold a second ask. */
  const MIN_REST_CHARS = 60;
  /** A layer with more than this is a part of the page that may hold ask blocks of its own. */
  const MAX_LAYER_CHARS = 400;
  const TYPED =
    'input:not([type=hidden], [type=submit], [type=button], [type=image], [type=reset], [type=checkbox], [type=radio], [type=search]), textarea, select';
  const WAYS_AROUND = 'nav, search, [role=navigation], [role=search], [role=menubar]';
  const CONTROL_TAGS = new Set(['BUTTON', 'INPUT', 'TEXTAREA', 'SELECT', 'IFRAME']);
  /** An article with no more than this around a field for an address is a box that its author called so. */
  const MAX_BOX_CHARS = 800;
  const DIALOG = 'dialog, [role=dialog], [role=alertdialog], [aria-modal], [popover], .modal, .remodal, .mfp-hide';
  const ADDRESS = 'input[type=email], input[name*=mail i], input[placeholder*=mail i]';

  /** Blocks that were described, with their level in that ladder. @type {WeakMap<Element, number>} */
  const judgedBlocks = new WeakMap();

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
    const sum = { chars: 0, marks: isMark(element) ? 1 : 0, tall: localName === 'main' || isTitle(element) || element.getAttribute('role') === 'main' };
    for (const child of dom.drawnChildren(element)) {
      if (sum.chars > MAX_BLOCK_CHARS) {
        sum.tall = true;
        break;
      }
      if (child.nodeType === Node.TEXT_NODE) sum.chars += text.collapse(/** @type {Text} */ (child).data.slice(0, MAX_BLOCK_CHARS * 8)).length;
      else if (child instanceof Element && !dom.SILENT_TAGS.has(child.tagName)) {
        const inner = child.localName === 'svg' ? { chars: 0, marks: 0, tall: false } : measure(child, known);
        sum.chars += inner.chars;
        sum.marks += inner.marks;
        sum.tall ||= inner.tall;
      }
    }
    if (localName === 'article') sum.tall ||= !isBox(element, sum.chars);
    known.set(element, sum);
    return sum;
  }

  /** The first h1 is the page's title; boxes further down use it for their size. @param {Element} element */
  function isTitle(element) {
    return element.localName === 'h1' && element.ownerDocument.querySelector('h1') === element;
  }

  /** @param {Element} article @param {number} chars */
  function isBox(article, chars) {
    return chars <= MAX_BOX_CHARS && article.querySelector(ADDRESS) !== null;
  }

  /** Something to press or to fill in. @param {Element} element */
  function isMark(element) {
    if (CONTROL_TAGS.has(element.tagName)) return true;
    // A link that a script brings to life has no address.
    if (element.localName === 'a') return element.hasAttribute('href') || element.hasAttribute('class') || element.hasAttribute('role');
    return element.getAttribute('role') === 'button' || element.hasAttribute('onclick') || element.getAttribute('tabindex') === '0' || lma.controls.isNamedButton(element);
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
    // What stands around a menu is no part of what stands in it.
    let past = false;
    /** @type {Element | null} */
    let block = hit;
    for (let up = 0; block && up < MAX_CLIMB && steps.length < MAX_LEVELS; up++, block = dom.parentOf(block)) {
      if (dom.isPageRoot(block) || /^(main|td|tr|tbody|table)$/.test(block.localName) || block.getAttribute('role') === 'main') break;
      const level = judgedBlocks.get(block);
      if (level !== undefined) {
        // A piece of a small block that was judged as a whole says nothing more; beside a large one's first ask, another may stand.
        const rest = measure(block, known).chars - measure(hit, known).chars;
        return level <= 1 && rest < MIN_REST_CHARS ? [] : steps;
      }
      if (past) break;
      past = block.matches(WAYS_AROUND);
      const { chars, marks, tall } = measure(block, known);
      if (tall || chars > MAX_BLOCK_CHARS || (chars > 200 && chars > MAX_SHARE * pageChars)) break;
      if (holdsOtherDialog(block, hit)) break;
      if (marks === 0) continue;
      if (form && form !== block && form.contains(block) && asksElsewhere(form, block)) continue;
      if ((menu?.contains(block) && leadsAround(block)) || holdsWayAround(block, hit)) break;
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

  /**
   * A dialog beside the hit is another matter, and one that is closed now would never open again inside a hidden block.
   * @param {Element} block
   * @param {Element} hit
   */
  function holdsOtherDialog(block, hit) {
    for (const dialog of block.querySelectorAll(DIALOG)) if (!dialog.contains(hit) && !hit.contains(dialog)) return true;
    return false;
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

  /**
   * A menu, a table of contents or a search beside the hit is the page's; links to other sites only are a row of profiles.
   * @param {Element} block
   * @param {Element} hit
   */
  function holdsWayAround(block, hit) {
    for (const way of block.querySelectorAll(WAYS_AROUND)) {
      if (way.contains(hit)) continue;
      const links = [...way.querySelectorAll('a[href]')];
      const away = (/** @type {any} */ link) => link.host !== location.host;
      if (links.length === 0 || !links.every(away)) return true;
    }
    return false;
  }

  /**
   * What stands in a layer of its own is judged with it, unless the layer is a part of the page: large, one that sticks,
   * or one that is only called a dialog and stands in the page's flow, where it is not seen as a layer.
   * @param {Element} hit
   * @param {Map<Element, Measure>} known
   */
  function inSmallLayer(hit, known) {
    const layer = judge.layerAround(hit);
    if (!layer) return false;
    const { position } = getComputedStyle(layer);
    if (position === 'sticky') return false;
    if ((position === 'static' || position === 'relative') && !dom.inViewport(dom.boxOf(layer))) return false;
    const { chars, tall } = measure(layer, known);
    return !tall && chars <= MAX_LAYER_CHARS;
  }

  /**
   * Whether a block turned out to stand in a layer of its own: its style may come after it, without a word. That layer is
   * known and judged from now on. Asked of what is to be hidden, since only then it matters.
   * @param {Element} block
   */
  function isOfNewLayer(block) {
    if (judge.layerAround(block)) return false;
    for (let up = /** @type {Element | null} */ (block); up && !dom.isPageRoot(up); up = dom.parentOf(up)) {
      if (getComputedStyle(up).position !== 'fixed') continue;
      if (layers.isPage(up)) return false;
      lma.mutations.considerLayer(up, 'load');
      judge.flush();
      return inSmallLayer(block, new Map());
    }
    return false;
  }

  /** @param {Element[]} steps a ladder whose blocks are described now */
  function noteJudged(steps) {
    steps.forEach((block, level) => judgedBlocks.set(block, level));
  }

  lma.ladder = { DIALOG, measure, ladder, inSmallLayer, isOfNewLayer, noteJudged };
})();
