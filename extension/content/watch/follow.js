// @ts-check
// Animations, transitions and toggles begin while the layer is still invisible: what they move is tested in every frame
// until it shows or a second and a half are over. No loop runs while nothing moves.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.follow) return;
  const { judge, watchList, sensor, guard } = lma;

  const FOLLOW_MS = 1500;
  const MAX_FOLLOWED = 60;
  const EVENTS = ['transitionrun', 'transitionstart', 'transitionend', 'animationstart', 'beforetoggle', 'toggle'];

  /** @type {Map<Element, number>} */
  const followed = new Map();
  let running = false;

  /** @param {Element} element */
  function follow(element) {
    if (!lma.active || followed.size >= MAX_FOLLOWED) return;
    const around = judge.layerAround(element);
    if (!around && !watchList.hasInside(element)) {
      // A popover or dialog that nobody scanned yet.
      if (!element.matches('dialog, [popover]')) return;
      lma.mutations.scanNow(element, 'show');
    }
    followed.set(element, performance.now() + FOLLOW_MS);
    test([element]);
    if (!running) {
      running = true;
      requestAnimationFrame(step);
    }
  }

  /** Each layer once, however much of it moves. @param {Iterable<Element>} elements */
  function test(elements) {
    const moving = [...elements];
    const layers = new Set(moving.map((element) => judge.layerAround(element)));
    for (const layer of layers) if (layer) judge.consider(layer, 'show');
    watchList.testInside(moving, 'show');
    judge.flush();
  }

  const step = guard(() => {
    const now = performance.now();
    for (const [element, until] of followed) if (now > until || !element.isConnected) followed.delete(element);
    running = followed.size > 0 && lma.active;
    if (!running) return;
    requestAnimationFrame(step);
    test(followed.keys());
  });

  const onEvent = guard((/** @type {Event} */ event) => {
    if (event.type.startsWith('transition')) sensor.swallow(event);
    const target = event.composedPath()[0];
    if (target instanceof Element) follow(target);
  });

  lma.follow = {
    follow,
    /** These events stop at their shadow root, so every root is listened to. @param {Document | ShadowRoot} root */
    listen(root) {
      const target = root === document ? window : root;
      for (const type of EVENTS) target.addEventListener(type, onEvent, true);
    },
  };
})();
