// @ts-check
// Work in slices, so that no task of ours takes the page's main thread for long.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.slice) return;

  /** A tab that nobody looks at gets its timers once a second. */
  const HIDDEN_SLICE_MS = 50;

  let end = 0;

  /** The slice begins with this task. */
  function begin() {
    end = performance.now() + lma.TASK_BUDGET_MS;
  }

  /** @returns {Promise<void> | null} something to wait for when the slice is used up */
  function pause() {
    if (performance.now() < end) return null;
    return lma.sleep(0).then(() => {
      end = performance.now() + (document.hidden ? HIDDEN_SLICE_MS : lma.TASK_BUDGET_MS);
    });
  }

  lma.slice = { begin, pause };
})();
