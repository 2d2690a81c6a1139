// @ts-check
// The first listener of all for presses and keys. While the user picks an ask, the picker takes them here, so that the
// page never hears of them; otherwise it costs one look.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.gate) return;

  const TYPES = [
    'pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'auxclick', 'dblclick', 'contextmenu',
    'keydown', 'keypress', 'keyup',
  ];

  const gate = {
    /** @type {((event: Event) => void) | null} set while picking */
    take: null,
    listen() {
      for (const type of TYPES) addEventListener(type, onEvent, true);
    },
  };

  /** @param {Event} event */
  function onEvent(event) {
    if (gate.take && event.isTrusted) gate.take(event);
  }

  lma.gate = gate;
  gate.listen();
})();
