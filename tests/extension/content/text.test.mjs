import assert from 'node:assert/strict';
import {describe, test} from 'node:test';

import {load} from './load.mjs';

const {lma} = load(['base.js', 'dom.js', 'text.js']);
const bytes = (text) => new TextEncoder().encode(text).length;

describe('text', () => {
  test('cuts between two characters', () => {
    assert.equal(lma.text.cut('abc', 2048), 'abc');
    for (const max of [4, 5, 6, 7, 8]) {
      const cut = lma.text.cut('ありがとう', max);
      assert.ok(bytes(cut) <= max);
      assert.ok('ありがとう'.startsWith(cut));
    }
    assert.equal(lma.text.cut('👍👍', 5), '👍');
  });

  test('half of a surrogate pair never leaves the page', () => {
    for (const broken of ['a\ud800b', '\udc00'.repeat(50)]) {
      const sent = lma.text.cut(broken, 2048);
      assert.equal(sent, new TextDecoder().decode(new TextEncoder().encode(sent)));
    }
  });

  test('white space is collapsed', () => {
    assert.equal(lma.text.collapse('  No\n\t thanks  '), 'No thanks');
  });
});
