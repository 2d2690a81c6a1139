import assert from 'node:assert/strict';
import {describe, test} from 'node:test';

import {load, styledElement} from './load.mjs';

const FILES = ['base.js', 'hold.js'];

describe('hold', () => {
  test('clips an element away and gives its own value back', () => {
    const {lma} = load(FILES);
    const element = styledElement({'clip-path': 'circle(40%)', color: 'red'});
    lma.hold.hold(element);
    assert.equal(element.style.getPropertyValue('clip-path'), 'inset(100%)');
    assert.equal(element.style.getPropertyPriority('clip-path'), 'important');
    lma.hold.release(element);
    assert.equal(element.style.getPropertyValue('clip-path'), 'circle(40%)');
    assert.equal(element.style.getPropertyValue('color'), 'red');
  });

  test('leaves no style attribute where there was none', () => {
    const {lma} = load(FILES);
    const element = styledElement();
    lma.hold.hold(element);
    lma.hold.release(element);
    assert.equal(element.hasAttribute('style'), false);
  });

  test('never holds longer than 100 ms without a verdict', () => {
    const world = load(FILES);
    const element = styledElement();
    world.lma.hold.hold(element);
    world.pass(99);
    assert.ok(world.lma.hold.isHeld(element));
    world.pass(1);
    assert.equal(world.lma.hold.isHeld(element), false);
    assert.equal(element.style.getPropertyValue('clip-path'), '');
  });

  test('an error anywhere releases what is held', () => {
    const {lma} = load(FILES);
    const element = styledElement();
    lma.hold.hold(element);
    lma.guard(() => {
      throw new Error('broken');
    })();
    assert.equal(lma.hold.size, 0);
    assert.equal(element.style.getPropertyValue('clip-path'), '');
  });

  test('keeps a clip-path that the page set meanwhile', () => {
    const {lma} = load(FILES);
    const element = styledElement();
    lma.hold.hold(element);
    element.style.setProperty('clip-path', 'none');
    lma.hold.release(element);
    assert.equal(element.style.getPropertyValue('clip-path'), 'none');
  });
});
