// @ts-check
// The controls and fields of a candidate: what could be pressed, and what is asked for. Labels, never values.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.controls) return;
  const { dom, text } = lma;

  const MAX_CONTROLS = 24;
  const MAX_FIELDS = 16;
  const MAX_CONTROL_TOKENS = 12;
  const PLAIN_CONTROLS = 'button, a[href], input, select, textarea, [role=button]';
  const NAMED_BUTTON = /(^|[-_\s])(btn|button|link)(\s|$)/i;
  /** More words than this are no button's, whatever its class. */
  const MAX_LABEL_CHARS = 40;
  const BUTTON_INPUTS = new Set(['submit', 'button', 'reset', 'image']);
  const SILENT_INPUTS = new Set(['hidden', 'submit', 'button', 'reset', 'image']);

  /**
   * Elements inside, shadow roots and slots included, in drawing order.
   * @param {Element} root
   * @param {Set<Element> | null} except
   * @param {number} limit
   * @returns {Element[]}
   */
  function elementsInside(root, except, limit) {
    /** @type {Element[]} */
    const all = [];
    /** @param {Element} parent */
    const walk = (parent) => {
      for (const child of dom.drawnChildren(parent)) {
        if (all.length >= limit) return;
        if (!(child instanceof Element) || dom.SILENT_TAGS.has(child.tagName) || except?.has(child)) continue;
        all.push(child);
        if (child.localName !== 'svg' && child.localName !== 'select') walk(child);
      }
    };
    walk(root);
    return all;
  }

  /**
   * @param {Element} element
   * @param {boolean} byLook whether what only looks pressable counts; a block of the page is never pressed
   */
  function isControl(element, byLook) {
    if (element instanceof HTMLInputElement) return BUTTON_INPUTS.has(element.type);
    if (/^(button|summary)$/.test(element.localName)) return true;
    if (element.localName === 'a') return element.hasAttribute('href') || element.hasAttribute('onclick') || element.classList.length > 0 || element.hasAttribute('role');
    const role = element.getAttribute('role');
    if (role === 'button' || role === 'link') return true;
    // A wrapper that takes focus, or presses for all that it holds, is no control beside those.
    if (element.querySelector(PLAIN_CONTROLS)) return false;
    if (element.hasAttribute('onclick') || isNamedButton(element)) return true;
    if (/^(label|select|textarea|form|svg|path|img|input)$/.test(element.localName) && !element.hasAttribute('tabindex')) {
      // A bare image or drawing that looks like something to press.
      return byLook && /^(svg|img)$/.test(element.localName) && looksPressable(element);
    }
    if (element.hasAttribute('tabindex') && element.getAttribute('tabindex') !== '-1') return small(element);
    return byLook && looksPressable(element);
  }

  /**
   * Called a button by its class, as themes do with what a script brings to life.
   * @param {Element} element
   */
  function isNamedButton(element) {
    if (!/^(div|span|p|li)$/.test(element.localName) || element.childElementCount > 3) return false;
    const names = element.getAttribute('class');
    return names !== null && NAMED_BUTTON.test(names) && (element.textContent ?? '').trim().length <= MAX_LABEL_CHARS;
  }

  /**
   * An icon within a button is the button; a closer within a card that can be pressed all over is its own.
   * @param {Element} element
   * @param {Element[]} controls
   */
  function isPartOfControl(element, controls) {
    const outer = controls.find((control) => control !== element && control.contains(element));
    if (!outer) return false;
    return /^(a|button|summary)$/.test(outer.localName) || !element.matches(PLAIN_CONTROLS);
  }

  /** @param {Element} element */
  function small(element) {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.width < 640 && box.height < 90;
  }

  /** Drawn with a hand over it, small, and its parent is not. @param {Element} element */
  function looksPressable(element) {
    if (element.childElementCount > 3) return false;
    const style = getComputedStyle(element);
    if (style.cursor !== 'pointer') return false;
    const parent = dom.parentOf(element);
    if (parent && getComputedStyle(parent).cursor === 'pointer') return false;
    return small(element);
  }

  /** @param {Element} element */
  function targetOf(element) {
    if (!(element instanceof HTMLAnchorElement)) return 'none';
    const href = element.getAttribute('href');
    if (href === null) return 'none';
    const trimmed = href.trim();
    if (trimmed === '' || trimmed.startsWith('#')) return 'fragment';
    if (/^javascript:/i.test(trimmed)) return 'none';
    if (!/^https?:$/.test(element.protocol)) return 'other';
    const here = location.href.split('#')[0];
    if (element.href.split('#')[0] === here && element.hash !== '') return 'fragment';
    return element.host === location.host ? 'same_origin' : 'cross_origin';
  }

  /**
   * Whether pressing it sends its form: said so, or a button in a form without a type.
   * @param {Element} element
   */
  function isSubmit(element) {
    if (element instanceof HTMLInputElement) return element.type === 'submit' || element.type === 'image';
    return element instanceof HTMLButtonElement && element.type === 'submit' && element.form !== null;
  }

  /** @param {Element} element */
  function isDialogForm(element) {
    const form = /** @type {any} */ (element).form;
    if (form instanceof HTMLFormElement && form.getAttribute('method') === 'dialog') return true;
    const command = element.getAttribute('command');
    if (command === 'close' || command === 'request-close' || command === 'hide-popover') return true;
    return element.getAttribute('popovertargetaction') === 'hide';
  }

  /**
   * @param {Element[]} elements
   * @param {Array<{x: number, y: number, w: number, h: number}>} boxes of the candidate, and of the dialog drawn in it
   * @param {boolean} byLook whether what only looks pressable counts
   * @param {Map<Element, {control: any, own: any}>} [memo] what is known of controls by now
   * @returns {{controls: any[], targets: Element[]}}
   */
  function describeControls(elements, boxes, byLook, memo) {
    /** @type {Element[]} */
    const targets = [];
    for (const element of elements) {
      if (!isControl(element, byLook) || isPartOfControl(element, targets)) continue;
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      targets.push(element);
      if (targets.length >= MAX_CONTROLS * 2) break;
    }
    // Where there are too many, the last ones count more than links in the middle: a "no" stands at the end.
    const chosen = targets.length <= MAX_CONTROLS ? targets : preferred(targets);
    return { controls: chosen.map((element, i) => placed(element, i, boxes, memo)), targets: chosen };
  }

  /**
   * @param {Element} element
   * @param {number} i
   * @param {Array<{x: number, y: number, w: number, h: number}>} boxes
   * @param {Map<Element, {control: any, own: any}>} [memo]
   */
  function placed(element, i, boxes, memo) {
    let known = memo?.get(element);
    if (!known) {
      const own = dom.boxOf(element);
      known = { control: describeControl(element, own), own };
      memo?.set(element, known);
    }
    const { control, own } = known;
    return { i, ...control, corner: boxes.some((box) => inUpperCorner(own, box)) };
  }

  /** @param {Element[]} targets */
  function preferred(targets) {
    const buttons = targets.filter((element) => element.localName !== 'a');
    const links = targets.filter((element) => element.localName === 'a');
    const kept = new Set([...buttons.slice(0, MAX_CONTROLS - 4), ...buttons.slice(-3)]);
    for (const link of [...links].reverse()) {
      if (kept.size >= MAX_CONTROLS) break;
      kept.add(link);
    }
    return targets.filter((element) => kept.has(element));
  }

  /**
   * @param {Element} element
   * @param {{w: number, h: number}} own
   */
  function describeControl(element, own) {
    let label = text.visibleText(element, { max: 240 });
    if (!label && element instanceof HTMLInputElement) label = text.collapse(element.getAttribute('value') ?? '');
    const name = text.accessibleName(element);
    const tokens = new Set();
    text.addTokens(element, tokens, MAX_CONTROL_TOKENS);
    const drawing = element.querySelector('svg, i, img');
    if (drawing) text.addTokens(drawing, tokens, MAX_CONTROL_TOKENS);
    const type =
      element instanceof HTMLInputElement
        ? 'input'
        : element.localName === 'a' || element.getAttribute('role') === 'link'
          ? 'link'
          : element.localName === 'button' || element.getAttribute('role') === 'button'
            ? 'button'
            : 'other';
    return {
      type,
      target: targetOf(element),
      label: text.cut(label, 160),
      name: name && name !== label ? text.cut(name, 160) : '',
      tokens: [...tokens].slice(0, MAX_CONTROL_TOKENS).map((token) => text.cut(/** @type {string} */ (token), 64)),
      submit: isSubmit(element),
      dialog_form: isDialogForm(element),
      icon: !/\p{L}{2}/u.test(label) && own.w <= 96 && own.h <= 96,
      disabled: /** @type {any} */ (element).disabled === true || element.getAttribute('aria-disabled') === 'true',
      w: Math.round(own.w),
      h: Math.round(own.h),
    };
  }

  /**
   * @param {{x: number, y: number, w: number, h: number}} own
   * @param {{x: number, y: number, w: number, h: number}} box
   */
  function inUpperCorner(own, box) {
    if (own.w > 120 || own.h > 80 || own.w <= 0) return false;
    const fromTop = own.y + own.h / 2 - box.y;
    const x = own.x + own.w / 2;
    const fromSide = Math.min(Math.abs(x - box.x), Math.abs(box.x + box.w - x));
    // A bar is all corner at its ends; a box only near the top.
    const reach = Math.max(56, Math.min(box.h * 0.2, 90));
    return fromTop < (box.h < 140 ? box.h : reach) && fromSide < Math.max(64, Math.min(90, box.w * 0.15));
  }

  /** @param {Element} field */
  function labelOf(field) {
    const labels = /** @type {any} */ (field).labels;
    const shown = labels?.length ? text.visibleText(labels[0], { max: 240 }) : '';
    return (
      shown ||
      field.getAttribute('placeholder') ||
      text.accessibleName(field) ||
      nearbyText(field)
    );
  }

  /** Words beside a field that has no label of its own, as next to a bare checkbox. @param {Element} field */
  function nearbyText(field) {
    const parent = field.parentElement;
    if (!parent || parent.childElementCount > 3 || parent.querySelector('button, a, [type=submit]')) return '';
    return text.visibleText(parent, { max: 160 });
  }

  /** @param {Element[]} elements */
  function describeFields(elements) {
    const fields = [];
    for (const element of elements) {
      if (fields.length >= MAX_FIELDS) break;
      if (!/^(input|select|textarea)$/.test(element.localName)) continue;
      const input = /** @type {HTMLInputElement} */ (element);
      const type = element.localName === 'input' ? input.type : element.localName;
      if (SILENT_INPUTS.has(type)) continue;
      // Dialog libraries keep a field of every type and show the one in use. A password counts even on a hidden tab.
      if (type !== 'password' && !element.checkVisibility()) continue;
      fields.push({
        type,
        autocomplete: text.cut(element.getAttribute('autocomplete') ?? '', 64),
        name: text.cut(element.getAttribute('name') || element.id || '', 64),
        label: text.cut(text.collapse(labelOf(element) ?? ''), 160),
        required: input.required === true,
        filled: lma.gesture.typedInto(element),
        checked: input.checked === true,
      });
    }
    return fields;
  }

  lma.controls = { elementsInside, isNamedButton, describeControls, describeFields, targetOf, isSubmit, isDialogForm };
})();
