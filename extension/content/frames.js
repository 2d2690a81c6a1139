// @ts-check
// A frame and the element that holds it. A frame cannot see whether it stands in a layer, nor take itself away; the
// parent can. They find each other by a random token from the background: the frame posts it to its parent, where the
// first listener of all takes it, so that no page sees it.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.frames) return;
  const { dom, text, hold, layers, bridge, guard } = lma;

  const FIELD = 'leaveMeAloneFrame';
  const FACTS_WAIT_MS = 400;
  const MAX_JUDGEMENTS = 6;
  /** A frame with more words than this is a page of its own. */
  const MAX_FRAME_CHARS = 4000;
  const PAUSE_MS = 120;
  /** The first look has to come while the frame is still held. */
  const FIRST_PAUSE_MS = 40;

  const isTop = self === top;
  /** @type {string | null} */
  let token = null;
  /** @type {any} what the parent said: {in_layer, layer, geometry} */
  let facts = null;
  /** @type {Array<() => void>} */
  let waitingForFacts = [];
  /** As a holder: the frames that showed their token. @type {Map<string, Element>} */
  const held = new Map();
  /** @type {Map<string, () => void>} */
  const undos = new Map();
  let judged = 0;
  let signature = '';
  let acting = false;
  let started = false;
  let heldFirst = false;
  /** Judged before the parent said where the frame stands. */
  let judgedBlind = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {MessageEventSource | null} source */
  function elementOf(source) {
    if (!source) return null;
    for (const root of lma.roots.all()) {
      for (const element of root.querySelectorAll('iframe, frame, object, embed')) {
        if (/** @type {any} */ (element).contentWindow === source) return element;
      }
    }
    return null;
  }

  /** The layer that an element stands in, or null. @param {Element} element */
  function layerOf(element) {
    /** @type {Element | null} */
    let found = null;
    for (let up = /** @type {Element | null} */ (element); up && !dom.isPageRoot(up); up = dom.parentOf(up)) {
      const kind = layers.layerKind(up, getComputedStyle(up));
      if (!kind || layers.isPage(up)) continue;
      // A sticky sidebar with a frame in it is not the frame's layer.
      if (found && text.collapse(text.roughText(up)).length > 60) break;
      found = up;
    }
    return found;
  }

  const onMessage = guard((/** @type {MessageEvent} */ event) => {
    const said = event.data;
    if (!said || typeof said !== 'object' || typeof said[FIELD] !== 'string') return;
    event.stopImmediatePropagation();
    const element = elementOf(event.source);
    if (!element || !lma.active) return;
    held.set(said[FIELD], element);
    const layer = layerOf(element);
    const box = dom.boxOf(layer ?? element);
    const style = getComputedStyle(layer ?? element);
    const companions = layer ? layers.companions(layer) : [];
    bridge.tell({
      type: 'frame_seen',
      token: said[FIELD],
      facts: {
        in_layer: layer !== null,
        layer: {
          position: style.position,
          top_layer: layer ? hold.isTopLayer(layer) : false,
          modal: layer?.getAttribute('aria-modal') === 'true',
          backdrop: companions.length > 0 || (layer !== null && layers.coversPage(box)),
          scroll_lock: layers.scrollLocked(),
          z: Number(style.zIndex) || 0,
        },
        geometry: { x: Math.round(box.x), y: Math.round(box.y), w: Math.round(box.w), h: Math.round(box.h), vw: innerWidth, vh: innerHeight },
      },
    });
  });

  /**
   * As a holder: takes a frame out of view, with the layer that is nothing but its holder.
   * @param {string} frameToken
   * @param {boolean} hide
   */
  function hideFrame(frameToken, hide) {
    const element = held.get(frameToken);
    if (!element?.isConnected) return { ok: false };
    if (!hide) {
      undos.get(frameToken)?.();
      undos.delete(frameToken);
      return { ok: true };
    }
    const layer = layerOf(element) ?? element;
    const alone = layer === element || text.collapse(text.roughText(layer)).length < 60;
    const target = alone ? layer : element;
    const companions = layers.companions(target);
    const since = performance.now() - 3000;
    const locked = layers.scrollLocked();
    const show = lma.restore.hide([target, ...companions]);
    const give = lma.restore.giveBack({ element: target, companions, since, locked });
    undos.set(frameToken, () => {
      lma.judge.leaveAlone(target);
      give();
      show();
    });
    return { ok: true };
  }

  /**
   * As a holder: whether a layer is nothing but the frame of another document, which answers for itself.
   * @param {Element} layer
   */
  function speaksFor(layer) {
    const frame = layer.querySelector('iframe') ?? dom.shadowOf(layer)?.querySelector('iframe');
    if (!frame || text.collapse(text.roughText(layer)).length > 20) return false;
    const [inner, outer] = [dom.boxOf(frame), dom.boxOf(layer)];
    return inner.w * inner.h > 0.5 * outer.w * outer.h && /^https?:/.test(frame.src);
  }

  async function open() {
    if (isTop || token) return;
    const answer = await bridge.ask({ type: 'frame_open' });
    token = typeof answer?.token === 'string' ? answer.token : null;
    if (token) parent.postMessage({ [FIELD]: token }, '*');
  }

  /** Whether words can be read in it. */
  const hasRoom = () => isTop || (innerWidth >= 40 && innerHeight >= 20);

  async function waitForFacts() {
    if (facts) return facts;
    await open();
    if (!facts && token) {
      await new Promise((resolve) => {
        waitingForFacts.push(() => resolve(null));
        setTimeout(resolve, FACTS_WAIT_MS, null);
      });
    }
    return facts;
  }

  /** The frame's whole document as one candidate. */
  async function considerFrame() {
    const { body } = document;
    if (!body || !lma.active || acting || judged >= MAX_JUDGEMENTS || !hasRoom()) return;
    const words = text.visibleText(body, { max: MAX_FRAME_CHARS + 1 });
    if (words.length < 3 || words.length > MAX_FRAME_CHARS) return;
    if (!body.querySelector('button, a, input, [role=button], [onclick]') && lma.roots.all().size < 2) return;
    const now = text.hash(words);
    if (now === signature) return;
    const first = signature === '';
    signature = now;
    if (first) hold.hold(document.documentElement);
    const said = await waitForFacts();
    if (!lma.active) return;
    judged += 1;
    judgedBlind = said === null;
    const described = lma.describe.describe(body, {
      surface: 'frame',
      appear: first ? 'load' : 'change',
      layer: said?.layer,
      geometry: said?.geometry,
    });
    const answer = await bridge.ask({ type: 'judge', page: lma.describe.page(), candidates: [described.candidate] });
    const verdict = answer?.verdicts?.[0];
    if (!verdict || verdict.action === 'allow' || verdict.action === 'unsure') {
      hold.release(document.documentElement);
      return;
    }
    acting = true;
    try {
      hold.hold(document.documentElement, 4000);
      const gone = await lma.act.run({ ...described, companions: [document.documentElement], since: performance.now(), focus: null }, verdict);
      if (gone) await afterAct();
    } finally {
      acting = false;
      hold.release(document.documentElement);
    }
  }

  /** What is left of a frame whose ask is gone must not lie over the page as an empty shield. */
  async function afterAct() {
    if (isTop || !document.body) return;
    await lma.sleep(300);
    const empty = text.visibleText(document.body, { max: 40 }).length < 8 && !document.body.querySelector('img, video, canvas');
    if (empty && innerWidth > 8 && (await waitForFacts())?.in_layer) await hideSelf(true);
  }

  /** @param {boolean} hide */
  async function hideSelf(hide) {
    if (isTop) return false;
    await open();
    if (!token) return false;
    const answer = await bridge.ask({ type: 'frame_hide', token, hide });
    return answer?.ok === true;
  }

  function later() {
    if (isTop || !started) return;
    holdFirst();
    clearTimeout(timer);
    timer = setTimeout(() => considerFrame().catch(lma.fail), signature === '' ? FIRST_PAUSE_MS : PAUSE_MS);
  }

  /** What a frame shows first is clipped in the task that made it; what it changes later was seen already. */
  function holdFirst() {
    const { body } = document;
    if (heldFirst || !lma.active || !body || !hasRoom() || text.roughText(body).trim().length < 3) return;
    heldFirst = true;
    hold.hold(document.documentElement);
  }

  lma.frames = {
    hideFrame,
    hideSelf,
    hasRoom,
    speaksFor,
    /** A frame with few words is one candidate; a block hidden in it would take its "no" away. */
    isJudgedWhole: () => !isTop && document.body !== null && text.visibleText(document.body, { max: MAX_FRAME_CHARS + 1 }).length <= MAX_FRAME_CHARS,
    afterAct,
    later,
    listen() {
      addEventListener('message', onMessage, true);
    },
    start() {
      if (isTop || started) return;
      started = true;
      const begin = () => considerFrame().catch(lma.fail);
      if (document.readyState === 'loading') {
        document.addEventListener('DOMContentLoaded', begin, { once: true });
        later();
      } else begin();
      addEventListener('load', later, { once: true });
    },
    /** @param {any} said */
    setFacts(said) {
      facts = said;
      for (const resume of waitingForFacts) resume();
      waitingForFacts = [];
      if (judgedBlind) {
        judgedBlind = false;
        signature = '';
        later();
      }
    },
  };
})();
