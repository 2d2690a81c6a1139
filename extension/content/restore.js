// @ts-check
// Takes an ask out of view, shows it again exactly as it was, and gives back what it locked: scroll, inert, aria-hidden,
// blur, backdrops, focus. Every change of ours comes with the function that takes it back.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.restore) return;
  const { dom, layers, probes, snapshot } = lma;

  /** An ask may lock the page a little before it shows. */
  const BEFORE_MS = 400;
  const MAX_REHIDES = 20;

  const LOCK_PROPERTIES = [
    'overflow', 'overflow-x', 'overflow-y', 'position', 'top', 'left', 'right', 'bottom', 'width', 'height', 'max-height',
    'padding-right', 'padding-left', 'margin-right', 'margin-top', 'touch-action', 'pointer-events', 'filter',
    'backdrop-filter', 'overscroll-behavior', 'scrollbar-gutter', 'user-select', '-webkit-user-select',
  ];

  /** @typedef {() => void} Undo */
  /** @type {Map<HTMLElement, {undo: Undo, count: number}>} */
  const hidden = new Map();

  /**
   * @param {HTMLElement} element
   * @param {string} name
   * @param {string} value '' removes it
   * @param {string} [priority]
   * @returns {Undo}
   */
  function setStyle(element, name, value, priority = '') {
    const had = element.hasAttribute('style');
    const before = element.style.getPropertyValue(name);
    const beforePriority = element.style.getPropertyPriority(name);
    if (value) element.style.setProperty(name, value, priority);
    else element.style.removeProperty(name);
    return () => {
      if (before) element.style.setProperty(name, before, beforePriority);
      else element.style.removeProperty(name);
      if (!had && element.getAttribute('style') === '') element.removeAttribute('style');
    };
  }

  /**
   * Takes elements out of view. An open modal dialog is closed too: a hidden one keeps the page inert.
   * @param {Element[]} elements
   * @returns {Undo}
   */
  function hide(elements) {
    /** @type {Undo[]} */
    const undos = [];
    for (const element of elements) {
      const target = /** @type {HTMLElement} */ (element);
      if (!target.style || hidden.has(target)) continue;
      const reopen = closeTopLayer(target);
      const unstyle = setStyle(target, 'display', 'none', 'important');
      const undo = () => {
        hidden.delete(target);
        unstyle();
        reopen?.();
      };
      hidden.set(target, { undo, count: 0 });
      undos.push(undo);
    }
    return () => runBack(undos);
  }

  /** @param {Undo[]} undos */
  function runBack(undos) {
    for (const undo of undos.reverse()) undo();
  }

  /**
   * @param {HTMLElement} element
   * @returns {Undo | null}
   */
  function closeTopLayer(element) {
    const inner = [element, ...element.querySelectorAll('dialog[open], [popover]')];
    /** @type {Undo[]} */
    const undos = [];
    for (const each of /** @type {any[]} */ (inner)) {
      if (!lma.hold.isTopLayer(each)) continue;
      if (each.localName === 'dialog' && each.matches(':modal')) {
        each.close();
        undos.push(() => each.isConnected && !each.open && each.showModal());
      } else if (each.matches(':popover-open')) {
        each.hidePopover();
        undos.push(() => each.isConnected && each.showPopover());
      }
    }
    return undos.length > 0 ? () => runBack(undos) : null;
  }

  /**
   * The page wrote over our style: hide again, a bounded number of times.
   * @param {Element} element
   * @returns {boolean} whether the element is one that we hid
   */
  function rehide(element) {
    const entry = hidden.get(/** @type {HTMLElement} */ (element));
    if (!entry) return false;
    if (lma.peeking) return true;
    const { style } = /** @type {HTMLElement} */ (element);
    if (style.getPropertyValue('display') !== 'none' || style.getPropertyPriority('display') !== 'important') {
      if (entry.count++ < MAX_REHIDES) style.setProperty('display', 'none', 'important');
    }
    if (lma.hold.isTopLayer(element)) closeTopLayer(/** @type {HTMLElement} */ (element));
    return true;
  }

  /** @type {CSSStyleSheet | null} */
  let alikeSheet = null;
  /** @type {Set<string>} */
  const alikeSelectors = new Set();

  /**
   * Hides by style what a page puts back again and again: the next one is never seen, and costs no act.
   * @param {Element} element
   */
  function hideAlike(element) {
    const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
    if (!root.adoptedStyleSheets || alikeSelectors.size >= 40) return;
    const names = [...element.classList].slice(0, 4).map((name) => `.${CSS.escape(name)}`).join('');
    const id = element.id ? `#${CSS.escape(element.id)}` : '';
    if (!id && !names) return;
    const selector = `${CSS.escape(element.localName)}${id}${names}`;
    const alike = root.querySelectorAll(selector);
    if (alike.length > 3 || [...alike].some((other) => other !== element && dom.isVisible(other)) || layers.holdsMain(element)) return;
    if (!alikeSheet) alikeSheet = new CSSStyleSheet();
    alikeSelectors.add(selector);
    alikeSheet.replaceSync(`${[...alikeSelectors].join(',')}{display:none!important}`);
    if (!root.adoptedStyleSheets.includes(alikeSheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, alikeSheet];
  }

  function showAlike() {
    alikeSelectors.clear();
    alikeSheet?.replaceSync('');
  }

  /** What of an element can hold the page. @param {Element} element */
  function lockFacts(element) {
    const style = getComputedStyle(element);
    return [style.overflowX, style.overflowY, style.position, style.filter, style.pointerEvents, style.touchAction, style.userSelect].join('|');
  }

  /**
   * Gives back what changed since the ask came, where it locks or dims the page.
   * @param {{element: Element, companions: Element[], since: number, locked: boolean}} ask
   * @returns {Undo}
   */
  function giveBack(ask) {
    /** @type {Undo[]} */
    const undos = [];
    if (otherModalOpen(ask)) return () => {};
    const top = document.body ? Number.parseFloat(getComputedStyle(document.body).top) || 0 : 0;
    const wasFixed = document.body !== null && getComputedStyle(document.body).position === 'fixed';

    for (const change of snapshot.changedSince(ask.since - BEFORE_MS)) {
      const target = /** @type {HTMLElement} */ (change.target);
      if (dom.contains(ask.element, target) || ask.companions.includes(target) || hidden.has(target)) continue;
      if (change.name === 'style') undos.push(...revertStyle(target, change.before));
      else if (change.name === 'class') undos.push(...revertClasses(target, change.before));
      else if (change.before === null || (change.name === 'aria-hidden' && change.before === 'false')) undos.push(...removeAttribute(target, change.name, change.before));
    }
    if (ask.locked && probes.isStuck()) undos.push(...forceScroll());
    if (wasFixed && top < 0 && getComputedStyle(document.body).position !== 'fixed') scrollTo({ top: -top, behavior: 'instant' });
    return () => runBack(undos);
  }

  /** Another layer that the user still sees may own the lock. @param {{element: Element, companions: Element[]}} ask */
  function otherModalOpen(ask) {
    for (const dialog of document.querySelectorAll('dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true]')) {
      if (dom.contains(ask.element, dialog) || dom.contains(dialog, ask.element)) continue;
      if (hidden.has(/** @type {HTMLElement} */ (dialog)) || lma.hold.isHeld(dialog)) continue;
      if (dom.isVisible(dialog) && (dialog.getAttribute('aria-modal') === 'true' || dialog.matches(':modal'))) return true;
    }
    return false;
  }

  /**
   * @param {HTMLElement} target
   * @param {string | null} before
   */
  function revertStyle(target, before) {
    const old = document.createElement('div').style;
    old.cssText = before ?? '';
    const undos = [];
    for (const name of LOCK_PROPERTIES) {
      const value = old.getPropertyValue(name);
      if (target.style.getPropertyValue(name) === value) continue;
      undos.push(setStyle(target, name, value, old.getPropertyPriority(name)));
    }
    return undos;
  }

  /**
   * Takes away only those new classes that lock or dim: others may be the page's own business.
   * @param {HTMLElement} target
   * @param {string | null} before
   */
  function revertClasses(target, before) {
    const old = new Set((before ?? '').split(/\s+/));
    const undos = [];
    for (const name of [...target.classList]) {
      if (old.has(name)) continue;
      const facts = lockFacts(target);
      target.classList.remove(name);
      if (lockFacts(target) === facts) target.classList.add(name);
      else undos.push(() => target.classList.add(name));
    }
    for (const name of old) {
      if (!name || target.classList.contains(name)) continue;
      const facts = lockFacts(target);
      target.classList.add(name);
      if (lockFacts(target) === facts) target.classList.remove(name);
      else undos.push(() => target.classList.remove(name));
    }
    return undos;
  }

  /**
   * @param {Element} target
   * @param {string} name
   * @param {string | null} before
   */
  function removeAttribute(target, name, before) {
    const now = target.getAttribute(name);
    if (now === null || now === 'false') return [];
    if (before === null) target.removeAttribute(name);
    else target.setAttribute(name, before);
    return [() => target.setAttribute(name, now)];
  }

  /** The lock was in the page's first HTML, so there is no difference to go back by. */
  function forceScroll() {
    const undos = [];
    for (const element of [document.documentElement, document.body]) {
      if (!element) continue;
      const style = getComputedStyle(element);
      if (element === document.body && style.position === 'fixed') {
        undos.push(setStyle(element, 'position', 'static', 'important'));
      }
      if (/hidden|clip/.test(style.overflowY)) {
        undos.push(setStyle(element, 'overflow-y', element === document.body ? 'visible' : 'auto', 'important'));
      }
      if (/hidden|clip/.test(getComputedStyle(element).overflowY)) continue;
      const { height } = getComputedStyle(element);
      if (Number.parseFloat(height) <= innerHeight + 1 && element === document.body && document.body.scrollHeight > innerHeight + 16) {
        undos.push(setStyle(element, 'height', 'auto', 'important'));
      }
    }
    return undos;
  }

  /**
   * Focus goes back to where it was, if it was lost with the ask.
   * @param {Element | null} before
   */
  function giveFocusBack(before) {
    const active = document.activeElement;
    if (active && active !== document.body && dom.isVisible(active)) return;
    if (before instanceof HTMLElement && before.isConnected && before !== document.body && dom.isVisible(before)) {
      before.focus({ preventScroll: true });
    } else if (active instanceof HTMLElement && active !== document.body) {
      active.blur();
    }
  }

  lma.restore = {
    hide,
    hideAlike,
    showAlike,
    rehide,
    giveBack,
    giveFocusBack,
    scrollLocked: layers.scrollLocked,
    /** @param {Element} element */
    isHidden: (element) => hidden.has(/** @type {HTMLElement} */ (element)),
    /** @returns {Element[]} */
    hiddenElements: () => [...hidden.keys()],
  };
})();
