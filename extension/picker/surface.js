// @ts-check
// What the picker draws: a frame around the target, a bar with the keys, a toast with Undo.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.pickSurface) return;
  const { say, make, holds, surface } = lma.topLayer;

  const CSS = `
    .box { border: 2px solid #2f6f5e; background: rgb(47 111 94 / 0.16);
      box-shadow: 0 0 0 2px rgb(255 255 255 / 0.85), 0 0 0 100vmax rgb(10 16 20 / 0.22); pointer-events: none; }
    .box.catching { pointer-events: auto; cursor: crosshair; }
    .box.much { border-color: #b3261e; background: rgb(179 38 30 / 0.16); }
    .bar.above { top: 24px; bottom: auto; }
    .keys { display: flex; gap: 8px; }`;

  const { host, root, bar, raise } = surface(CSS);
  const box = make('div', 'box');
  root.append(box, bar);
  box.hidden = bar.hidden = true;
  /** @type {Array<{button: HTMLElement, act: () => void}>} */
  let buttons = [];

  function renew() {
    if (host.matches(':popover-open')) host.hidePopover();
    raise();
  }

  /** Everything away. */
  function remove() {
    bar.classList.remove('above');
    box.hidden = bar.hidden = true;
    buttons = [];
    host.remove();
  }

  function removeIfEmpty() {
    if (box.hidden && bar.hidden) remove();
  }

  /**
   * @param {DOMRect | {x: number, y: number, width: number, height: number} | null} rect null hides the frame
   * @param {{catching?: boolean, much?: boolean}} [look] `catching` takes the pointer from an iframe below
   */
  function outline(rect, { catching = false, much = false } = {}) {
    box.hidden = rect === null;
    if (!rect) return;
    raise();
    box.className = `box${catching ? ' catching' : ''}${much ? ' much' : ''}`;
    Object.assign(box.style, { left: `${rect.x}px`, top: `${rect.y}px`, width: `${rect.width}px`, height: `${rect.height}px` });
  }

  /**
   * @param {string} words
   * @param {string} hint
   * @param {Array<{label: string, main?: boolean, act: () => void}>} choices
   */
  function showPanel(words, hint, choices) {
    raise();
    const text = make('div', 'words', words);
    if (hint) text.append(make('span', 'hint', hint));
    const keys = make('div', 'keys');
    buttons = choices.map(({ label, main, act }) => {
      const button = make('button', main ? 'main' : '', label);
      keys.append(button);
      return { button, act };
    });
    bar.replaceChildren(text, keys);
    bar.hidden = false;
  }

  function hidePanel() {
    bar.hidden = true;
    buttons = [];
    removeIfEmpty();
  }

  lma.pickSurface = {
    say,
    outline,
    showPanel,
    hidePanel,
    renew,
    remove,
    /** @param {Element} element */
    isOurs: (element) => element === host,
    /** The panel goes to the other edge of the view. */
    makeRoom: () => void bar.classList.toggle('above'),
    /** @param {number} x @param {number} y */
    onPanel: (x, y) => !bar.hidden && holds(bar, x, y),
    /** Presses the button at a place. @param {number} x @param {number} y @returns {boolean} whether it was on the panel */
    press(x, y) {
      if (bar.hidden || !holds(bar, x, y)) return false;
      buttons.find(({ button }) => holds(button, x, y))?.act();
      return true;
    },
  };
})();
