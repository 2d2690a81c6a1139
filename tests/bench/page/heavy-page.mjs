// @ts-check
// A page as heavy as a news site's article: some thousand elements, navigation and teasers with links, comments, asks in
// the flow of the page, and no script of its own. The same page every time.

const WORDS = (
  'council river harbour ticket morning season bridge market station winter garden teacher engine island village letter ' +
  'kitchen museum evening forest doctor window captain summer journey weather history orchestra railway mountain library'
).split(' ');

/** A small generator of numbers, so that every run gets the same page. @param {number} seed */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * @param {object} [size]
 * @param {number} [size.teasers] how many other articles it links to
 * @param {number} [size.comments]
 * @returns {string} the page
 */
export function heavyPage({teasers = 160, comments = 120} = {}) {
  const next = numbers(7);
  const words = (/** @type {number} */ count) =>
    Array.from({length: count}, () => WORDS[Math.floor(next() * WORDS.length)]).join(' ');
  const sentence = (/** @type {number} */ count) => `${words(count).replace(/^./, (letter) => letter.toUpperCase())}.`;
  const times = (/** @type {number} */ count, /** @type {(i: number) => string} */ make) => Array.from({length: count}, (_, i) => make(i)).join('\n');

  const nav = times(12, (i) =>
    `<li class="nav-item"><a href="/section/${i}"><span>${words(1)}</span></a><ul class="nav-menu">${times(8, (j) => `<li><a href="/section/${i}/${j}">${words(2)}</a></li>`)}</ul></li>`);
  const teaser = (/** @type {number} */ i) => `
<div class="teaser teaser-${i % 4}" data-index="${i}"><div class="teaser-inner"><a href="/story/${i}"><div class="teaser-media"><svg width="80" height="45"><rect width="80" height="45" fill="#999"/></svg></div>
<h3 class="teaser-title"><span>${sentence(8)}</span></h3></a><div class="teaser-meta"><span class="time">${i % 24}:00</span> <span class="author">${words(2)}</span></div>
<div class="teaser-tools"><button class="teaser-save" aria-label="Save story">+</button></div></div></div>`;
  const comment = (/** @type {number} */ i) => `
<div class="comment"><div class="comment-head"><b>${words(2)}</b> <time>${i} hours ago</time></div><p>${sentence(24)}</p>
<div class="comment-tools"><button>Reply</button> <button>Report</button> <a href="#comment-${i}">Link</a></div></div>`;
  const networks = ['facebook.com/sharer/sharer.php?u=', 'twitter.com/intent/tweet?url=', 'linkedin.com/shareArticle?url=', 'api.whatsapp.com/send?text='];
  const share = `<div class="article-share"><span>Share this story</span>${networks.map((to) => `<a href="https://www.${to}x"><span>Share</span></a>`).join('')}</div>`;
  const newsletter = `<section class="newsletter-box"><h2>Get our newsletter</h2><p>The best stories in your inbox, every morning.</p>
<form action="/newsletter"><label>E-mail <input type="email" name="email"></label><button>Subscribe</button></form></section>`;

  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${sentence(6)}</title><style>
body{margin:0;font:16px/1.5 sans-serif} header{position:sticky;top:0;background:#eee;z-index:10} .nav-menu{display:none}
.nav-item{display:inline-block;padding:4px} .page{display:grid;grid-template-columns:2fr 1fr;gap:16px;max-width:1100px;margin:auto}
.teaser{display:flex;border-bottom:1px solid #ccc} .comment{border-left:2px solid #ccc;margin:8px;padding:4px}
.article-share a{display:inline-block;padding:4px} .newsletter-box{border:1px solid #999;padding:12px}
</style></head><body><header><ul class="nav">${nav}</ul></header><div class="page"><main><article><h1>${sentence(7)}</h1>${share}
${times(24, (i) => `<p>${sentence(60)} <a href="/about/${i}">${words(2)}</a> ${sentence(12)}</p>${i === 10 ? newsletter : ''}`)}
${share}</article><section class="comments"><h2>Comments</h2>${times(comments, comment)}</section></main>
<aside>${times(teasers, teaser)}</aside></div>
<footer><div class="footer-social"><span>Follow us</span><a href="https://www.facebook.com/paper">Facebook</a> <a href="https://www.instagram.com/paper">Instagram</a></div>
${times(40, (i) => `<a href="/footer/${i}">${words(2)}</a>`)}</footer></body></html>`;
}
