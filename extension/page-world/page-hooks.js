// @ts-check
// Runs in the page's own world, before any script of the page. attachShadow after insertion and element.animate() leave
// no trace that an isolated script could see; both are wrapped here to tell of the element, and behave as before. The
// event's name is random and agreed on before the page's scripts start. Nothing else runs here, and nothing is read.
(() => {
  const HELLO = 'leave-me-alone-page';
  const NAME = 'leave-me-alone-name';
  const { apply } = Reflect;
  const dispatch = EventTarget.prototype.dispatchEvent;
  const Submit = SubmitEvent;
  const elementPrototype = Element.prototype;
  const HtmlElement = HTMLElement;

  let attached = '';
  let animated = '';

  /**
   * SubmitEvent carries an element to the other world whole, also from inside a closed root.
   * @param {string} name
   * @param {Element} element
   */
  function tell(name, element) {
    if (!name || !(element instanceof HtmlElement)) return;
    apply(dispatch, document, [new Submit(name, { submitter: element })]);
  }

  /**
   * @param {'attachShadow' | 'animate'} key
   * @param {() => string} name
   */
  function wrap(key, name) {
    const original = elementPrototype[key];
    if (typeof original !== 'function') return;
    const wrapper = new Proxy(original, {
      apply(target, self, args) {
        const result = apply(/** @type {any} */ (target), self, args);
        try {
          tell(name(), self);
        } catch {
          // The page's call has its result, whatever becomes of ours.
        }
        return result;
      },
    });
    /** @type {any} */ (elementPrototype)[key] = wrapper;
  }

  document.addEventListener(
    NAME,
    (event) => {
      event.stopImmediatePropagation();
      [attached, animated] = (/** @type {InputEvent} */ (event).data ?? '').split(' ');
    },
    { once: true, capture: true },
  );
  wrap('attachShadow', () => attached);
  wrap('animate', () => animated);
  document.dispatchEvent(new Event(HELLO));
})();
