// @ts-check
// Messages to the background. Whatever goes wrong, the answer is null, and null means "allow".
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.bridge) return;

  /** No answer is worth waiting for longer than this. */
  const ANSWER_LIMIT_MS = 3000;

  const runtime = /** @type {any} */ (globalThis).browser?.runtime ?? chrome.runtime;

  /**
   * @param {{type: string} & Record<string, unknown>} message
   * @returns {Promise<any>} the result, or null
   */
  function ask(message) {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), ANSWER_LIMIT_MS);
      const settle = (/** @type {any} */ answer) => {
        clearTimeout(timer);
        resolve(answer ?? null);
      };
      try {
        // After an update of the extension the old scripts live on without a runtime: this throws or rejects then.
        runtime.sendMessage(message).then(settle, () => settle(null));
      } catch {
        settle(null);
      }
    });
  }

  /** @param {{type: string} & Record<string, unknown>} message */
  function tell(message) {
    try {
      runtime.sendMessage(message).catch(() => {});
    } catch {
      // Nobody listens any more; nothing depends on it.
    }
  }

  /**
   * @param {(message: any) => any} answer returns the answer, a promise of it, or undefined when it is not for us
   */
  function listen(answer) {
    runtime.onMessage.addListener(
      (/** @type {any} */ message, /** @type {any} */ sender, /** @type {(a: any) => void} */ reply) => {
        if (sender.id !== runtime.id || sender.tab) return false;
        const result = lma.guard(answer)(message);
        if (result === undefined) return false;
        Promise.resolve(result).then(reply, () => reply(null));
        return true;
      },
    );
  }

  lma.bridge = { ask, tell, listen };
})();
