// @ts-check
// "Block this ask", in one frame: follows the pointer, snaps to the whole ask, hides what was pressed at once and teaches
// it. Frames of a tab talk through the background; the bar and the toast are the top frame's.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.picker) return;
  const { targets, pickSurface: surface, pickOffers: offers, gate, bridge, dom, text } = lma;

  const TOAST_MS = 8000;
  /** After a press, the rest of its events (mouseup, click) still belong to us. */
  const DRAIN_MS = 500;
  /** An iframe smaller than this share of the viewport is taken whole; the pointer goes into larger ones. */
  const WHOLE_FRAME_SHARE = 0.5;
  const MAX_TAB_STOPS = 40;
  const MAX_BAR_MOVES = 2;

  const isTop = self === top;

  /** @typedef {{element: Element, show: () => void, learnedId: number | null, canceled: boolean}} Pick */
  let picking = false;
  /** @type {Element[]} */
  let chain = [];
  let index = 0;
  /** The frame into which the user narrowed: the pointer goes into it. @type {Element | null} */
  let entered = null;
  /** Pressed once although it holds much of the page. @type {Element | null} */
  let warned = null;
  let point = { x: -1, y: -1 };
  let moved = false;
  /** @type {Pick[]} */
  const picks = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let toastTimer;
  /** Frame that picked last: its undo is what Ctrl+Z means. */
  let lastPickFrame = -1;
  let drainUntil = 0;
  let barMoves = 0;
  /** As a child frame: the pointer is in this document. */
  let inside = false;

  const target = () => chain[index] ?? null;

  /** @param {Record<string, unknown>} words @param {number} [to] */
  const relay = (words, to) => bridge.tell({ type: 'picker_relay', say: words, to });

  // ---- The target --------------------------------------------------------------------------------------------------

  /** @param {Element[]} elements @param {number} at */
  function aim(elements, at) {
    const before = target();
    chain = elements;
    index = Math.max(0, Math.min(at, elements.length - 1));
    if (target() !== before) warned = null;
    draw();
  }

  function draw() {
    const element = target();
    if (!element?.isConnected) {
      surface.outline(null);
      return;
    }
    const box = dom.boxOf(element);
    surface.outline(
      { x: box.x, y: box.y, width: box.w, height: box.h },
      { catching: element.matches('iframe, frame, object, embed') && element !== entered, much: warned === element },
    );
  }

  function followPointer() {
    moved = false;
    if (!picking || (surface.onPanel(point.x, point.y) && !barMadeRoom())) {
      aim([], 0);
      return;
    }
    const under = targets.deepestAt(point.x, point.y, surface.isOurs);
    if (!under || dom.isPageRoot(under)) {
      aim([], 0);
      return;
    }
    if (under !== entered) entered = null;
    // The same element again: a widened target stays.
    if (chain.includes(under) && targets.chainOf(under)[0] === chain[0]) {
      draw();
      return;
    }
    const next = targets.chainOf(under);
    if (isFrame(under) && !takesWhole(under)) aim([], 0);
    else aim(next, targets.snap(next));
  }

  /** The bar must not lie over the very ask that is pointed at; and must not flee from who wants to press it. */
  function barMadeRoom() {
    if (barMoves >= MAX_BAR_MOVES) return false;
    const under = targets.deepestAt(point.x, point.y, surface.isOurs);
    if (!under || dom.isPageRoot(under)) return false;
    const inLayer = targets.chainOf(under).some((/** @type {Element} */ each) => lma.layers.layerKind(each, getComputedStyle(each)));
    if (!inLayer) return false;
    barMoves += 1;
    surface.makeRoom();
    return true;
  }

  /** @param {Element} element */
  function isFrame(element) {
    return element.matches('iframe, frame, object, embed');
  }

  /** @param {Element} frame */
  function takesWhole(frame) {
    if (frame === entered) return false;
    const box = dom.boxOf(frame);
    if (box.w * box.h < WHOLE_FRAME_SHARE * innerWidth * innerHeight) return true;
    const around = targets.chainOf(frame);
    return around.some((/** @type {Element} */ each) => Boolean(lma.layers.layerKind(each, getComputedStyle(each))));
  }

  function widen() {
    if (index + 1 < chain.length) {
      aim(chain, index + 1);
    } else if (!isTop && chain.length > 0) {
      aim([], 0);
      offers.make(true);
    }
  }

  /** A frame below offers itself as a whole. @param {Element} frame @param {boolean} force */
  function takeFrame(frame, force) {
    if (force) entered = null;
    else if (!takesWhole(frame)) return;
    const around = targets.chainOf(frame);
    aim(around, force ? Math.max(0, around.indexOf(frame)) : targets.snap(around));
  }

  function narrow() {
    const element = target();
    if (index > 0) {
      aim(chain, index - 1);
    } else if (element && isFrame(element)) {
      entered = element;
      aim([], 0);
    }
  }

  /** For the keyboard alone: the next layer or frame of the page. @param {number} step */
  function nextStop(step) {
    const stops = [];
    for (const element of document.querySelectorAll('body *')) {
      if (stops.length >= MAX_TAB_STOPS) break;
      if (surface.isOurs(element) || dom.SILENT_TAGS.has(element.tagName)) continue;
      const isStop = lma.layers.layerKind(element, getComputedStyle(element)) || element.matches('form, iframe, aside, section');
      if (isStop && dom.isVisible(element)) stops.push(element);
    }
    if (stops.length === 0) return;
    const now = target();
    const at = now ? stops.indexOf(now) : -1;
    const next = stops[(at + step + stops.length) % stops.length] ?? stops[0];
    const around = targets.chainOf(next);
    aim(around, Math.max(0, around.indexOf(next)));
  }

  // ---- Picking -----------------------------------------------------------------------------------------------------

  /** @param {boolean} several whether to go on picking */
  async function pick(several) {
    const element = target();
    if (!element) return;
    if (targets.holdsMuch(element) && warned !== element) {
      warned = element;
      draw();
      relay({ word: 'picked', state: 'much' });
      return;
    }
    const label = text.cut(text.collapse(text.visibleText(element, { max: 300 })), 160);
    const lesson = { selector: lma.selector.of(element), fingerprint: lma.fingerprint.of(element), label };
    /** @type {Pick} */
    const made = { element, show: lma.pickHide(element), learnedId: null, canceled: false };
    picks.push(made);
    aim([], 0);
    // Taught before the end is told: afterwards the background takes no lessons.
    const teaching = bridge.ask({ type: 'picker_learn', ...lesson });
    if (!several) relay({ word: 'end' });
    relay({ word: 'picked', state: 'hidden', more: several });
    const answer = await teaching;
    made.learnedId = answer?.learned?.id ?? null;
    if (made.learnedId === null) relay({ word: 'picked', state: 'not_kept', more: several });
    else if (made.canceled) void bridge.ask({ type: 'picker_unlearn', learned_id: made.learnedId });
  }

  /** @param {boolean} keepHidden "only now": forget it, but leave it away */
  function takeBack(keepHidden) {
    const last = picks.pop();
    if (!last) return;
    last.canceled = true;
    if (last.learnedId !== null) void bridge.ask({ type: 'picker_unlearn', learned_id: last.learnedId });
    if (!keepHidden) last.show();
  }

  // ---- Events ------------------------------------------------------------------------------------------------------

  /** @param {Event} event */
  function swallow(event) {
    event.stopImmediatePropagation();
    event.preventDefault();
  }

  /** @param {Event} event */
  function take(event) {
    if (event instanceof KeyboardEvent) {
      if (event.type === 'keydown') onKey(event);
      else swallow(event);
      return;
    }
    swallow(event);
    if (!(event instanceof PointerEvent) || event.type !== 'pointerup' || event.button !== 0) return;
    point = { x: event.clientX, y: event.clientY };
    drainUntil = performance.now() + DRAIN_MS;
    if (surface.press(point.x, point.y)) return;
    if (event.pointerType !== 'mouse' || !target()) followPointer();
    void pick(event.shiftKey);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const { key } = event;
    if (isUndo(event)) {
      swallow(event);
      relay({ word: 'undo' }, lastPickFrame >= 0 ? lastPickFrame : undefined);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || /^F\d/.test(key)) return;
    swallow(event);
    const words = { word: 'key', key, shift: event.shiftKey };
    if (key === 'Escape') relay({ word: 'end' });
    else if (target() || key === 'Tab') command(key, event.shiftKey);
    else relay(words);
  }

  /** @param {KeyboardEvent} event */
  function isUndo(event) {
    return (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
  }

  /** @param {string} key @param {boolean} shift */
  function command(key, shift) {
    if (key === 'ArrowUp' || key === 'ArrowLeft') widen();
    else if (key === 'ArrowDown' || key === 'ArrowRight') narrow();
    else if (key === 'Enter') void pick(shift);
    else if (key === 'Tab') nextStop(shift ? -1 : 1);
  }

  /** After the picking: the rest of the last press, and Ctrl+Z while the toast shows. @param {Event} event */
  function takeAfterwards(event) {
    if (event instanceof KeyboardEvent) {
      const field = /** @type {Element | undefined} */ (event.composedPath()[0]);
      const typing = field instanceof HTMLElement && (field.isContentEditable || field.matches('input, textarea, select'));
      if (event.type === 'keydown' && isUndo(event) && !typing) {
        swallow(event);
        relay({ word: 'undo' }, lastPickFrame);
      }
      return;
    }
    if (performance.now() < drainUntil) swallow(event);
    if (!(event instanceof PointerEvent) || !surface.onPanel(event.clientX, event.clientY)) {
      if (event instanceof MouseEvent && surface.onPanel(event.clientX, event.clientY)) swallow(event);
      return;
    }
    swallow(event);
    if (event.type === 'pointerup') surface.press(event.clientX, event.clientY);
  }

  const onMove = lma.guard((/** @type {PointerEvent} */ event) => {
    point = { x: event.clientX, y: event.clientY };
    if (moved) return;
    moved = true;
    requestAnimationFrame(lma.guard(followPointer));
    if (!isTop && !inside) offers.make(false);
    inside = true;
  });
  const onOut = lma.guard((/** @type {PointerEvent} */ event) => {
    if (event.relatedTarget !== null) return;
    inside = false;
    aim([], 0);
  });
  const onWheel = lma.guard((/** @type {WheelEvent} */ event) => {
    if (!target() || event.ctrlKey) return;
    swallow(event);
    if (event.deltaY < 0) widen();
    else if (event.deltaY > 0) narrow();
  });
  const onScroll = lma.guard(() => draw());

  // ---- Start and end -----------------------------------------------------------------------------------------------

  function start() {
    if (picking) return;
    picking = true;
    chain = [];
    entered = warned = null;
    inside = false;
    barMoves = 0;
    clearTimeout(toastTimer);
    gate.listen();
    gate.take = lma.guard(take);
    addEventListener('pointermove', onMove, true);
    addEventListener('pointerover', onMove, true);
    document.addEventListener('pointerout', onOut, true);
    addEventListener('wheel', onWheel, { capture: true, passive: false });
    addEventListener('scroll', onScroll, { capture: true, passive: true });
    offers.start(takeFrame);
    if (isTop) showBar();
  }

  function showBar() {
    surface.renew();
    surface.showPanel(surface.say('picker_title'), surface.say('picker_hint'), [
      { label: surface.say('picker_cancel'), act: () => relay({ word: 'end' }) },
    ]);
  }

  function end() {
    if (!picking) return;
    picking = false;
    aim([], 0);
    removeEventListener('pointermove', onMove, true);
    removeEventListener('pointerover', onMove, true);
    document.removeEventListener('pointerout', onOut, true);
    removeEventListener('wheel', onWheel, { capture: true });
    removeEventListener('scroll', onScroll, { capture: true });
    offers.end();
    surface.hidePanel();
    watchAfterwards(DRAIN_MS);
  }

  /** @param {number} ms */
  function watchAfterwards(ms) {
    clearTimeout(toastTimer);
    gate.take = lma.guard(takeAfterwards);
    toastTimer = setTimeout(() => {
      if (picking) return;
      gate.take = null;
      surface.remove();
    }, ms);
  }

  /** @param {any} words */
  function onPicked({ state, more, from }) {
    if (state === 'much') {
      if (isTop) surface.showPanel(surface.say('picker_much'), surface.say('picker_hint'), [{ label: surface.say('picker_cancel'), act: () => relay({ word: 'end' }) }]);
      return;
    }
    lastPickFrame = from;
    if (more) {
      if (isTop) showMore(state);
      return;
    }
    watchAfterwards(TOAST_MS);
    if (isTop) showToast(state);
  }

  /** @param {string} state */
  function showMore(state) {
    surface.showPanel(surface.say(state === 'hidden' ? 'picker_more' : 'picker_not_kept'), surface.say('picker_hint'), [
      { label: surface.say('picker_undo'), act: () => relay({ word: 'undo' }, lastPickFrame) },
      { label: surface.say('picker_finish'), main: true, act: () => relay({ word: 'end' }) },
    ]);
  }

  /** @param {string} state */
  function showToast(state) {
    const undo = { label: surface.say('picker_undo'), main: true, act: () => relay({ word: 'undo' }, lastPickFrame) };
    const onlyNow = { label: surface.say('picker_only_now'), act: () => relay({ word: 'only_now' }, lastPickFrame) };
    if (state === 'hidden') surface.showPanel(surface.say('picker_done'), '', [onlyNow, undo]);
    else surface.showPanel(surface.say('picker_not_kept'), '', [undo]);
  }

  function closeToast() {
    relay({ word: 'picked', state: 'closed' });
  }

  /** @type {Record<string, (words: any) => void>} */
  const words = {
    start,
    end,
    key: ({ key, shift }) => {
      if (picking && target()) command(String(key), shift === true);
    },
    take_frame: (said) => {
      if (picking) offers.hear(said);
    },
    picked: (said) => {
      if (said.state !== 'closed') onPicked(said);
      else if (!picking) watchAfterwards(0);
    },
    undo: () => {
      takeBack(false);
      if (!picking) closeToast();
    },
    only_now: () => {
      takeBack(true);
      closeToast();
    },
  };

  bridge.listen((/** @type {any} */ message) => {
    if (message?.type !== 'picker') return undefined;
    words[String(message.say?.word)]?.(message.say);
    return null;
  });

  lma.picker = { start, end };
})();
