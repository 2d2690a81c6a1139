// Who may ask what, and what the background adds of its own knowledge.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';

import { Badge } from '../../../extension/background/badge.js';
import { Frames } from '../../../extension/background/frames.js';
import { PeekControl } from '../../../extension/background/peek-control.js';
import { PickerControl } from '../../../extension/background/picker-control.js';
import { makeRouter } from '../../../extension/background/router.js';
import { TabMemory } from '../../../extension/background/tab-memory.js';
import { contentSender, fakeApi, OWN_PAGE } from './fakes.mjs';

const SHOP = 'https://www.shop.test/shoes?size=44';

let api;
let calls;
let tabs;
let router;
let picker;
let clock;

beforeEach(() => {
  calls = [];
  clock = { now: 1_000_000 };
  api = fakeApi({
    tabs: { 7: { url: SHOP, frames: [0, 3] }, 8: { url: SHOP } },
    answers: (_tab, message, frameId) =>
      message.type === 'acts' ? [{ actId: 1, kind: 'newsletter', action: frameId === 3 ? 'declined' : 'hidden', undone: false }] : { ok: true },
  });
  const results = {
    plan: { state: 'active', brand: 'shop.test' },
    judge: { verdicts: [] },
    learn: { learned: { id: 5 } },
    unlearn: { removed: true },
    brand: { brand: 'shop.test' },
    learned: { learned: [] },
    prefer: { brand: { brand: 'shop.test', wanted: true } },
    settings: { settings: {} },
  };
  const host = {
    trouble: null,
    async call(type, fields) {
      calls.push({ type, ...fields });
      return type in results ? { result: results[type] } : { error: { code: 'unknown_type', message: type } };
    },
  };
  tabs = new TabMemory();
  const frames = new Frames(api);
  const badge = new Badge({ api, say: (key) => key, countOf: () => 0, tabIds: () => [] });
  picker = new PickerControl({ api, host, tabs, frames });
  router = makeRouter({ api, host, tabs, frames, badge, picker, peek: new PeekControl({ api, frames }), now: () => clock.now });
});

const inTop = contentSender(7, 0, SHOP);
const inFrame = contentSender(7, 3, 'https://widget.test/box', SHOP);

describe('sender', () => {
  it('is ignored when it is another extension', () => {
    assert.equal(router.route({ type: 'plan' }, { ...inTop, id: 'other' }), null);
  });

  it('may not change preferences from a web page', () => {
    for (const type of ['prefer', 'engage', 'pause', 'forget', 'export', 'import', 'unlearn', 'learn', 'settings', 'brands', 'undo', 'unlock', 'lock', 'passphrase', 'keys', 'merge', 'upload']) {
      assert.equal(router.route({ type, domain: 'evil.test', wanted: true }, inTop), null, type);
    }
    assert.deepEqual(calls, []);
  });

  it('may, from one of our own pages, and all tabs plan anew', async () => {
    const answer = await router.route({ type: 'prefer', domain: 'shop.test', wanted: true }, OWN_PAGE);
    assert.equal(answer.result.brand.wanted, true);
    assert.deepEqual(api.told.map(({ tabId, message }) => [tabId, message.type]), [[7, 'replan'], [8, 'replan']]);
  });

  it('asks for the styles of lists by the address that the browser gives', async () => {
    await router.route({ type: 'list_style', tokens: ['.a'], general: 'yes', url: 'https://evil.test/' }, inFrame);
    assert.deepEqual(calls.at(-1), { type: 'list_style', url: 'https://widget.test/box', top_url: SHOP, tokens: ['.a'], general: false });
  });

  it('does not make tabs plan anew by reading settings', async () => {
    await router.route({ type: 'settings' }, OWN_PAGE);
    assert.deepEqual(api.told, []);
  });

  it('cannot name a method of every object as a type', () => {
    assert.equal(router.route({ type: 'constructor' }, inTop), null);
  });
});

describe('addresses', () => {
  it('are those that the browser says, whatever the message says', async () => {
    await router.route({ type: 'judge', page: { url: 'https://bank.test/', top_url: 'https://bank.test/', title: 'x' }, candidates: [{}] }, inFrame);
    assert.deepEqual(calls[0].page, { url: 'https://widget.test/box', top_url: SHOP, title: 'x' });
  });

  it('have no fragment', async () => {
    await router.route({ type: 'plan', top: true }, contentSender(7, 0, `${SHOP}#secret`));
    assert.equal(calls[0].url, SHOP);
    assert.equal(calls[0].top_url, SHOP);
  });

  it('of a frame without an address are those of its origin', async () => {
    const sender = { ...inFrame, url: 'about:srcdoc', origin: 'https://www.shop.test' };
    await router.route({ type: 'plan' }, sender);
    assert.equal(calls[0].url, 'https://www.shop.test/');
  });
});

describe('gestures', () => {
  const gesture = { label: 'Subscribe', role: 'button', tokens: ['cta'] };

  it('carry over a navigation, for a minute', async () => {
    await router.route({ type: 'gesture', gesture, at: clock.now }, inTop);
    clock.now += 800;
    const next = contentSender(7, 0, 'https://www.shop.test/newsletter');
    const plan = await router.route({ type: 'plan', top: true }, next);
    assert.deepEqual(plan.gesture, { ...gesture, age_ms: 800, scope: 'navigation' });
    clock.now += 60_000;
    assert.equal((await router.route({ type: 'plan', top: true }, next)).gesture, null);
  });

  it('in another frame explain a candidate that has none', async () => {
    await router.route({ type: 'plan', top: true }, inTop);
    await router.route({ type: 'gesture', gesture, at: clock.now }, inTop);
    clock.now += 300;
    await router.route({ type: 'judge', page: {}, candidates: [{ id: 1 }] }, inFrame);
    assert.deepEqual(calls.at(-1).candidates[0].gesture, { ...gesture, age_ms: 300, scope: 'document' });
  });

  it('that are older than the candidate’s own change nothing', async () => {
    await router.route({ type: 'gesture', gesture, at: clock.now }, inTop);
    clock.now += 300;
    const own = { label: 'Close', role: 'button', tokens: [], age_ms: 10, scope: 'document' };
    await router.route({ type: 'judge', page: {}, candidates: [{ id: 1, gesture: own }] }, inFrame);
    assert.deepEqual(calls.at(-1).candidates[0].gesture, own);
  });
});

describe('presses', () => {
  it('that the page did not survive are told to the next plan', async () => {
    await router.route({ type: 'pressed', key: 'k1', state: 'before' }, inTop);
    await router.route({ type: 'pressed', key: 'k2', state: 'before' }, inTop);
    await router.route({ type: 'pressed', key: 'k2', state: 'after' }, inTop);
    assert.deepEqual((await router.route({ type: 'plan', top: true }, inTop)).pressed, ['k1']);
  });
});

describe('counts', () => {
  it('of frames that a restarted worker does not know are asked for', async () => {
    await router.route({ type: 'count', declined: 4, dismissed: 0, hidden: 0 }, inTop);
    assert.deepEqual(tabs.total(7), { declined: 5, dismissed: 0, hidden: 0 });
  });
});

describe('frames', () => {
  it('can be hidden by their holder alone, with the token of their own', async () => {
    const { token } = await router.route({ type: 'frame_open' }, inFrame);
    assert.deepEqual(await router.route({ type: 'frame_hide', token, hide: true }, inFrame), { ok: false });
    await router.route({ type: 'frame_seen', token, facts: { in_layer: true } }, inTop);
    assert.deepEqual(await router.route({ type: 'frame_hide', token, hide: true }, contentSender(7, 9, 'https://evil.test/', SHOP)), { ok: false });
    assert.deepEqual(await router.route({ type: 'frame_hide', token, hide: true }, inFrame), { ok: true });
    assert.deepEqual(api.told.at(-1), { tabId: 7, frameId: 0, message: { type: 'hide_frame', token, hide: true } });
  });

  it('of another tab cannot claim to hold it', async () => {
    const { token } = await router.route({ type: 'frame_open' }, inFrame);
    await router.route({ type: 'frame_seen', token, facts: {} }, contentSender(8, 0, SHOP));
    assert.deepEqual(await router.route({ type: 'frame_hide', token, hide: true }, inFrame), { ok: false });
  });
});

describe('picker', () => {
  it('teaches only while the user is picking in that tab', async () => {
    assert.equal(await router.route({ type: 'picker_learn', selector: '#ad' }, inTop), null);
    await picker.start(7);
    const learned = await router.route({ type: 'picker_learn', selector: '#ad', fingerprint: '1:', label: 'x' }, inTop);
    assert.equal(learned.learned.id, 5);
    assert.equal(calls.at(-1).top_url, SHOP);
    await router.route({ type: 'picker_relay', say: { word: 'end' } }, inTop);
    assert.equal(await router.route({ type: 'picker_learn', selector: '#ad' }, inTop), null);
  });

  it('takes back only what was picked in that tab', async () => {
    assert.equal(await router.route({ type: 'picker_unlearn', learned_id: 5 }, inTop), null);
    await picker.start(7);
    await router.route({ type: 'picker_learn', selector: '#ad' }, inTop);
    assert.deepEqual(await router.route({ type: 'picker_unlearn', learned_id: 5 }, inTop), { removed: true });
  });
});

describe('leaving', () => {
  it('is told when the last tab of a brand is closed', async () => {
    await router.route({ type: 'plan', top: true }, inTop);
    await router.route({ type: 'plan', top: true }, contentSender(8, 0, SHOP));
    router.leaveIfLast(tabs.remove(7));
    assert.equal(calls.some(({ type }) => type === 'left'), false);
    router.leaveIfLast(tabs.remove(8));
    assert.deepEqual(calls.at(-1), { type: 'left', domain: 'shop.test' });
  });
});

describe('popup', () => {
  it('sees what was done in every frame of the tab', async () => {
    const { result } = await router.route({ type: 'page_state', tabId: 7 }, OWN_PAGE);
    assert.deepEqual(result.acts.map(({ frameId, action }) => [frameId, action]), [[0, 'hidden'], [3, 'declined']]);
    assert.equal(result.brand.brand, 'shop.test');
  });
});
