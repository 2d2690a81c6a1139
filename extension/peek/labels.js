// @ts-check
// What peek draws in one frame: a dashed outline and a label around each thing that was hidden, and in the top frame a bar
// that says how to go on.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.peekLabels) return;
  const { say, make, holds, surface } = lma.topLayer;

  const CSS = `
    .box { border: 3px dashed #2f6f5e; box-shadow: 0 0 0 2px rgb(255 255 255 / 0.8); }
    .label, .label * { font-size: 13px; line-height: 1.4; }
    .label { position: fixed; max-width: min(340px, 80vw); padding: 4px 10px; border-radius: 8px; color: #ffffff;
      background: #2f6f5e; }
    .label b { font-weight: 650; }
    .label span { display: block; opacity: 0.92; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    @media (prefers-color-scheme: dark) {
      .box { border-color: #7cc4ae; }
      .label { color: #0d1512; background: #7cc4ae; }
    }`;

  const { host, root, bar, raise } = surface(CSS);
  const words = make('div', 'words');
  const done = make('button', 'main', say('picker_finish'));
  bar.append(words, done);

  /** @type {Map<Element, {box: HTMLElement, label: HTMLElement}>} */
  const marks = new Map();

  lma.peekLabels = {
    say,
    /** @param {Element} element @param {string} name @param {string} why */
    add(element, name, why) {
      raise();
      const mark = { box: make('div', 'box'), label: make('div', 'label') };
      mark.label.dir = say('text_direction');
      mark.label.append(make('b', '', name), make('span', '', why));
      root.append(mark.box, mark.label);
      marks.set(element, mark);
    },
    /** @param {Element} element */
    remove(element) {
      const mark = marks.get(element);
      mark?.box.remove();
      mark?.label.remove();
      marks.delete(element);
    },
    /** Puts every outline where its element is now. */
    place() {
      for (const [element, { box, label }] of marks) {
        const rect = element.getBoundingClientRect();
        const out = rect.width < 1 || rect.height < 1 || rect.bottom < 0 || rect.top > innerHeight;
        box.hidden = label.hidden = out;
        if (out) continue;
        Object.assign(box.style, { left: `${rect.left}px`, top: `${rect.top}px`, width: `${rect.width}px`, height: `${rect.height}px` });
        Object.assign(label.style, {
          left: `${Math.max(4, Math.min(rect.left + 6, innerWidth - label.offsetWidth - 4))}px`,
          top: `${Math.max(4, Math.min(rect.top + 6, innerHeight - label.offsetHeight - 4))}px`,
        });
      }
    },
    /** @param {string} text @param {string} hint */
    showBar(text, hint) {
      raise();
      words.replaceChildren(text, make('span', 'hint', hint));
      root.append(bar);
    },
    clear() {
      for (const element of [...marks.keys()]) this.remove(element);
      bar.remove();
      host.remove();
    },
    /** What is drawn at a place: the marked element, or the bar's button, or the bar. @param {number} x @param {number} y */
    at(x, y) {
      if (bar.isConnected && holds(bar, x, y)) return { onBar: true, onDone: holds(done, x, y), element: null };
      for (const [element, { box, label }] of marks) {
        if (!label.hidden && (holds(label, x, y) || holds(box, x, y))) return { onBar: false, onDone: false, element };
      }
      return null;
    },
  };
})();
