// @ts-check
// The ground that all content scripts stand on: nothing of ours may throw into the page or leave anything held, and no
// task of ours may take the page's main thread for long.
(() => {
  if (self.lma) return;

  /** Time that one task may take before the rest waits for the next frame. */
  const TASK_BUDGET_MS = 4;

  /** What became of what was seen; read by tests and by the popup's health line. */
  const counters = { seen: 0, sent: 0, dropped: 0, errors: 0, late: 0 };

  /** @type {Array<() => void>} */
  const onError = [];

  /**
   * Runs a function of ours so that an error ends in the counters and in releasing everything held.
   * @template {any[]} A
   * @template R
   * @param {(...args: A) => R} work
   * @returns {(...args: A) => R | undefined}
   */
  function guard(work) {
    return (...args) => {
      try {
        return work(...args);
      } catch (error) {
        fail(error);
        return undefined;
      }
    };
  }

  /** @param {unknown} error */
  function fail(error) {
    counters.errors += 1;
    lastError = String(error instanceof Error ? error.stack : error);
    for (const release of onError) {
      try {
        release();
      } catch {
        // The next one still has to run.
      }
    }
  }
  let lastError = '';

  /** What of the budget this task has used: the page's own mutations and ours may call us many times in one task. */
  let spentMs = 0;
  let resetPlanned = false;

  /** @param {number} ms */
  function spend(ms) {
    spentMs += ms;
    if (resetPlanned) return;
    resetPlanned = true;
    setTimeout(() => {
      resetPlanned = false;
      spentMs = 0;
    });
  }

  /**
   * A queue of steps run within the task budget; what is left goes on in the next frame, or after 50 ms where the page
   * paints no frames (a tab in the background).
   * @param {(item: any) => void} step
   * @param {number} limit how many items may wait; more are dropped and counted
   * @param {() => void} [after] runs after every later part of the work
   */
  function budgetedQueue(step, limit, after) {
    /** @type {any[]} */
    let items = [];
    let waiting = false;

    const run = guard((/** @type {number} */ budgetMs) => {
      const start = performance.now();
      const end = start + budgetMs;
      let done = 0;
      try {
        while (done < items.length) {
          step(items[done++]);
          if (performance.now() >= end) break;
        }
      } finally {
        spend(performance.now() - start);
        items = done < items.length ? items.slice(done) : [];
        if (items.length > 0) later();
      }
    });

    function later() {
      if (waiting) return;
      waiting = true;
      let ran = false;
      const resume = () => {
        if (ran) return;
        ran = true;
        waiting = false;
        spentMs = 0;
        run(TASK_BUDGET_MS);
        if (after) guard(after)();
      };
      requestAnimationFrame(resume);
      setTimeout(resume, 50);
    }

    return {
      /** @param {any} item */
      push(item) {
        if (items.length >= limit) {
          counters.dropped += 1;
          return;
        }
        items.push(item);
      },
      /** Works at once, as long as the budget lasts. */
      flush() {
        if (items.length === 0) return;
        const left = TASK_BUDGET_MS - spentMs;
        if (left > 0) run(left);
        else later();
      },
      later,
      clear() {
        items = [];
      },
      get size() {
        return items.length;
      },
    };
  }

  /**
   * @param {number} ms
   * @returns {Promise<void>}
   */
  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  self.lma = /** @type {any} */ ({
    guard,
    fail,
    budgetedQueue,
    sleep,
    counters,
    TASK_BUDGET_MS,
    onError,
    get lastError() {
      return lastError;
    },
    /** Dormant pages cost nothing: every watcher asks this first. */
    active: true,
  });
})();
