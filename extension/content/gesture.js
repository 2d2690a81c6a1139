// @ts-check
// What the user last did with their own hand, so that what they asked for is left alone. Only trusted events count.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.gesture) return;
  const { text, guard } = lma;

  const CONTROL = 'button, a[href], input, select, textarea, summary, label, [role=button], [role=link], [role=tab], [role=menuitem], [onclick], [tabindex]';

  /** @type {{label: string, role: string, tokens: string[], at: number, scope: string} | null} */
  let last = null;
  /** @type {WeakSet<Element>} */
  const typedInto = new WeakSet();
  /** @type {WeakSet<Element>} */
  const typedForms = new WeakSet();

  /** @param {Element} control */
  function roleOf(control) {
    const role = control.getAttribute('role');
    if (role === 'button' || control.localName === 'button' || control.localName === 'summary') return 'button';
    if (control.localName === 'a' || role === 'link') return 'link';
    if (control instanceof HTMLInputElement && /^(submit|button|image|reset)$/.test(control.type)) return 'button';
    if (/^(input|select|textarea)$/.test(control.localName)) return 'field';
    return 'button';
  }

  /** The words of where a link leads; within the page, the page's own name says nothing. @param {HTMLAnchorElement} link */
  function wayOf(link) {
    const here = link.host === location.host && link.pathname === location.pathname;
    return here ? link.hash : link.pathname + link.hash;
  }

  /** @param {Event} event */
  function remember(event) {
    if (!event.isTrusted) return;
    const target = /** @type {Element | undefined} */ (event.composedPath().find((node) => node instanceof Element));
    if (!target) return;
    const submitter = /** @type {any} */ (event).submitter;
    const control = submitter ?? target.closest(CONTROL);
    const gesture = { label: '', role: 'none', tokens: /** @type {string[]} */ ([]) };
    if (control && control !== document.body && control !== document.documentElement) {
      const name = text.accessibleName(control);
      const shown = text.visibleText(control, { max: 200 });
      // An icon or an emoji says nothing: then its name does.
      const readable = shown.length < 120 && /\p{L}.*\p{L}|\p{Lo}/u.test(shown);
      gesture.label = text.cut(readable ? shown : name || shown, 160);
      gesture.role = event.type === 'keydown' && !submitter && roleOf(control) === 'field' ? 'key' : roleOf(control);
      const tokens = new Set();
      text.addTokens(control, tokens, 12);
      const path = control instanceof HTMLAnchorElement ? wayOf(control) : '';
      for (const word of path.toLowerCase().split(/[^\p{L}\p{N}-]+/u)) {
        if (word.length > 2 && tokens.size < 12) tokens.add(word.slice(0, 64));
      }
      gesture.tokens = /** @type {string[]} */ ([...tokens]).map((token) => text.cut(token, 64));
    }
    // A click comes right after its pointerdown; the page may have changed the label in between.
    if (event.type === 'click' && last && Date.now() - last.at < 700 && last.label && !gesture.label) return;
    last = { ...gesture, at: Date.now(), scope: 'document' };
    lma.bridge.tell({ type: 'gesture', gesture, at: last.at });
  }

  const onPress = guard(remember);
  const onKey = guard((/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Enter' || event.key === ' ') remember(event);
  });
  const onInput = guard((/** @type {Event} */ event) => {
    // A box that we set sends trusted events of its own.
    if (!event.isTrusted || lma.optIn?.setting) return;
    const field = /** @type {any} */ (event.composedPath()[0]);
    if (!(field instanceof Element)) return;
    typedInto.add(field);
    const form = field.closest('form');
    if (form) typedForms.add(form);
  });

  /** Listens; again after document.open, which takes all listeners away. */
  function listen() {
    addEventListener('pointerdown', onPress, true);
    addEventListener('click', onPress, true);
    addEventListener('keydown', onKey, true);
    addEventListener('submit', onPress, true);
    addEventListener('input', onInput, true);
  }

  /** The gesture as a candidate tells it, or null when there was none. */
  function current() {
    if (!last) return null;
    const age = Date.now() - last.at;
    if (age < 0 || age > 600_000) return null;
    return { label: last.label, role: last.role, tokens: last.tokens, age_ms: age, scope: last.scope };
  }

  lma.gesture = {
    listen,
    current,
    /** @param {any} carried the gesture that led to this document, from the background */
    carry(carried) {
      if (!carried || last) return;
      last = {
        label: String(carried.label ?? ''),
        role: String(carried.role ?? 'none'),
        tokens: Array.isArray(carried.tokens) ? carried.tokens : [],
        at: Date.now() - Number(carried.age_ms ?? 0),
        scope: 'navigation',
      };
    },
    /** The address changed without a new document. @param {'anchor' | 'route'} scope */
    moved(scope) {
      if (last && Date.now() - last.at < 5000) last.scope = scope;
    },
    /** @param {Element} field */
    typedInto: (field) => typedInto.has(field),
    /** @param {Element} form */
    typedForm: (form) => typedForms.has(form),
  };
})();
