// @ts-check
// One press on one control, the whole pointer sequence, that can neither send a form nor leave the page.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.press) return;
  const { dom, controls } = lma;

  /**
   * Whether a press could take the user somewhere or send what they typed.
   * @param {Element} control
   */
  function isUnsafe(control) {
    const link = control.closest('a[href]');
    if (link) {
      const target = controls.targetOf(link);
      if (target === 'same_origin' || target === 'cross_origin' || target === 'other') return true;
    }
    if (!controls.isSubmit(control) || controls.isDialogForm(control)) return false;
    if (control.getAttribute('type') === 'submit' || control instanceof HTMLInputElement) return true;
    // A plain <button> in a form is a submit by default, and often the closer: it may be pressed, with the sending blocked,
    // unless the user typed into that form.
    const form = /** @type {HTMLButtonElement} */ (control).form;
    return form !== null && lma.gesture.typedForm(form);
  }

  /**
   * @param {Element} control
   * @returns {'pressed' | 'refused'}
   */
  function press(control) {
    if (!control.isConnected || isUnsafe(control)) return 'refused';
    const form = /** @type {any} */ (control).form instanceof HTMLFormElement ? /** @type {any} */ (control).form : null;
    const blocksForm = form !== null && !controls.isDialogForm(control);
    const stop = (/** @type {Event} */ event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const keepHere = (/** @type {Event} */ event) => {
      const link = control.closest('a[href]');
      const script = link?.getAttribute('href')?.trim().toLowerCase().startsWith('javascript:');
      if (blocksForm || (link && !script)) event.preventDefault();
    };
    if (blocksForm) form.addEventListener('submit', stop, true);
    addEventListener('click', keepHere);
    try {
      const at = centre(control);
      send(control, 'pointerover', at, 0);
      send(control, 'pointerdown', at, 1);
      send(control, 'mousedown', at, 1);
      send(control, 'pointerup', at, 0);
      send(control, 'mouseup', at, 0);
      if (control.isConnected) {
        // A closer may be drawn as svg, which has no click().
        if (control instanceof HTMLElement) control.click();
        else send(control, 'click', at, 0);
      }
    } finally {
      removeEventListener('click', keepHere);
      if (blocksForm) form.removeEventListener('submit', stop, true);
    }
    return 'pressed';
  }

  /** @param {Element} element */
  function centre(element) {
    const box = dom.boxOf(element);
    return { clientX: Math.round(box.x + box.w / 2), clientY: Math.round(box.y + box.h / 2) };
  }

  /**
   * @param {Element} target
   * @param {string} type
   * @param {{clientX: number, clientY: number}} at
   * @param {number} buttons
   */
  function send(target, type, at, buttons) {
    const init = { bubbles: true, cancelable: true, composed: true, view: window, button: 0, buttons, detail: 1, ...at };
    target.dispatchEvent(
      type.startsWith('pointer')
        ? new PointerEvent(type, { ...init, pointerId: 1, pointerType: 'mouse', isPrimary: true })
        : new MouseEvent(type, init),
    );
  }

  /** Escape, as a dialog would get it. @param {Element} element */
  function escape(element) {
    const init = { key: 'Escape', code: 'Escape', keyCode: 27, which: 27, bubbles: true, cancelable: true, composed: true };
    const inner = element.querySelector('[role=dialog], dialog[open], [tabindex]') ?? element;
    for (const target of [inner, document]) {
      target.dispatchEvent(new KeyboardEvent('keydown', /** @type {any} */ (init)));
      target.dispatchEvent(new KeyboardEvent('keyup', /** @type {any} */ (init)));
      if (!dom.isVisible(element)) return;
    }
    const dialog = /** @type {any} */ (element.matches('dialog[open]') ? element : element.querySelector('dialog[open]'));
    if (dialog?.open && dialog.matches(':modal')) {
      // A key that is not the user's own does not close a dialog by itself.
      if (dialog.dispatchEvent(new Event('cancel', { cancelable: true }))) dialog.close();
    }
  }

  /**
   * A click beside the ask: on its backdrop, or on the part of the layer that is empty.
   * @param {Element} element
   * @param {Element[]} companions
   */
  function backdrop(element, companions) {
    const target = companions.find((companion) => dom.isVisible(companion)) ?? element;
    const at = { clientX: 3, clientY: Math.round(innerHeight / 2) };
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
      if (target.isConnected) send(target, type, at, type.endsWith('down') ? 1 : 0);
    }
  }

  lma.press = { press, isUnsafe, escape, backdrop };
})();
