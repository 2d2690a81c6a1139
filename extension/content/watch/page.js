// @ts-check
// What happens to the page as a whole: it loads, scrolls, changes its address, comes back from the cache, gets a style
// sheet late. Each leads to a test of what waits, or to one scan.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.page) return;
  const { guard, judge, watchList, mutations, styles } = lma;

  let address = location.href;
  let scrollTested = 0;
  let rescanAt = 0;

  /** The address changed without a new document. */
  const checkAddress = guard(() => {
    if (location.href === address) return;
    const sameButHash = location.href.split('#')[0] === address.split('#')[0];
    address = location.href;
    lma.gesture.moved(sameButHash ? 'anchor' : 'route');
  });

  const onScroll = guard(() => {
    const now = performance.now();
    if (now - scrollTested < 100 || !lma.active) return;
    scrollTested = now;
    requestAnimationFrame(
      guard(() => {
        watchList.testAll('scroll');
        judge.flush();
      }),
    );
  });

  const onLeave = guard((/** @type {MouseEvent} */ event) => {
    if (event.relatedTarget || !lma.active) return;
    watchList.testAll('leave');
    judge.flush();
  });

  /** A style sheet that came late can turn what was in the flow into a layer. */
  const onLoad = guard((/** @type {Event} */ event) => {
    const target = event.target;
    if (!(target instanceof Element) || !lma.active) return;
    if (target.localName === 'link' || target.localName === 'style') rescan('load');
    else if (target.localName === 'iframe') {
      const around = judge.layerAround(target);
      if (around) judge.consider(around, 'load');
      judge.flush();
    }
  });

  const SHEET_WAIT_MS = 3000;
  /** Roots with a new style sheet, each looked at once. @type {Set<ShadowRoot>} */
  const restyled = new Set();

  /** A root's style sheets say nothing outside of it. @param {ShadowRoot} root */
  function listenInside(root) {
    root.addEventListener('load', guard((/** @type {Event} */ event) => {
      if (!(event.target instanceof Element) || !/^(link|style)$/.test(event.target.localName)) return;
      restyled.add(root);
      if (restyled.size === 1) requestAnimationFrame(scanRestyled);
    }), true);
    const end = performance.now() + SHEET_WAIT_MS;
    // A sheet may be painted with before its event comes: as long as one is on its way, every frame is asked.
    const waitForSheets = guard((/** @type {HTMLLinkElement[]} */ links) => {
      if (!lma.active || performance.now() > end) return;
      const coming = links.filter((link) => !link.sheet);
      if (coming.length < links.length) mutations.scanRoot(root, 'load');
      if (coming.length > 0) requestAnimationFrame(() => waitForSheets(coming));
    });
    requestAnimationFrame(guard(() => {
      const links = /** @type {HTMLLinkElement[]} */ ([...root.querySelectorAll('link[rel~=stylesheet]')]);
      if (links.length > 0) waitForSheets(links);
    }));
  }

  const scanRestyled = guard(() => {
    const found = [...restyled];
    restyled.clear();
    if (lma.active) for (const root of found) mutations.scanRoot(root, 'load');
  });

  /** One scan in the next frame, at most twice a second; by then the page may have switched the sheet on. @param {string} appear */
  function rescan(appear) {
    if (!styles.begun || rescanAt > performance.now()) return;
    rescanAt = performance.now() + 500;
    requestAnimationFrame(guard(() => {
      rescanAt = Math.min(rescanAt, performance.now() + 100);
      if (styles.changed()) mutations.scanRoot(document, appear);
    }));
  }

  const onShow = guard((/** @type {PageTransitionEvent} */ event) => {
    if (!event.persisted) return;
    lma.replan?.();
    watchList.testAll('load');
    judge.considerAll();
  });

  const onFocus = guard(() => judge.noteFocus());
  /** Every element was seen as it was parsed; what was judged before the page was there is judged again. */
  const onReady = guard(() => {
    if (lma.active) judge.reconsiderEarly();
  });

  /** Styles may have come without an event of their own. */
  const onLoaded = guard(() => {
    if (!lma.active) return;
    if (styles.changed()) mutations.scanRoot(document, 'load');
    judge.reconsiderEarly();
  });

  function listen() {
    addEventListener('scroll', onScroll, { capture: true, passive: true });
    document.addEventListener('mouseout', onLeave, { capture: true, passive: true });
    document.addEventListener('load', onLoad, true);
    addEventListener('popstate', checkAddress, true);
    addEventListener('hashchange', checkAddress, true);
    addEventListener('pageshow', onShow, true);
    addEventListener('focusin', onFocus, true);
    document.addEventListener('DOMContentLoaded', onReady, { once: true });
    addEventListener('load', onLoaded, { once: true });
    document.addEventListener('prerenderingchange', () => lma.replan?.(), { once: true });
    /** @type {any} */ (globalThis).navigation?.addEventListener('currententrychange', checkAddress);
  }

  lma.page = {
    listen,
    /** @param {Document | ShadowRoot} root */
    addRoot(root) {
      if (root instanceof ShadowRoot) listenInside(root);
    },
    /** document.open() took every listener away. */
    relisten() {
      lma.gate?.listen();
      lma.gesture.listen();
      lma.shadow.listen();
      lma.follow.listen(document);
      lma.frames?.listen();
      listen();
    },
  };
})();
