// @ts-check
// Takes a picked element away at once, with its backdrop and what it locked, and brings it back as it was.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.pickHide) return;
  const { layers, restore, judge } = lma;

  /**
   * @param {Element} element
   * @returns {() => void} brings it back
   */
  function pickHide(element) {
    const isLayer = Boolean(layers.layerKind(element, getComputedStyle(element)));
    const locked = isLayer && layers.scrollLocked();
    const companions = isLayer ? layers.companions(element) : [];
    const show = restore.hide([element, ...companions]);
    // A lock that was there from the page's start belongs to it too: nothing else of it is left on the page.
    const relock = locked ? restore.giveBack({ element, companions, since: 0, locked }) : () => {};
    return () => {
      judge.leaveAlone(element);
      relock();
      show();
    };
  }

  lma.pickHide = pickHide;
})();
