import assert from 'node:assert/strict';
import {beforeEach, describe, test} from 'node:test';

import {load} from './load.mjs';

describe('records that wait for the next frame', () => {
  /** @type {any} */
  let world;
  /** @type {string[][]} */
  let handled;

  beforeEach(() => {
    const root = {};
    world = load(['base.js', 'watch/batch.js'], {document: {documentElement: root, body: null, hidden: false}});
    handled = [];
    world.lma.batch.start((records) => handled.push([...records]));
  });

  test('the first of them are handled in the task that made them', () => {
    world.lma.batch.add(['a']);
    assert.deepEqual(handled, [['a']]);
  });

  test('what follows before the next frame is handled in it, all at once', () => {
    world.lma.batch.add(['a']);
    world.pass(1);
    world.lma.batch.add(['b']);
    world.lma.batch.add(['c']);
    assert.deepEqual(handled, [['a']]);
    world.pass(16);
    assert.deepEqual(handled, [['a'], ['b', 'c']]);
  });

  test('nothing waits for a frame after the one that is being made', () => {
    world.lma.batch.add(['a']);
    world.lma.batch.add(['made in the same frame']);
    assert.deepEqual(handled, [['a'], ['made in the same frame']]);
  });

  test('a new document, and a page that nobody sees, wait for no frame', () => {
    world.lma.batch.add(['a']);
    world.pass(1);
    world.document.documentElement = {};
    world.lma.batch.add(['new document']);
    world.document.hidden = true;
    world.lma.batch.add(['hidden']);
    assert.deepEqual(handled, [['a'], ['new document'], ['hidden']]);
  });

  test('no frame is asked for once nothing changes any more', () => {
    world.lma.batch.add(['a']);
    world.pass(2000);
    let asked = 0;
    world.requestAnimationFrame = () => asked++;
    world.pass(2000);
    assert.equal(asked, 0);
  });

  test('a dormant page handles nothing', () => {
    world.lma.batch.add(['a']);
    world.pass(1);
    world.lma.batch.add(['b']);
    world.lma.active = false;
    world.pass(20);
    assert.deepEqual(handled, [['a']]);
  });
});
