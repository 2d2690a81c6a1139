// @ts-check
// Shows for a while, outlined, all that was taken out of view on this page.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.peek) return;

  /** @type {Array<() => void>} */
  let undo = [];

  /** @param {HTMLElement} element @param {string} name @param {string} value */
  function set(element, name, value) {
    const before = element.style.getPropertyValue(name);
    const priority = element.style.getPropertyPriority(name);
    element.style.setProperty(name, value, 'important');
    return () => {
      if (before) element.style.setProperty(name, before, priority);
      else element.style.removeProperty(name);
    };
  }

  function off() {
    for (const step of undo.reverse()) step();
    undo = [];
    lma.peeking = false;
  }

  function on() {
    off();
    lma.peeking = true;
    let count = 0;
    for (const act of lma.act.entries()) {
      const { element } = act;
      if (act.undone || act.action !== 'hidden' || !(element instanceof HTMLElement) || !element.isConnected) continue;
      undo.push(set(element, 'display', 'revert'), set(element, 'outline', '3px dashed #7a5cff'));
      count += 1;
    }
    return { count };
  }

  lma.peek = { on, off };
})();
