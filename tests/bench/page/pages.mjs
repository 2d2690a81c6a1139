// @ts-check
// The pages of the bench: the heavy page in several sizes, and a feed that changes all the time.
import {heavyPage} from './heavy-page.mjs';

/** Elements that one teaser and one comment make together. */
const ELEMENTS_A_PAIR = 24;
const ELEMENTS_AROUND = 400;

/** @param {number} elements about so many @returns {string} */
export function sizedPage(elements) {
  const pairs = Math.max(2, Math.round((elements - ELEMENTS_AROUND) / ELEMENTS_A_PAIR));
  return heavyPage({teasers: pairs, comments: pairs});
}

/** What the feed does ten times a second: twenty changes of the sorts that feeds make. */
const FEED = `
const teasers = [...document.querySelectorAll('.teaser')];
const feed = document.querySelector('.comments');
let n = 0;
setInterval(() => {
  for (let i = 0; i < 20; i++, n++) {
    const teaser = teasers[n % teasers.length];
    if (n % 4 === 0) {
      const post = document.createElement('div');
      post.className = 'comment';
      post.innerHTML = '<div class="comment-head"><b>reader ' + n + '</b> <time>now</time></div><p>harbour ticket morning season ' + n +
        '</p><div class="comment-tools"><button>Reply</button> <a href="#post-' + n + '">Link</a></div>';
      feed.prepend(post);
      if (feed.childElementCount > 220) feed.lastElementChild.remove();
    } else if (n % 4 === 1) teaser.classList.toggle('seen');
    else if (n % 4 === 2) teaser.querySelector('.time').textContent = n % 24 + ':' + n % 60;
    else teaser.style.opacity = String(0.5 + (n % 50) / 100);
  }
}, 100);`;

/** @returns {string} a heavy page with 200 changes a second */
export function feedPage() {
  return heavyPage().replace('</body>', `<script>${FEED}</script></body>`);
}
