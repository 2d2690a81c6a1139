// @ts-check
// What stands in the page from its first byte on would be painted before the first look at blocks. Until then, small
// blocks that are called like an ask are clipped as they are met, and let go with the first verdicts, or by their limit.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.early) return;
  const { dom, hold, find, guard } = lma;

  const MAX_HELD = 24;
  /** No more text than an ask has. */
  const MAX_CHARS = 300;
  const TO_PRESS = 'a, button, input, iframe, [role=button]';

  let on = false;
  /** Met while the parser was inside them. @type {Element[]} */
  let open = [];
  /** @type {Set<Element>} */
  const clipped = new Set();

  /** Whether all of it is there: the parser has gone on. @param {Element} element */
  function isWhole(element) {
    if (document.readyState !== 'loading') return true;
    for (let up = /** @type {Element | null} */ (element); up; up = dom.parentOf(up)) if (up.nextSibling) return true;
    return false;
  }

  /** @param {Element} element */
  function clip(element) {
    const { length } = element.textContent ?? '';
    if (length === 0 || length > MAX_CHARS || clipped.size >= MAX_HELD) return;
    if (!element.querySelector(TO_PRESS) || lma.judge.layerAround(element)) return;
    clipped.add(element);
    hold.hold(element);
  }

  /** @param {Element} element */
  function meet(element) {
    if (!on || dom.isPageRoot(element) || !find.isNamed(element)) return;
    if (isWhole(element)) {
      clip(element);
      return;
    }
    if (open.length === 0) requestAnimationFrame(guard(meetAgain));
    open.push(element);
  }

  function meetAgain() {
    const elements = open;
    open = [];
    for (const element of elements) meet(element);
  }

  lma.early = {
    meet,
    /** With what was parsed before the plan was there. */
    start() {
      on = true;
      for (const element of document.querySelectorAll('[class], [id]')) meet(element);
    },
    /** The first blocks have their verdicts. */
    end() {
      on = false;
      open = [];
      for (const element of clipped) hold.release(element);
      clipped.clear();
    },
  };
})();
