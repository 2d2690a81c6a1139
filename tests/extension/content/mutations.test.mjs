import assert from 'node:assert/strict';
import {describe, test} from 'node:test';

import {load} from './load.mjs';

const ELEMENT = 1;
const TEXT = 3;

/** As much of an element as the sorting of records asks for. */
class FakeElement {
  nodeType = ELEMENT;
  isConnected = true;
  localName = 'div';
  children = [];
  parentElement = null;
  nextElementSibling = null;
  textContent = 'words';
  childElementCount = 1;

  constructor(tagName = 'DIV') {
    this.tagName = tagName;
  }

  get firstElementChild() {
    return this.children[0] ?? null;
  }

  add(child) {
    const last = this.children.at(-1);
    if (last) last.nextElementSibling = child;
    child.parentElement = this;
    this.children.push(child);
    return child;
  }
}

const text = () => ({nodeType: TEXT});
const added = (target, ...addedNodes) => ({type: 'childList', target, addedNodes});

/** The script between parts that only note what they are told. */
function world() {
  const told = {styled: [], around: [], news: [], attributes: []};
  const lma = {
    dom: {
      SILENT_TAGS: new Set(['SCRIPT']),
      canHostShadow: () => false,
      isPageRoot: () => false,
      parentOf: (node) => node.parentElement ?? null,
    },
    judge: {
      isKnown: () => false,
      consider() {},
      flush() {},
      layerAround(node) {
        told.around.push(node);
        return null;
      },
    },
    layers: {layerKind: () => '', isPage: () => false},
    roots: {observe() {}},
    watchList: {add() {}, testInside() {}},
    early: {meet() {}},
    hold: {isHeld: () => false},
    restore: {isHidden: () => false},
    snapshot: {record: (records) => told.attributes.push(...records)},
    inline: {noteAdded: (nodes) => told.news.push(...nodes)},
    frames: {later() {}},
    page: {relisten: () => (told.relistened = true)},
    budgetedQueue(step) {
      const items = [];
      return {
        push: (item) => items.push(item),
        flush() {
          for (let item = items.shift(); item; item = items.shift()) step(item);
        },
      };
    },
  };
  load(['watch/mutations.js'], {
    lma,
    Element: FakeElement,
    Node: {ELEMENT_NODE: ELEMENT, TEXT_NODE: TEXT},
    getComputedStyle(element) {
      told.styled.push(element);
      return {display: 'block'};
    },
    document: {readyState: 'complete', body: null},
  });
  return {told, onRecords: lma.mutations.onRecords};
}

describe('what a batch of records brought', () => {
  test('what stands in something new is met from there, and once', () => {
    const {told, onRecords} = world();
    const page = new FakeElement();
    const box = page.add(new FakeElement());
    const inner = box.add(new FakeElement());
    onRecords([added(page, box), added(box, inner), added(inner, text())]);
    assert.deepEqual(told.styled, [box, inner, page]);
    assert.deepEqual(told.news, [box]);
    assert.deepEqual(told.around, [page], 'only the place that was there before may stand in a layer');
  });

  test('a node that moves out of something new is looked at by itself', () => {
    const {told, onRecords} = world();
    const page = new FakeElement();
    const box = page.add(new FakeElement());
    const moved = page.add(new FakeElement());
    onRecords([added(page, box), added(box, moved), added(page, moved)]);
    assert.deepEqual(told.news, [box, moved]);
    assert.equal(told.styled.filter((one) => one === moved).length, 1);
  });

  test('what is gone again is not looked at', () => {
    const {told, onRecords} = world();
    const page = new FakeElement();
    const gone = new FakeElement();
    gone.isConnected = false;
    onRecords([added(page, gone)]);
    assert.deepEqual(told.news, []);
    assert.deepEqual(told.styled, [page]);
  });

  test('words put into what was there before change the layer around it', () => {
    const {told, onRecords} = world();
    const box = new FakeElement();
    const words = text();
    onRecords([added(box, words)]);
    assert.deepEqual(told.news, [words]);
    assert.ok(told.around.includes(box));
  });

  test('changed attributes of something new need no second look, but are noted', () => {
    const {told, onRecords} = world();
    const page = new FakeElement();
    const box = page.add(new FakeElement());
    const change = {type: 'attributes', target: box, attributeName: 'class'};
    onRecords([added(page, box), change]);
    assert.deepEqual(told.attributes, [change]);
    assert.equal(told.styled.filter((one) => one === box).length, 1);
  });
});
