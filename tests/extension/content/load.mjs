// Runs content scripts in a small world of their own: the globals that they read at start, and nothing of a browser's
// drawing. Enough for what is pure in them; the rest is tested in real browsers (tests/e2e).
import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import vm from 'node:vm';

const CONTENT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'extension', 'content');

/**
 * @param {string[]} files in the manifest's order
 * @param {Record<string, unknown>} [globals]
 * @returns {any} the world, with `lma`
 */
export function load(files, globals = {}) {
  const timers = [];
  const world = {
    performance: {now: () => world.clock},
    clock: 0,
    setTimeout: (run, ms = 0) => timers.push({run, at: world.clock + ms}),
    clearTimeout: (id) => {
      if (id > 0) timers[id - 1].run = () => {};
    },
    requestAnimationFrame: (run) => timers.push({run, at: world.clock + 16}),
    TextEncoder,
    TextDecoder,
    URL,
    Node: {TEXT_NODE: 3},
    Element: class {},
    ShadowRoot: class {},
    document: {documentElement: null, body: null},
    location: {href: 'https://shop.example/', host: 'shop.example'},
    chrome: {runtime: {id: 'me'}},
    /** Lets time pass and runs what is due, in order. */
    pass(ms) {
      const end = world.clock + ms;
      for (;;) {
        const due = timers.filter((timer) => timer.run && timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        world.clock = Math.max(world.clock, due.at);
        const {run} = due;
        due.run = null;
        run();
      }
      world.clock = end;
    },
    ...globals,
  };
  world.self = world;
  vm.createContext(world);
  for (const file of files) vm.runInContext(readFileSync(join(CONTENT, file), 'utf8'), world, {filename: file});
  return world;
}

/** An element with an inline style, as far as hold.js needs one. */
export function styledElement(style = {}) {
  const properties = new Map(Object.entries(style).map(([name, value]) => [name, {value, priority: ''}]));
  let attribute = properties.size > 0;
  return {
    localName: 'div',
    style: {
      getPropertyValue: (name) => properties.get(name)?.value ?? '',
      getPropertyPriority: (name) => properties.get(name)?.priority ?? '',
      setProperty(name, value, priority = '') {
        attribute = true;
        properties.set(name, {value, priority});
      },
      removeProperty: (name) => properties.delete(name),
    },
    matches: () => false,
    hasAttribute: (name) => name === 'style' && attribute,
    getAttribute: (name) => (name === 'style' && attribute ? [...properties].map(([key, {value}]) => `${key}: ${value}`).join('; ') : null),
    removeAttribute: () => (attribute = false),
  };
}
