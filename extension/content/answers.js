// @ts-check
// What the background asks of this frame.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.answers) return;

  /** @type {Record<string, (message: any) => any>} */
  const answers = {
    acts: () => lma.act.list(),
    undo: ({ actId }) => lma.act.undo(Number(actId)),
    hide_element: ({ actId }) => lma.act.redo(Number(actId)),
    replan: () => {
      lma.replan();
      return null;
    },
    hide_frame: ({ token, hide }) => lma.frames.hideFrame(String(token), hide !== false),
    frame_facts: ({ facts }) => {
      lma.frames.setFacts(facts);
      return null;
    },
  };

  lma.answers = {
    start() {
      lma.bridge.listen((/** @type {any} */ message) => answers[String(message?.type)]?.(message));
    },
  };
})();
