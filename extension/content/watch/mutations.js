// @ts-check
// What changed, once per batch: new nodes are scanned for layers, touched ones tested, and what waited invisibly
// nearby tested again. Work follows the change, not the page.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.mutations) return;
  const { dom, judge, layers, roots, styles } = lma;

  /** Text-level and leaf tags are layers only as direct children of something small. */
  const RARE_TAGS = new Set(
    ('SPAN B I EM STRONG SMALL LI TD TR TH P H1 H2 H3 H4 H5 H6 OPTION DT DD BR HR SUP SUB U S CODE PRE TIME ABBR CITE ' +
      'path svg g use circle rect line polygon SOURCE TRACK AREA MAP PICTURE TBODY THEAD INPUT SELECT TEXTAREA').split(' '),
  );
  const LEAF_TAGS = new Set(['A', 'BUTTON', 'IMG', 'LABEL']);
  const MAX_JOBS = 60_000;

  /** @typedef {{element: Element, appear: string, layer: Element | null}} Job something to visit, and the layer around it */
  const queue = lma.budgetedQueue((/** @type {Job} */ job) => visit(job), MAX_JOBS, () => {
    considerChanged();
    judge.flush();
  });
  /** @type {WeakMap<Element, number>} */
  const visited = new WeakMap();
  let batch = 0;
  /** The parser may give an element its root after we met it, and nothing tells of that. */
  let lastOfParsing = 0;

  /** Layers in which something changed: each is considered once, when all that came with it was met. @type {Set<Element>} */
  const changed = new Set();

  function considerChanged() {
    for (const layer of changed) judge.consider(layer, 'change');
    changed.clear();
  }

  /** @param {Job} job */
  function visit({ element, appear, layer }) {
    if (dom.SILENT_TAGS.has(element.tagName) || !element.isConnected) return;
    const before = visited.get(element);
    if (before === batch) return;
    visited.set(element, batch);
    if (before === undefined) lma.early.meet(element);
    const root = rootOf(element, before === undefined || before <= lastOfParsing);
    if (root) roots.observe(root);
    let inside = layer;
    if (layer) {
      if (before === undefined && visited.get(layer) !== batch) noteAround(layer, true);
    } else if (worthStyling(element, root !== null)) {
      const style = getComputedStyle(element);
      const kind = layers.layerKind(element, style);
      if (kind && !layers.isPage(element)) {
        inside = element;
        considerLayer(element, appear);
      } else if (style.display === 'none') {
        lma.watchList.add(element);
        if (!root) return;
        inside = element;
      }
    }
    if (root) pushChildren(root, appear, inside);
    pushChildren(element, appear, inside);
  }

  /** From sibling to sibling: a live list is slow to go through. @param {ParentNode} parent @param {string} appear @param {Element | null} layer */
  function pushChildren(parent, appear, layer) {
    for (let child = parent.firstElementChild; child; child = child.nextElementSibling) {
      if (!dom.SILENT_TAGS.has(child.tagName)) queue.push({ element: child, appear, layer });
    }
  }

  function nextBatch() {
    batch += 1;
    if (document.body) styles.begin();
    if (document.readyState === 'loading') lastOfParsing = batch;
  }

  /** A root that an element got after it was first met is told of by the page's world. @param {Element} element @param {boolean} isNew */
  function rootOf(element, isNew) {
    if (!dom.canHostShadow(element)) return null;
    return isNew ? dom.shadowOf(element) : dom.knownShadowOf(element);
  }

  /**
   * @param {Element} element
   * @param {boolean} hasRoot
   */
  function worthStyling(element, hasRoot) {
    const tag = element.tagName;
    if (RARE_TAGS.has(tag)) return false;
    if (LEAF_TAGS.has(tag)) {
      const parent = element.parentElement;
      return !parent || parent === document.body || parent.childElementCount <= 3;
    }
    return hasRoot || element.firstChild !== null || tag === 'IFRAME' || element.localName.includes('-') || element === document.body;
  }

  /**
   * @param {Element} element
   * @param {string} appear
   */
  function considerLayer(element, appear) {
    const whole = layers.wholeLayer(element);
    judge.consider(whole, appear);
    for (const part of layers.separateParts(whole)) judge.consider(part, appear);
    lma.watchList.addLayer(whole);
  }

  /**
   * Scans a subtree for layers.
   * @param {Element} element
   * @param {string} appear
   */
  function scan(element, appear) {
    queue.push({ element, appear, layer: null });
    noteAround(element);
  }

  /** What stands in a known layer changes it. @param {Node} node @param {boolean} [itself] whether it may be that layer */
  function noteAround(node, itself = false) {
    const around = judge.layerAround(node);
    if (around && (itself || around !== node)) changed.add(around);
  }

  /** An element that changed may be a layer now. @param {Element} element */
  function touch(element) {
    if (dom.isPageRoot(element)) {
      lma.watchList.testAll('show');
      return;
    }
    if (judge.isKnown(element)) {
      judge.consider(element, 'show');
    } else if (!RARE_TAGS.has(element.tagName) && layers.layerKind(element, getComputedStyle(element)) && !layers.isPage(element)) {
      considerLayer(element, 'show');
    }
    const parent = dom.parentOf(element);
    if (parent) noteAround(parent, true);
  }

  /** What was empty was not looked at, and may be a layer that gets its words now. @param {Element} element */
  function testFilled(element) {
    if (!element.isConnected || dom.isPageRoot(element) || judge.isKnown(element) || visited.get(element) === batch) return;
    if (!worthStyling(element, false)) return;
    if (layers.layerKind(element, getComputedStyle(element)) && !layers.isPage(element)) considerLayer(element, 'insert');
  }

  /**
   * What a batch put into the page. A parser makes a record for each element, with its parent as the target: whatever
   * stands in something just as new is met on the way down from there. As long as the page is parsed, what was never
   * visited is new, and its records need not even be read.
   * @param {MutationRecord[]} records
   */
  function sort(records) {
    /** @type {Set<Node>} */
    const fresh = new Set();
    /** @type {Set<Element>} */
    const touched = new Set();
    /** Elements whose words changed. @type {Set<Element>} */
    const rewritten = new Set();
    /** Where something was put in. @type {Set<Element>} */
    const filled = new Set();
    /** @type {Node[]} */
    const news = [];
    /** @type {MutationRecord[]} */
    const attributes = [];
    let newDocument = false;
    const isParsing = document.readyState === 'loading';
    for (const record of records) {
      const { target, type } = record;
      if (isParsing && type === 'childList' && target instanceof Element && !visited.has(target) && !dom.isPageRoot(target)) continue;
      if (type === 'attributes') {
        attributes.push(record);
        if (target instanceof Element && !fresh.has(target) && !touched.has(target) && !isOwnWrite(target, record)) touched.add(target);
      } else if (type === 'characterData') {
        const parent = dom.parentOf(target);
        if (parent && !fresh.has(parent)) rewritten.add(parent);
      } else {
        const { addedNodes } = record;
        const { length } = addedNodes;
        newDocument ||= target === document;
        if (length === 0) continue;
        const isFresh = fresh.has(target);
        if (!isFresh && target instanceof Element) filled.add(target);
        for (let i = 0; i < length; i++) {
          const node = addedNodes[i];
          if (isFresh) {
            if (node.nodeType === Node.ELEMENT_NODE) fresh.add(node);
          } else if (node instanceof Element) {
            if (!node.isConnected) continue;
            fresh.add(node);
            news.push(node);
          } else if (node.nodeType === Node.TEXT_NODE) {
            news.push(node);
            if (target instanceof Element) rewritten.add(target);
          }
        }
      }
    }
    return { touched, rewritten, filled, news, attributes, newDocument };
  }

  /** @param {MutationRecord[]} records */
  function onRecords(records) {
    const { touched, rewritten, filled, news, attributes, newDocument } = sort(records);
    lma.snapshot.record(attributes);
    nextBatch();
    for (const node of news) if (node instanceof Element) queue.push({ element: node, appear: 'insert', layer: null });
    lma.inline?.noteAdded(news);
    lma.optIn?.noteAdded(news);
    if (newDocument) lma.page.relisten();
    queue.flush();
    const shown = [...touched].filter((element) => element.isConnected);
    lma.watchList.testInside(shown.filter((element) => !dom.isPageRoot(element) && !judge.isKnown(element)), 'show');
    for (const element of shown) touch(element);
    for (const element of filled) {
      testFilled(element);
      noteAround(element, true);
    }
    for (const element of rewritten) {
      if (filled.has(element)) continue;
      testFilled(element);
      noteAround(element, true);
    }
    considerChanged();
    judge.flush();
    lma.frames.later();
  }

  /** Our own clip and display are no news. @param {Element} element @param {MutationRecord} record */
  function isOwnWrite(element, record) {
    if (record.attributeName !== 'style') return false;
    if (lma.restore.isHidden(element)) return /** @type {HTMLElement} */ (element).style.display === 'none';
    if (!lma.hold.isHeld(element)) return false;
    const strip = (/** @type {string | null} */ value) => (value ?? '').replace(/clip-path:[^;]*;?/g, '').replace(/\s+/g, '');
    return strip(record.oldValue) === strip(element.getAttribute('style'));
  }

  lma.mutations = {
    onRecords,
    /** Looks through the whole document, or a root, once. @param {Document | ShadowRoot} root @param {string} appear */
    scanRoot(root, appear) {
      nextBatch();
      pushChildren(root, appear, null);
      queue.flush();
      considerChanged();
      judge.flush();
    },
    /** @param {Element} element @param {string} appear */
    scanNow(element, appear) {
      nextBatch();
      scan(element, appear);
      queue.flush();
      considerChanged();
      judge.flush();
    },
    considerLayer,
  };
})();
