import assert from 'node:assert/strict';
import {describe, test} from 'node:test';

import {load} from './load.mjs';

describe('base', () => {
  test('an error of ours ends in the counters and releases everything', () => {
    const {lma} = load(['base.js']);
    let released = 0;
    lma.onError.push(() => {
      released += 1;
      throw new Error('even this');
    });
    const broken = lma.guard(() => {
      throw new Error('broken');
    });
    assert.equal(broken(), undefined);
    assert.equal(released, 1);
    assert.equal(lma.counters.errors, 1);
  });

  test('one task works for its budget only, and the rest follows in later frames', () => {
    const world = load(['base.js']);
    const done = [];
    const queue = world.lma.budgetedQueue((item) => {
      done.push(item);
      world.clock += 1;
    }, 100);
    for (let i = 0; i < 20; i++) queue.push(i);
    queue.flush();
    assert.ok(done.length <= world.lma.TASK_BUDGET_MS);
    const first = done.length;
    queue.flush();
    assert.equal(done.length, first, 'a second call in the same task starts a budget of its own');
    world.pass(1000);
    assert.deepEqual(done, [...Array(20).keys()]);
  });

  test('what does not fit in the queue is dropped and counted', () => {
    const {lma} = load(['base.js']);
    const queue = lma.budgetedQueue(() => {}, 3);
    for (let i = 0; i < 5; i++) queue.push(i);
    assert.equal(queue.size, 3);
    assert.equal(lma.counters.dropped, 2);
  });

  test('an item that throws does not stop those behind it', () => {
    const world = load(['base.js']);
    const done = [];
    const queue = world.lma.budgetedQueue((item) => {
      if (item === 1) throw new Error('broken');
      done.push(item);
    }, 10);
    for (let i = 0; i < 3; i++) queue.push(i);
    queue.flush();
    world.pass(200);
    assert.deepEqual(done, [0, 2]);
  });
});
