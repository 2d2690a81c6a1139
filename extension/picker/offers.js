// @ts-check
// A child frame offers itself to its parent as one thing to pick. The parent does not hear of the pointer inside a frame of
// another site, so the child says so, by two ways that meet: a random word by postMessage, which shows the parent which
// window it was, and the same word through the background, which shows that it was one of us.
(() => {
  /** @type {any} */
  const lma = self.lma;
  if (lma.pickOffers) return;

  const FIELD = 'leaveMeAlonePick';
  const MAX_WAITING = 16;

  const depth = (() => {
    let count = 0;
    for (let frame = /** @type {Window} */ (self); frame !== frame.parent; frame = frame.parent) count += 1;
    return count;
  })();

  /** @type {Map<string, {source?: MessageEventSource | null, said?: {force: boolean}}>} */
  const waiting = new Map();
  /** @type {(frame: Element, force: boolean) => void} */
  let take = () => {};

  /** @param {string} nonce @param {{source?: MessageEventSource | null, said?: {force: boolean}}} part */
  function meet(nonce, part) {
    const known = { ...waiting.get(nonce), ...part };
    if (!known.source || !known.said) {
      if (waiting.size >= MAX_WAITING) waiting.clear();
      waiting.set(nonce, known);
      return;
    }
    waiting.delete(nonce);
    const frame = frameOf(known.source);
    if (frame) take(frame, known.said.force);
  }

  /** @param {MessageEventSource} source */
  function frameOf(source) {
    for (const root of lma.roots.all()) {
      for (const frame of root.querySelectorAll('iframe, frame, object, embed')) {
        if (frame.contentWindow === source) return frame;
      }
    }
    return null;
  }

  const onMessage = lma.guard((/** @type {MessageEvent} */ event) => {
    const nonce = event.data?.[FIELD];
    if (typeof nonce !== 'string') return;
    event.stopImmediatePropagation();
    meet(nonce, { source: event.source });
  });

  lma.pickOffers = {
    /** @param {(frame: Element, force: boolean) => void} onOffer */
    start(onOffer) {
      take = onOffer;
      waiting.clear();
      addEventListener('message', onMessage, true);
    },
    end() {
      removeEventListener('message', onMessage, true);
    },
    /**
     * As a child.
     * @param {boolean} force the user widened beyond the frame; else the parent judges whether it is taken whole
     */
    make(force) {
      const nonce = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('');
      parent.postMessage({ [FIELD]: nonce }, '*');
      lma.bridge.tell({ type: 'picker_relay', say: { word: 'take_frame', depth, nonce, force } });
    },
    /** As a parent: what the background passed on. @param {{depth: number, nonce: unknown, force: unknown}} said */
    hear(said) {
      if (said.depth === depth + 1) meet(String(said.nonce), { said: { force: said.force === true } });
    },
  };
})();
