// The ways in which pages let a box appear. `prepare` puts it where it waits; `show` is what happens later, when the page
// has been quiet for a while. Whatever the way, the same box is an ask or something that the visitor needs.
(() => {
  const query = new URLSearchParams(location.search);
  const what = query.get('what') ?? 'ask';
  const WORDS = {
    ask: `<h3>Join our newsletter</h3><p>The best of the coast in your inbox, every Friday.</p>
      <input type="email" placeholder="Your email"><button>Subscribe</button><button>No thanks</button>`,
    keep: `<h3>Discard your draft?</h3><p>Your letter to the editor has not been saved.</p>
      <button>Discard</button><button>Keep writing</button>`,
  };

  /** @param {string} classes @param {string} tag @param {Document} owner */
  function make(classes = '', tag = 'div', owner = document) {
    const box = owner.createElement(tag);
    box.className = `corner ${what} ${classes}`;
    box.id = 'box';
    box.innerHTML = WORDS[what];
    return box;
  }

  /** @param {string} classes @param {string} [tag] */
  const put = (classes, tag) => document.body.appendChild(make(classes, tag));
  const box = () => document.getElementById('box');
  const waiting = (classes, tag) => () => void put(classes, tag);
  const enter = () => box().classList.add('in');
  const sheet = (text) => {
    const made = new CSSStyleSheet();
    made.replaceSync(text);
    return made;
  };
  const switchAbove = () => {
    const input = document.body.appendChild(document.createElement('input'));
    input.type = 'checkbox';
    input.id = 'box-switch';
  };
  const pressSwitch = () => void (document.getElementById('box-switch').checked = true);

  /** A shadow root's own copy of the look. @param {ShadowRoot} root */
  const fill = (root) => {
    root.innerHTML = '<link rel="stylesheet" href="/lib/page.css">';
    root.append(make());
  };
  const hostElement = () => document.body.appendChild(document.createElement('div'));

  /** A frame of the site's own in the corner. @param {(frame: HTMLIFrameElement) => void} set */
  const frame = (set) => {
    const made = document.createElement('iframe');
    made.style.cssText = 'position:fixed;right:24px;bottom:24px;width:380px;height:260px;border:0;z-index:100';
    set(made);
    document.body.append(made);
    return made;
  };
  const wholePage = () => `<!doctype html><link rel="stylesheet" href="/lib/page.css"><body>${make().outerHTML}`;

  const WAYS = {
    'insert': {show: () => put('')},
    'insert in an animation frame': {show: () => requestAnimationFrame(() => put(''))},
    'insert in a resize observer': {
      show: () => new ResizeObserver((_, observer) => { observer.disconnect(); put(''); }).observe(document.body),
    },
    'insert in an intersection observer': {
      show: () => new IntersectionObserver((_, observer) => { observer.disconnect(); put(''); }).observe(document.querySelector('main')),
    },
    'insert piece by piece': {
      show: () => {
        const made = make();
        const pieces = [...made.childNodes];
        made.replaceChildren();
        document.body.append(made);
        const next = () => { if (pieces.length > 0) { made.append(pieces.shift()); requestAnimationFrame(next); } };
        next();
      },
    },
    'words that come late': {
      prepare: () => { const made = make(); made.replaceChildren(); document.body.append(made); made.style.visibility = 'hidden'; },
      show: () => { box().innerHTML = WORDS[what]; box().style.visibility = ''; },
    },
    'class on the box': {prepare: waiting('none'), show: () => box().classList.remove('none')},
    'class on the body': {prepare: waiting('none'), show: () => document.body.classList.add('shows-box')},
    'style on the box': {
      prepare: () => { put('').style.display = 'none'; },
      show: () => { box().style.display = ''; },
    },
    'variable on the root': {
      prepare: () => { put('').style.display = 'var(--box, none)'; },
      show: () => document.documentElement.style.setProperty('--box', 'block'),
    },
    'hidden attribute': {prepare: () => { put('').hidden = true; }, show: () => { box().hidden = false; }},
    'data attribute': {prepare: waiting('none'), show: () => { box().dataset.state = 'open'; }},
    'attribute of their own on the body': {
      prepare: () => { put('').style.display = 'none'; document.adoptedStyleSheets.push(sheet('[chronicle-ready] #box { display: block !important; }')); },
      show: () => document.body.setAttribute('chronicle-ready', ''),
    },
    'dialog, modal': {prepare: waiting('', 'dialog'), show: () => box().showModal()},
    'dialog, not modal': {prepare: waiting('', 'dialog'), show: () => box().show()},
    'details': {
      prepare: () => { const made = document.body.appendChild(document.createElement('details')); made.append(make()); made.style.cssText = 'position:fixed;right:0;bottom:0;width:0;height:0'; },
      show: () => { document.querySelector('details').open = true; },
    },
    'popover': {
      prepare: () => { put('').setAttribute('popover', 'manual'); },
      show: () => box().showPopover(),
    },
    'view transition': {
      prepare: waiting('none'),
      show: () => (document.startViewTransition ? document.startViewTransition(() => box().classList.remove('none')) : box().classList.remove('none')),
    },
    'style sheet inserted': {
      prepare: waiting('none'),
      show: () => { document.head.appendChild(document.createElement('style')).textContent = '#box { display: block; }'; },
    },
    'style sheet adopted': {
      prepare: waiting('none'),
      show: () => document.adoptedStyleSheets.push(sheet('#box { display: block; }')),
    },
    'style sheet enabled': {
      prepare: () => {
        put('none');
        const made = document.head.appendChild(document.createElement('style'));
        made.textContent = '#box { display: block; }';
        made.sheet.disabled = true;
        made.id = 'later';
      },
      show: () => { document.getElementById('later').sheet.disabled = false; },
    },
    'style sheet that comes over the network': {
      prepare: waiting('none'),
      show: () => {
        const link = document.head.appendChild(document.createElement('link'));
        link.rel = 'stylesheet';
        link.href = '/lib/ways-late.css';
      },
    },
    'style sheet that was for print': {
      prepare: () => {
        const link = document.head.appendChild(document.createElement('link'));
        link.rel = 'stylesheet';
        link.media = 'print';
        link.href = '/lib/ways-late.css';
        put('none');
      },
      show: () => { document.querySelector('link[media=print]').media = 'all'; },
    },
    'rule inserted': {
      prepare: () => { put('none'); document.head.appendChild(document.createElement('style')).id = 'rules'; },
      show: () => document.getElementById('rules').sheet.insertRule('#box { display: block; }'),
    },
    'rule changed': {
      prepare: () => { put(''); document.head.appendChild(document.createElement('style')).id = 'rules'; document.getElementById('rules').textContent = '#box { visibility: hidden; }'; },
      show: () => { document.getElementById('rules').sheet.cssRules[0].style.visibility = 'visible'; },
    },
    ':checked': {prepare: () => { switchAbove(); put('none'); }, show: pressSwitch},
    ':has()': {prepare: () => { switchAbove(); put('unseen'); }, show: pressSwitch},
    ':target': {prepare: waiting('none'), show: () => { location.hash = 'box'; }},
    'transition of opacity': {prepare: waiting('faded'), show: enter},
    'transition of all, with delay': {prepare: waiting('faded-late'), show: enter},
    'starting style': {prepare: waiting('starting'), show: enter},
    'transition of transform': {prepare: waiting('aside'), show: enter},
    'transition of its place': {prepare: waiting('beside'), show: enter},
    'animation of opacity, with delay': {prepare: waiting('animated-in'), show: () => {}, after: 1200},
    'animation of visibility, with delay': {prepare: waiting('made-visible'), show: () => {}, after: 1200},
    'animation of transform, with delay': {prepare: waiting('slid-in'), show: () => {}, after: 1200},
    'animate(), opacity': {
      prepare: () => { put('').style.opacity = '0'; },
      show: () => box().animate({opacity: [0, 1]}, {duration: 300, fill: 'forwards'}),
    },
    'animate(), transform': {
      prepare: () => { put('').style.transform = 'translateX(400px)'; },
      show: () => box().animate({transform: ['translateX(400px)', 'none']}, {duration: 300, fill: 'forwards'}),
    },
    'moved by a script, frame by frame': {
      prepare: () => { put('').style.right = '-400px'; },
      show: () => {
        let right = -400;
        const next = () => { box().style.right = `${(right += 53)}px`; if (right < 24) requestAnimationFrame(next); };
        next();
      },
    },
    'scrolled to, at a threshold': {
      prepare: () => addEventListener('scroll', () => { if (scrollY > 250 && !box()) put(''); }),
      show: () => scrollTo(0, 400),
    },
    'scroll-driven animation': {prepare: waiting('by-scroll'), show: () => scrollTo(0, 400), needs: CSS.supports('animation-timeline: scroll()')},
    'sticky, scrolled into view': {
      prepare: () => {
        const room = document.body.appendChild(document.createElement('section'));
        room.style.height = '900px';
        room.append(make('sticks'));
      },
      show: () => scrollTo(0, document.body.scrollHeight),
    },
    'on focus of the window': {prepare: () => addEventListener('focus', () => { if (!box()) put(''); }), show: () => dispatchEvent(new Event('focus'))},
    'after a change of route': {
      show: () => { history.pushState({}, '', '/another-story'); document.querySelector('article').prepend('Another story. '); setTimeout(put, 50, ''); },
    },
    'frame, same site': {show: () => frame((made) => { made.src = `/ways-frame.html?what=${what}`; })},
    'frame, srcdoc': {show: () => frame((made) => { made.srcdoc = wholePage(); })},
    'frame, written': {
      show: () => {
        const made = frame(() => {});
        made.contentDocument.open();
        made.contentDocument.write(wholePage());
        made.contentDocument.close();
      },
    },
    'frame, blob': {show: () => frame((made) => { made.src = URL.createObjectURL(new Blob([wholePage().replace('/lib/', `${location.origin}/lib/`)], {type: 'text/html'})); })},
    'shadow root, open': {show: () => fill(hostElement().attachShadow({mode: 'open'}))},
    'shadow root, closed': {show: () => fill(hostElement().attachShadow({mode: 'closed'}))},
    'shadow root made before it is inserted': {
      show: () => { const made = document.createElement('div'); fill(made.attachShadow({mode: 'closed'})); document.body.append(made); },
    },
    'shadow root inside a closed one': {
      show: () => { const inner = document.createElement('div'); hostElement().attachShadow({mode: 'closed'}).append(inner); fill(inner.attachShadow({mode: 'closed'})); },
    },
    'custom element upgraded': {
      prepare: () => void document.body.appendChild(document.createElement('chronicle-box')),
      show: () => customElements.define('chronicle-box', class extends HTMLElement { connectedCallback() { fill(this.attachShadow({mode: 'closed'})); } }),
    },
    'shadow root from markup': {
      show: () => hostElement().setHTMLUnsafe(`<div><template shadowrootmode="closed"><link rel="stylesheet" href="/lib/page.css">${make().outerHTML}</template></div>`),
      needs: 'setHTMLUnsafe' in Element.prototype,
    },
    'class inside a closed root': {
      prepare: () => { const root = hostElement().attachShadow({mode: 'closed'}); fill(root); root.lastChild.style.display = 'none'; window.hiddenBox = root.lastChild; },
      show: () => { window.hiddenBox.style.display = ''; },
    },
  };

  const way = WAYS[query.get('way')];
  window.ways = {
    make,
    /** Those that this browser knows. */
    names: Object.keys(WAYS).filter((name) => WAYS[name].needs !== false),
    prepare() {
      if (!way) return;
      way.prepare?.();
      addEventListener('load', () => setTimeout(() => {
        way.show();
        setTimeout(() => { window.gallery.asked = true; }, way.after ?? 500);
      }, 350));
    },
  };
})();
