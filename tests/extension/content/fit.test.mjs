import assert from 'node:assert/strict';
import {describe, test} from 'node:test';

import {load} from './load.mjs';

const {lma} = load(['base.js', 'dom.js', 'text.js', 'describe.js']);
const size = (candidate) => new TextEncoder().encode(JSON.stringify(candidate)).length;

describe('fit', () => {
  test('leaves out what is at its default', () => {
    const candidate = {id: 1, surface: 'overlay', text: '', tokens: [], holds_main: false, layer: {position: 'fixed', modal: false}, controls: [{i: 0, label: 'OK', name: '', icon: false}]};
    assert.deepEqual(lma.describe.fit(candidate), {id: 1, surface: 'overlay', layer: {position: 'fixed'}, controls: [{i: 0, label: 'OK'}]});
  });

  test('a candidate of any size becomes at most 4 KiB, and controls keep their numbers', () => {
    const label = 'はい、今すぐ登録して特典を受け取る'.repeat(3);
    const candidate = {
      id: 1,
      surface: 'overlay',
      text: 'あ'.repeat(680),
      heading: 'い'.repeat(80),
      tokens: Array.from({length: 64}, (_, i) => `token-${i}`.padEnd(60, 'x')),
      links: Array.from({length: 24}, (_, i) => `host${i}.example/`.padEnd(64, 'p')),
      controls: Array.from({length: 24}, (_, i) => ({i, type: 'button', label, name: label, tokens: ['a'.repeat(60), 'b'.repeat(60)]})),
      fields: Array.from({length: 16}, () => ({type: 'email', name: 'n'.repeat(60), label})),
    };
    const fitted = lma.describe.fit(candidate);
    assert.ok(size(fitted) <= 4096, `${size(fitted)} bytes`);
    assert.equal(fitted.controls.at(-1).i, 23);
    assert.ok(fitted.text.length > 100);
  });
});
