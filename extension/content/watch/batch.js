// @ts-check
// Records that come while a frame of ours is due wait for it. It runs before the next paint, and style and layout are
// computed there anyway; looked at as they come, each part of a page that is being parsed would be laid out once more.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.batch) return;
  const { guard } = lma;

  /** Where the browser draws no frames (out of view, waiting for its style sheets) nothing can be seen either. */
  const NO_FRAME_MS = 1000;

  /** @type {(records: MutationRecord[]) => void} */
  let work = () => {};
  /** @type {MutationRecord[]} */
  let waiting = [];
  let asked = false;
  /** The frame was asked for in an earlier task: it is not the one after the frame that is being made just now. */
  let due = false;
  /** @type {Element | null} */
  let pageRoot = null;

  function ask() {
    if (asked) return;
    asked = true;
    let open = true;
    const frame = guard(() => {
      if (!open) return;
      open = false;
      asked = false;
      due = false;
      clearTimeout(late);
      if (waiting.length === 0) return;
      // More may come: the next frame is asked for as long as something does.
      ask();
      flush();
    });
    requestAnimationFrame(frame);
    setTimeout(() => {
      due ||= open;
    });
    const late = setTimeout(frame, NO_FRAME_MS);
  }

  function flush() {
    const records = waiting;
    waiting = [];
    if (lma.active) work(records);
  }

  lma.batch = {
    /** @param {(records: MutationRecord[]) => void} onRecords */
    start(onRecords) {
      work = onRecords;
      waiting = [];
    },
    /** @param {MutationRecord[]} records */
    add(records) {
      const { documentElement } = document;
      // document.open() took every listener away.
      const isNewDocument = documentElement !== pageRoot;
      pageRoot = documentElement;
      waiting = waiting.length > 0 ? waiting.concat(records) : records;
      if (due && !document.hidden && !isNewDocument) return;
      flush();
      ask();
    },
  };
})();
