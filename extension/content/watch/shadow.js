// @ts-check
// Shadow roots that come late, closed or streamed. The page's world tells of attachShadow and animate by an event whose
// random name is agreed on before any script of the page runs (page-world/page-hooks.js).
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.shadow) return;
  const { dom, roots, guard } = lma;

  const HELLO = 'leave-me-alone-page';
  const NAME = 'leave-me-alone-name';
  /** randomUUID is missing on pages without TLS. @param {string} first */
  const randomName = (first) => first + [...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(36)).join('');
  const ATTACHED = randomName('a');
  const ANIMATED = randomName('m');

  function sendNames() {
    document.dispatchEvent(new InputEvent(NAME, { data: `${ATTACHED} ${ANIMATED}` }));
  }

  const onAttached = guard((/** @type {SubmitEvent} */ event) => {
    event.stopImmediatePropagation();
    const host = event.submitter;
    if (!host || !lma.active) return;
    const root = dom.shadowOf(host);
    if (root) roots.observe(root);
    // The layer it stands in may have been empty until now.
    if (host.isConnected) queueMicrotask(guard(() => lma.mutations.scanNow(host, 'insert')));
  });

  const onAnimated = guard((/** @type {SubmitEvent} */ event) => {
    event.stopImmediatePropagation();
    if (event.submitter && lma.active) lma.follow.follow(event.submitter);
  });

  /** A declarative root that is streamed in leaves no record: walk down to where the parser is. */
  function followParser() {
    if (document.readyState !== 'loading' || !lma.active) return;
    /** @type {Element | null} */
    let node = document.documentElement;
    for (let depth = 0; node && depth < 400; depth++) {
      /** @type {ShadowRoot | null} */
      const root = dom.canHostShadow(node) ? dom.shadowOf(node) : null;
      if (root) {
        if (roots.observe(root)) lma.mutations.scanRoot(root, 'insert');
        node = root.lastElementChild ?? node.lastElementChild;
      } else {
        node = node.lastElementChild;
      }
    }
    requestAnimationFrame(guard(followParser));
  }

  lma.shadow = {
    /** With the page's world, before any script of the page runs. */
    agree() {
      document.addEventListener(HELLO, sendNames, { once: true });
      sendNames();
    },
    start() {
      requestAnimationFrame(guard(followParser));
    },
    listen() {
      document.addEventListener(ATTACHED, onAttached, true);
      document.addEventListener(ANIMATED, onAnimated, true);
    },
  };
})();
