// What every page of the gallery shares. An ask keeps its answer as real widgets do, in the site's own storage, and does
// not ask again once it has one. The tests read it with gallery.answer(). Pages in which the widget has a memory of its
// own (a cookie, a key in localStorage) leave it to the widget and say how to read it in gallery.widgetMemory.
window.gallery = {
  /** @param {'declined' | 'dismissed' | 'accepted'} answer */
  remember(answer) {
    if (!this.answer()) localStorage.setItem('answer', answer);
  },
  answer() {
    return localStorage.getItem('answer') ?? '';
  },
  /** Runs `show` when the page has loaded, unless the person has answered before. */
  ask(show, delay = 0) {
    if (this.answer()) {
      this.asked = true;
      return;
    }
    const later = () => setTimeout(() => { this.asked = true; show(); }, delay);
    if (document.readyState === 'complete') later();
    else addEventListener('load', later);
  },
  /** What the widget itself noted when it was closed; pages overwrite it. */
  widgetMemory() {
    return this.answer();
  },
  /** The widget has shown its ask, or has decided not to since it was answered before: the tests wait for it. */
  asked: false,
  /** What the person did on the page: the tests look for these. */
  did: [],
};
addEventListener('click', (event) => {
  if (event.target instanceof Element && event.target.closest('#probe-link')) window.gallery.did.push('link');
});
