// @ts-check
// Every document and shadow root is watched by the same observer, from its first node on.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.roots) return;

  const OPTIONS = {
    childList: true,
    subtree: true,
    characterData: true,
    attributes: true,
    attributeOldValue: true,
    attributeFilter: ['class', 'style', 'hidden', 'open', 'aria-hidden', 'popover', 'inert', 'aria-modal', 'role'],
  };

  /** @type {Set<Document | ShadowRoot>} */
  let watched = new Set();
  /** @type {MutationObserver | null} */
  let observer = null;
  /** What else every root needs: styles and listeners. @type {Array<(root: Document | ShadowRoot) => void>} */
  const onRoot = [];

  /** @param {Document | ShadowRoot} root */
  function observe(root) {
    if (watched.has(root) || !observer || !lma.active) return false;
    watched.add(root);
    observer.observe(root, OPTIONS);
    for (const add of onRoot) add(root);
    return true;
  }

  lma.roots = {
    observe,
    onRoot,
    /** @param {(records: MutationRecord[]) => void} onRecords */
    start(onRecords) {
      observer = new MutationObserver(lma.guard(onRecords));
      watched = new Set();
      observe(document);
    },
    stop() {
      observer?.disconnect();
      observer = null;
      watched.clear();
    },
    all: () => watched,
  };
})();
