// @ts-check
// Connects the parts. Watching and holding start before the plan is there; a dormant plan ends them.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.main) return;
  lma.main = true;
  const { bridge, roots, gesture, learned, act, guard } = lma;

  function watch() {
    lma.active = true;
    lma.batch.start(lma.mutations.onRecords);
    roots.start(lma.batch.add);
    lma.mutations.scanRoot(document, 'load');
  }

  function stop() {
    lma.active = false;
    lma.hold.releaseAll();
    roots.stop();
    lma.watchList.clear();
    lma.inline.stop();
    act.undoAll();
    lma.restore.showAlike();
  }

  /** @param {any} plan */
  function follow(plan) {
    learned.apply(plan);
    lma.lists.apply(plan);
    if (!plan) return;
    act.setUnsafeKeys(plan.pressed);
    gesture.carry(plan.gesture);
    if (plan.state === 'dormant') {
      if (lma.active) stop();
      return;
    }
    if (!lma.active) watch();
    lma.inline.start(plan);
    lma.optIn.later();
    lma.judge.forget();
  }

  async function plan() {
    follow(await bridge.ask({ type: 'plan', url: location.href.split('#')[0], top: self === top }));
  }

  /** The plan may have changed: a preference, a pause, an engagement. */
  lma.replan = () => {
    plan().then(() => lma.active && lma.judge.considerAll(), lma.fail);
  };

  function begin() {
    lma.optIn.listen();
    lma.page.listen();
    lma.answers.start();
    watch();
    lma.shadow.start();
    lma.frames.start();
    plan().catch(lma.fail);
  }

  let begun = false;

  /** A frame begins before it is first painted, and not as long as it has no room for words. */
  function beginInFrame() {
    if (begun) return;
    if (lma.frames.hasRoom()) {
      begun = true;
      removeEventListener('resize', guarded);
      // document.open() may have taken these away.
      listen();
      begin();
    } else {
      addEventListener('resize', guarded);
    }
  }
  const guarded = guard(beginInFrame);

  /** Before any listener of the page. */
  function listen() {
    lma.gate.listen();
    gesture.listen();
    lma.shadow.listen();
    lma.frames.listen();
  }

  guard(() => {
    roots.onRoot.push(learned.addRoot, lma.follow.listen, lma.page.addRoot);
    lma.active = false;
    listen();
    lma.shadow.agree();
    if (self === top) begin();
    else {
      // Its size is known once the page that holds it is laid out. A clipped frame gets no animation frames.
      requestAnimationFrame(guarded);
      setTimeout(guarded);
    }
  })();
})();
