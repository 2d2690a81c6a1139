// @ts-check
// Layers (and what is display:none) that cannot be seen yet: watched by size and by place until they show.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.watchList) return;
  const { dom, text, judge, guard } = lma;

  const MAX_WATCHED = 2000;

  /** @type {Set<Element>} */
  const watched = new Set();
  /** @type {Element[]} */
  let unplaced = [];

  const onSize = guard((/** @type {ResizeObserverEntry[]} */ entries) => testThese(entries.map((entry) => entry.target), 'show'));
  const onPlace = guard((/** @type {IntersectionObserverEntry[]} */ entries) =>
    testThese(entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target), 'scroll'),
  );
  const sizes = new ResizeObserver(onSize);
  const places = new IntersectionObserver(onPlace);

  /** @param {Element} element */
  function add(element) {
    if (watched.has(element)) return;
    if (watched.size >= MAX_WATCHED) {
      for (const old of watched) if (!old.isConnected) remove(old);
      if (watched.size >= MAX_WATCHED) {
        lma.counters.dropped += 1;
        return;
      }
    }
    watched.add(element);
    sizes.observe(element);
    if (judge.isKnown(element)) placeLater(element);
  }

  /** A box off screen or transparent keeps its size when it shows. Asked in the next frame, where layout is made anyway. @param {Element} element */
  function placeLater(element) {
    if (unplaced.length === 0) requestAnimationFrame(placeAll);
    unplaced.push(element);
  }

  const placeAll = guard(() => {
    const elements = unplaced;
    unplaced = [];
    const boxed = elements.filter((element) => watched.has(element) && element.getClientRects().length > 0);
    for (const element of boxed) {
      places.observe(element);
      lma.sensor.mark(element);
    }
    testThese(boxed, 'show');
  });

  /** @param {Element} element */
  function remove(element) {
    watched.delete(element);
    sizes.unobserve(element);
    places.unobserve(element);
    lma.sensor.unmark(element);
  }

  /**
   * @param {Element} element
   * @param {string} appear
   */
  function test(element, appear) {
    if (!watched.has(element)) return;
    if (!element.isConnected) {
      remove(element);
      return;
    }
    if (judge.isKnown(element)) {
      if (element.getClientRects().length > 0) {
        places.observe(element);
        if (!dom.isVisible(element)) lma.sensor.mark(element);
      }
      if (text.showsSoon(element)) {
        remove(element);
        judge.consider(element, appear);
      }
      return;
    }
    if (element.getClientRects().length === 0 && getComputedStyle(element).display === 'none') return;
    remove(element);
    lma.mutations.scanNow(element, appear);
  }

  /**
   * @param {Element[]} elements
   * @param {string} appear
   */
  function testThese(elements, appear) {
    if (!lma.active) return;
    for (const element of elements) test(element, appear);
    judge.flush();
  }

  /** The browser's own test first: few stand in a shadow root. @param {Element} outer @param {Element} inner */
  function isInside(outer, inner) {
    return outer.contains(inner) || (inner.getRootNode() !== document && dom.contains(outer, inner));
  }

  lma.watchList = {
    add,
    remove,
    /** A layer that was just considered: watched as long as it is not to be seen. @param {Element} element */
    addLayer(element) {
      if (!dom.isVisible(element)) add(element);
    },
    /** Once each, in however many of these it stands. @param {Iterable<Element>} outers @param {string} appear */
    testInside(outers, appear) {
      if (watched.size === 0) return;
      const around = [...outers];
      for (const element of [...watched]) if (around.some((outer) => isInside(outer, element))) test(element, appear);
    },
    /** @param {Element} outer */
    hasInside(outer) {
      for (const element of watched) if (isInside(outer, element)) return true;
      return false;
    },
    /** @param {string} appear */
    testAll(appear) {
      for (const element of [...watched]) test(element, appear);
    },
    clear() {
      for (const element of [...watched]) remove(element);
    },
    get size() {
      return watched.size;
    },
  };
})();
