// @ts-check
// Tick boxes that let a brand write, call or share: seen wherever a form has them, judged by the host, and set to no
// before the user comes to them. What the user touched is theirs; a box is set by its own click, so that the page's
// scripts notice, and nothing is ever sent.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.optIn) return;
  const { dom, text, bridge, guard } = lma;

  const MAX_BOXES_A_MESSAGE = 64;
  const MAX_BOXES_A_PAGE = 192;
  /** Forms with more boxes are filters and lists. */
  const MAX_LOOKED_AT = 400;
  const LOOK_DELAY_MS = 120;
  /** A page that sets its boxes anew when its scripts start: looked at again at these times after we set one. */
  const SETTLE_TIMES_MS = [250, 1500, 4000];
  const MAX_TRIES = 3;
  /** So long a page sets up its forms. */
  const START_MS = 5000;
  /** A label that says what a box turns round is a sentence; shorter ones matter only where they are ticked. */
  const MIN_EMPTY_LABEL = 16;
  /** Scripts that say a sentence in few characters. */
  const DENSE_SCRIPT = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
  const CONTAINER = 'dialog, [role=dialog], [role=alertdialog], [aria-modal=true], fieldset, form, section';

  /**
   * @typedef {object} Box
   * @property {HTMLInputElement} input
   * @property {string} label
   */

  /** How a box stood when it was sent. @type {WeakMap<HTMLInputElement, boolean>} */
  const sent = new WeakMap();
  /** @type {WeakSet<HTMLInputElement>} */
  const touched = new WeakSet();
  /** How often a box of this name was set: a page may draw it anew. @type {Map<string, number>} */
  const tries = new Map();
  let asked = 0;
  let planned = false;
  /** While a box is set by us, what its events say is not the user's doing. */
  let setting = false;

  /** @param {Event} event */
  function noteTouch(event) {
    if (!event.isTrusted || setting) return;
    const target = event.composedPath()[0];
    if (target instanceof HTMLInputElement && target.type === 'checkbox') touched.add(target);
  }

  /** @param {HTMLInputElement} input */
  function labelOf(input) {
    const labels = [...(input.labels ?? [])].map((label) => text.visibleText(label, { max: 500 })).filter(Boolean);
    if (labels.length > 0) return labels.join(' ');
    const name = text.accessibleName(input);
    if (name) return name;
    // Without a label of its own: the words of the row it stands in, when the row is its alone.
    for (let up = dom.parentOf(input), depth = 0; up && depth < 3; up = dom.parentOf(up), depth++) {
      if (up.querySelectorAll('input, select, textarea').length > 1) return '';
      const words = text.visibleText(up, { max: 500 });
      if (words) return words;
    }
    return '';
  }

  /** @param {HTMLInputElement} input */
  function isOpen(input) {
    return !input.disabled && !touched.has(input) && !lma.gesture.typedInto(input) && input.isConnected;
  }

  /** @param {HTMLInputElement} input */
  function isRequired(input) {
    return input.required || input.getAttribute('aria-required') === 'true';
  }

  /** @param {HTMLInputElement} input @param {string} label */
  function describe(input, label) {
    const container = input.closest(CONTAINER);
    const heading = container?.querySelector('h1, h2, h3, h4, legend, [role=heading]');
    const dialog = input.closest('dialog, [role=dialog], [role=alertdialog], [aria-modal=true]');
    const button = input.form?.querySelector('button:not([type=button]):not([type=reset]), input[type=submit], input[type=image]');
    /** @type {Set<string>} */
    const tokens = new Set();
    for (let up = dom.parentOf(input), depth = 0; up && depth < 14 && tokens.size < 48; up = dom.parentOf(up), depth++) {
      if (!dom.isPageRoot(up)) text.addTokens(up, tokens, 48);
    }
    return {
      label: text.cut(label, 600),
      context: text.cut(dialog ? text.visibleText(dialog, { max: 390 }) : heading ? text.visibleText(heading, { max: 200 }) : '', 400),
      submit: button ? text.cut(text.visibleText(button, { max: 120 }) || text.accessibleName(button), 160) : '',
      tokens: [...tokens].slice(0, 48).map((token) => text.cut(token, 64)),
      checked: input.checked,
      required: isRequired(input),
    };
  }

  /** Boxes that were not sent as they are now; ticked ones first. @returns {Box[]} */
  function collect() {
    /** @type {Box[]} */
    const ticked = [];
    /** @type {Box[]} */
    const empty = [];
    let looked = 0;
    for (const root of lma.roots.all()) {
      for (const input of root.querySelectorAll('input[type=checkbox]')) {
        if (++looked > MAX_LOOKED_AT) return [...ticked, ...empty];
        if (!(input instanceof HTMLInputElement) || !isOpen(input)) continue;
        // A tick that comes later is the user's, by "select all" or the like; one that comes while the page starts is not.
        const known = sent.get(input);
        if (known !== undefined && (known === input.checked || performance.now() > START_MS)) continue;
        const label = labelOf(input);
        if (!label || (!input.checked && label.length < MIN_EMPTY_LABEL && !DENSE_SCRIPT.test(label))) continue;
        sent.set(input, input.checked);
        (input.checked ? ticked : empty).push({ input, label });
      }
    }
    return [...ticked, ...empty];
  }

  /** @type {Map<Element | null, number>} */
  const forms = new Map();
  /** @param {Element | null} form */
  function numberOf(form) {
    if (!forms.has(form)) forms.set(form, forms.size + 1);
    return forms.get(form);
  }

  async function look() {
    if (!lma.active) return;
    const boxes = collect().slice(0, Math.min(MAX_BOXES_A_MESSAGE, MAX_BOXES_A_PAGE - asked));
    if (boxes.length === 0) return;
    asked += boxes.length;
    const answer = await bridge.ask({
      type: 'opt_in',
      page: lma.describe.page(),
      boxes: boxes.map(({ input, label }) => ({ ...describe(input, label), form: numberOf(input.form ?? input.closest(CONTAINER)) })),
    });
    if (!lma.active) return;
    boxes.forEach((box, i) => {
      const verdict = answer?.verdicts?.[i];
      if (typeof verdict?.set === 'boolean') answerNo(box, verdict);
    });
  }

  /** @param {Box} box */
  const keyOf = ({ input, label }) => `${input.name}|${input.id}|${label}`;

  /** @param {Box} box @param {any} verdict */
  function answerNo(box, verdict) {
    const key = keyOf(box);
    const times = tries.get(key) ?? 0;
    if (times >= MAX_TRIES || !isOpen(box.input) || isRequired(box.input) || box.input.checked === verdict.set) return;
    tries.set(key, times + 1);
    const done = set(box.input, verdict.set);
    if (times > 0) return;
    lma.act.recordBox(
      { element: box.input, label: box.label, since: performance.now() },
      verdict,
      done ? () => isOpen(box.input) && set(box.input, !verdict.set) : null,
    );
    if (done) settle(box, verdict.set);
  }

  /**
   * By its own click, as scripts of all sorts expect it; by its state and events where a script forbids that.
   * @param {HTMLInputElement} input
   * @param {boolean} value
   */
  function set(input, value) {
    const stay = (/** @type {Event} */ event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    setting = true;
    // What the page does on a change is its own affair, but it sends no form because of us.
    addEventListener('submit', stay, { capture: true });
    try {
      if (input.checked !== value) input.click();
      if (input.checked !== value) {
        input.checked = value;
        for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true, composed: type === 'input' }));
      }
    } finally {
      removeEventListener('submit', stay, { capture: true });
      setting = false;
    }
    sent.set(input, input.checked);
    return input.checked === value;
  }

  /** @param {Box} box @param {boolean} value */
  function settle(box, value) {
    for (const ms of SETTLE_TIMES_MS) {
      setTimeout(guard(() => {
        const key = keyOf(box);
        const times = tries.get(key) ?? 0;
        if (!lma.active || released.has(box.input) || times >= MAX_TRIES || !isOpen(box.input) || box.input.checked === value) return;
        tries.set(key, times + 1);
        set(box.input, value);
      }), ms);
    }
  }

  /** Set back by the user's word in the popup, or since the brand is welcome now. @type {WeakSet<HTMLInputElement>} */
  const released = new WeakSet();

  /** Soon, once for all that changes until then. */
  function later() {
    if (planned || asked >= MAX_BOXES_A_PAGE) return;
    planned = true;
    setTimeout(guard(() => {
      planned = false;
      look().catch(lma.fail);
    }), LOOK_DELAY_MS);
  }

  /** @param {Node} node */
  const mayHoldBoxes = (node) => node instanceof Element && (node.localName === 'input' || (node.childElementCount > 0 && node.querySelector('input[type=checkbox]') !== null));

  lma.optIn = {
    listen() {
      for (const type of ['change', 'input', 'click']) addEventListener(type, guard(noteTouch), true);
    },
    later,
    /** @param {Node[]} nodes */
    noteAdded(nodes) {
      if (planned || asked >= MAX_BOXES_A_PAGE) return;
      if (nodes.some(mayHoldBoxes)) later();
    },
    /** @param {HTMLInputElement} input */
    release: (input) => released.add(input),
    get setting() {
      return setting;
    },
  };
})();
