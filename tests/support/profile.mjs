// @ts-check
// A profile as `leave-me-alone export` writes it (docs/profile-format.md), of any size, the same at every run.

const DAY_MS = 86_400_000;
const NAMES = [
  'meadow-books', 'tidal-chronicle', 'north-lamp', 'casa-verde', 'kettle-and-oak', 'bluefin', 'little-atlas', 'harbour-tea',
  'papier-fou', 'nordlicht', 'sole-mio', 'granja-azul', 'velvet-owl', 'quietus', 'marble-arch', 'pear-tree',
];
const KINDS = ['newsletter', 'newsletter', 'newsletter', 'coupon', 'push', 'survey', 'follow', 'share', 'app', 'chat', 'contest', 'review'];
const SECONDS = /** @type {Record<string, number>} */ ({newsletter: 6, coupon: 6, push: 5, survey: 8, follow: 2, share: 2, app: 4, chat: 5, contest: 8, review: 6});
const ACTIONS = ['declined', 'declined', 'declined', 'dismissed', 'dismissed', 'hidden'];

/** Numbers that look random, by the formula of Numerical Recipes. @param {number} seed */
function numbers(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * @param {object} options
 * @param {number} options.brands
 * @param {number} options.entries of the journal
 * @param {number} options.until the time of the newest entry
 * @param {number} [options.days] over which they are spread
 */
export function sampleProfile({brands, entries, until, days = 200}) {
  const next = numbers(7);
  const nameOf = (/** @type {number} */ i) => `${NAMES[i % NAMES.length]}${i < NAMES.length ? '' : `-${Math.floor(i / NAMES.length)}`}.example`;
  const created = until - days * DAY_MS;
  const spokenOf = Array.from({length: brands}, (_, i) => ({
    brand: nameOf(i),
    domains: i === 1 ? [nameOf(i), 'tidal-shop.example'] : [nameOf(i)],
    wanted: i % 5 === 3,
    wanted_kinds: i % 7 === 2 ? ['coupon'] : [],
    unwanted_kinds: [],
    created,
    updated: created,
  }));
  const journal = Array.from({length: entries}, (_, i) => {
    const kind = KINDS[next(KINDS.length)];
    // Few brands ask most of it.
    const brand = nameOf(Math.floor((next(brands) * next(brands)) / brands));
    return {
      time: Math.round(created + ((i + 1) / entries) * days * DAY_MS), brand, kind, action: ACTIONS[next(ACTIONS.length)],
      outcome: 'gone', confidence: 0.97, provider: '', why: 'phrase: join our list', seconds: SECONDS[kind],
    };
  });
  const learned = Array.from({length: Math.min(brands, 6)}, (_, i) => ({
    brand: nameOf(i), answer: i % 4 === 3 ? 'allow' : 'hide', selector: `#promo-${i}`, fingerprint: '', kind: KINDS[i],
    label: ['Get 10% off your first order', 'Follow us', 'Tell us what you think', 'Our weekly letter', 'Open in the app', 'Win a weekend'][i],
    enabled: i !== 2, created: created + i * DAY_MS,
  }));
  return {
    format: 'leave-me-alone profile', version: 1, exported: until, damaged: 0,
    settings: {quiet_level: 'page', allowed_kinds: ['donation'], journal_months: 12},
    brands: spokenOf, learned, journal,
  };
}
