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
    roots.start(lma.mutations.onRecords);
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

  guard(() => {
    roots.onRoot.push(learned.addRoot, lma.follow.listen);
    gesture.listen();
    lma.optIn.listen();
    lma.shadow.listen();
    lma.frames.listen();
    lma.page.listen();
    lma.answers.start();
    watch();
    lma.shadow.start();
    lma.frames.start();
    plan().catch(lma.fail);
  })();
})();
