// @ts-check
// What changed, once per batch: new nodes are scanned for layers, touched ones tested, and what waited invisibly
// nearby tested again. Work follows the change, not the page.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.mutations) return;
  const { dom, judge, layers, roots } = lma;

  /** Text-level and leaf tags are layers only as direct children of something small. */
  const RARE_TAGS = new Set(
    ('SPAN B I EM STRONG SMALL LI TD TR TH P H1 H2 H3 H4 H5 H6 OPTION DT DD BR HR SUP SUB U S CODE PRE TIME ABBR CITE ' +
      'path svg g use circle rect line polygon SOURCE TRACK AREA MAP PICTURE TBODY THEAD INPUT SELECT TEXTAREA').split(' '),
  );
  const LEAF_TAGS = new Set(['A', 'BUTTON', 'IMG', 'LABEL']);
  const MAX_JOBS = 60_000;

  const queue = lma.budgetedQueue((/** @type {{element: Element, appear: string, inLayer: boolean}} */ job) => visit(job), MAX_JOBS, () => judge.flush());
  /** @type {WeakMap<Element, number>} */
  const visited = new WeakMap();
  let batch = 0;

  /** @param {{element: Element, appear: string, inLayer: boolean}} job */
  function visit({ element, appear, inLayer }) {
    if (dom.SILENT_TAGS.has(element.tagName) || !element.isConnected || visited.get(element) === batch) return;
    visited.set(element, batch);
    const root = dom.canHostShadow(element) ? dom.shadowOf(element) : null;
    if (root) roots.observe(root);
    let inside = inLayer;
    if (!inLayer && worthStyling(element, root !== null)) {
      const style = getComputedStyle(element);
      const kind = layers.layerKind(element, style);
      if (kind && !layers.isPage(element)) {
        inside = true;
        considerLayer(element, appear);
      } else if (style.display === 'none') {
        lma.watchList.add(element);
        if (!root) return;
        inside = true;
      }
    }
    if (root) for (const child of root.children) queue.push({ element: child, appear, inLayer: inside });
    for (const child of element.children) queue.push({ element: child, appear, inLayer: inside });
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
    return hasRoot || element.childElementCount > 0 || tag === 'IFRAME' || (element.textContent ?? '').length > 0 || element.localName.includes('-') || element === document.body;
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
    queue.push({ element, appear, inLayer: false });
    considerAround(element);
  }

  /** What stands in a known layer changes it. @param {Node} node */
  function considerAround(node) {
    const around = judge.layerAround(node);
    if (around && around !== node) judge.consider(around, 'change');
  }

  /** An element that changed may be a layer now, or show one that waited inside. @param {Element} element */
  function touch(element) {
    if (dom.isPageRoot(element)) {
      lma.watchList.testAll('show');
      return;
    }
    if (judge.isKnown(element)) {
      judge.consider(element, 'show');
    } else {
      lma.watchList.testInside(element, 'show');
      if (!RARE_TAGS.has(element.tagName) && layers.layerKind(element, getComputedStyle(element)) && !layers.isPage(element)) {
        considerLayer(element, 'show');
      }
    }
    const around = judge.layerAround(dom.parentOf(element) ?? element);
    if (around && around !== element) judge.consider(around, 'change');
  }

  /** What was empty was not looked at, and may be a layer that gets its words now. @param {Element} element */
  function testFilled(element) {
    if (!element.isConnected || dom.isPageRoot(element) || judge.isKnown(element) || visited.get(element) === batch) return;
    visited.set(element, batch);
    if (!worthStyling(element, false)) return;
    if (layers.layerKind(element, getComputedStyle(element)) && !layers.isPage(element)) considerLayer(element, 'insert');
  }

  /** @param {MutationRecord[]} records */
  function onRecords(records) {
    lma.snapshot.record(records);
    batch += 1;
    /** @type {Set<Element>} */
    const touched = new Set();
    /** @type {Set<Element>} */
    const rewritten = new Set();
    /** Where something was put in: a parser makes many records with few parents. @type {Set<Element>} */
    const filled = new Set();
    let newDocument = false;
    for (const record of records) {
      const { target } = record;
      if (record.type === 'childList') {
        if (target === document) newDocument = true;
        if (record.addedNodes.length > 0 && target instanceof Element) filled.add(target);
        for (const node of record.addedNodes) {
          if (node instanceof Element) {
            if (node.isConnected) queue.push({ element: node, appear: 'insert', inLayer: false });
          } else if (node.nodeType === Node.TEXT_NODE && target instanceof Element) {
            rewritten.add(target);
          }
        }
        lma.inline?.noteAdded(record.addedNodes);
      } else if (record.type === 'attributes') {
        if (target instanceof Element && !isOwnWrite(target, record)) touched.add(target);
      } else {
        const parent = dom.parentOf(target);
        if (parent) rewritten.add(parent);
      }
    }
    if (newDocument) lma.page.relisten();
    queue.flush();
    for (const element of touched) if (element.isConnected) touch(element);
    for (const element of filled) {
      testFilled(element);
      considerAround(element);
      if (judge.isKnown(element)) judge.consider(element, 'change');
    }
    for (const element of rewritten) {
      testFilled(element);
      const around = judge.layerAround(element);
      if (around) judge.consider(around, 'change');
    }
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
      batch += 1;
      for (const child of root.children) queue.push({ element: child, appear, inLayer: false });
      queue.flush();
      judge.flush();
    },
    /** @param {Element} element @param {string} appear */
    scanNow(element, appear) {
      batch += 1;
      scan(element, appear);
      queue.flush();
      judge.flush();
    },
    considerLayer,
  };
})();
