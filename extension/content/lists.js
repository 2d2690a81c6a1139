// @ts-check
// Filter lists (docs/lists.md). What they hide on this site comes with the plan, before the first paint; rules that hold
// everywhere come for the classes, ids and custom elements that the page turns out to have. Nothing of it is counted.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.lists) return;
  const { bridge, guard } = lma;

  /** Of docs/protocol.md, `list_style`. */
  const MAX_TOKENS = 1024;
  const MAX_TOKEN_CHARS = 100;
  /** A page that makes up names without end is not followed. */
  const MAX_SEEN = 20_000;
  const MAX_JOBS = 60_000;
  /** A rule that takes so much of the page's text, and at least so many characters, is a mistake. */
  const MAX_TEXT_SHARE = 1 / 3;
  const LITTLE_TEXT = 200;
  const CHECK_PAUSE_MS = 300;
  /** A page that changes all the time is not asked about all the time. */
  const ASK_PAUSE_MS = 20;
  /** Where a page's content is: the page's own parts and the outer layers of its boxes. */
  const CONTENT = 'main, [role=main], article, body > *, body > * > *, body > * > * > *';
  const MAX_CHECKED = 400;
  const NO_WORDS = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE']);

  /** @type {CSSStyleSheet | null} */
  let sheet = null;
  /** @type {MutationObserver | null} */
  let observer = null;
  /** Whole class attributes and single tokens that were met. @type {Set<string>} */
  let seen = new Set();
  /** @type {string[]} */
  let fresh = [];
  /** @type {WeakSet<Element>} */
  let visited = new WeakSet();
  let asked = false;
  /** Answers to an older plan's questions are not wanted any more. */
  let round = 0;
  /** The round in which a question is on its way: one at a time. */
  let askingRound = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const queue = lma.budgetedQueue(visit, MAX_JOBS, ask);

  /** @param {string} token */
  function note(token) {
    if (token.length > MAX_TOKEN_CHARS || seen.has(token) || seen.size >= MAX_SEEN) return;
    seen.add(token);
    fresh.push(token);
  }

  /** @param {Element} element */
  function noteNames(element) {
    const { id, localName } = element;
    if (id && typeof id === 'string') note(`#${id}`);
    if (localName.includes('-')) note(localName);
    const names = element.getAttribute('class');
    if (!names || seen.has(names)) return;
    if (seen.size < MAX_SEEN) seen.add(names);
    for (const name of element.classList) note(`.${name}`);
  }

  /** @param {Element} element */
  function visit(element) {
    if (visited.has(element)) return;
    visited.add(element);
    noteNames(element);
    for (let child = element.firstElementChild; child; child = child.nextElementSibling) queue.push(child);
  }

  /** @param {MutationRecord[]} records */
  function onRecords(records) {
    for (const { type, target, addedNodes } of records) {
      if (type === 'attributes') noteNames(/** @type {Element} */ (target));
      for (let i = 0; i < addedNodes.length; i++) {
        const node = addedNodes[i];
        if (node instanceof Element) queue.push(node);
      }
    }
    queue.flush();
    ask();
  }

  /** Asks for the rules of what is new; the first time also for those that no token leads to. */
  async function ask() {
    const asking = round;
    if (askingRound === asking) return;
    askingRound = asking;
    while (asking === round && observer && (fresh.length > 0 || !asked)) {
      const tokens = fresh.splice(0, MAX_TOKENS);
      const general = !asked;
      asked = true;
      const answer = await bridge.ask({ type: 'list_style', tokens, general });
      if (asking !== round) return;
      add(String(answer?.style ?? ''));
      await lma.sleep(ASK_PAUSE_MS);
    }
    if (asking === round) askingRound = -1;
  }

  /** @param {string} css one rule a line */
  function add(css) {
    if (!sheet || !css) return;
    for (const rule of css.split('\n')) {
      if (!rule) continue;
      try {
        sheet.insertRule(rule, sheet.cssRules.length);
      } catch {
        // A selector that this browser does not know.
      }
    }
    checkLater();
  }

  function checkLater() {
    clearTimeout(timer);
    timer = setTimeout(guard(check), CHECK_PAUSE_MS);
  }

  /** @param {Element} element */
  function wordsIn(element) {
    let count = 0;
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!NO_WORDS.has(node.parentElement?.tagName ?? '')) count += (node.nodeValue ?? '').trim().length;
    }
    return count;
  }

  /** A rule that takes the page's content away is dropped for this page. */
  function check() {
    if (!sheet || !document.body || sheet.cssRules.length === 0) return;
    let all = 0;
    for (const element of [...document.querySelectorAll(CONTENT)].slice(0, MAX_CHECKED)) {
      if (getComputedStyle(element).display !== 'none') continue;
      const rules = rulesFor(element);
      if (rules.length === 0) continue;
      all ||= wordsIn(document.body);
      const own = wordsIn(element);
      const isMain = element.matches('main, [role=main]') || element.querySelector('main, [role=main]') !== null;
      if (own < LITTLE_TEXT || !(isMain || own > all * MAX_TEXT_SHARE)) continue;
      for (const index of rules) sheet.deleteRule(index);
      lma.counters.dropped += rules.length;
    }
  }

  /** Places of the rules that hide an element, last first. @param {Element} element */
  function rulesFor(element) {
    /** @type {number[]} */
    const found = [];
    const rules = /** @type {CSSStyleSheet} */ (sheet).cssRules;
    for (let i = rules.length - 1; i >= 0; i--) {
      if (element.matches(/** @type {CSSStyleRule} */ (rules[i]).selectorText)) found.push(i);
    }
    return found;
  }

  function forget() {
    observer?.disconnect();
    observer = null;
    queue.clear();
    [seen, fresh, visited, asked] = [new Set(), [], new WeakSet(), false];
    round += 1;
    clearTimeout(timer);
  }

  /** @param {any} plan */
  function apply(plan) {
    const lists = plan?.state === 'active' ? plan.lists : null;
    const css = String(lists?.style ?? '');
    forget();
    if (!css && !lists?.tokens && !sheet) return;
    if (!sheet) {
      sheet = new CSSStyleSheet();
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    }
    sheet.replaceSync(css);
    sheet.disabled = false;
    if (css) checkLater();
    if (!lists?.tokens) return;
    observer = new MutationObserver(guard(onRecords));
    observer.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['class', 'id'] });
    if (document.documentElement) queue.push(document.documentElement);
    queue.flush();
    ask().catch(lma.fail);
  }

  document.addEventListener('DOMContentLoaded', checkLater, { once: true });
  addEventListener('load', checkLater, { once: true });

  lma.lists = {
    apply,
    /** Shows for a while what lists hide. @param {boolean} on */
    peek(on) {
      if (sheet) sheet.disabled = on;
    },
  };
})();
