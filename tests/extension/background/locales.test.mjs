// Every language has every word, with the same places for values, and no word is left that nothing says.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const EXTENSION = fileURLToPath(new URL('../../../extension', import.meta.url));
const read = (path) => readFileSync(join(EXTENSION, path), 'utf8');
const wordsOf = (language) => JSON.parse(read(`_locales/${language}/messages.json`));
const english = wordsOf('en');
const languages = readdirSync(join(EXTENSION, '_locales'));

/** What our own code and pages say; the end of a key that is put together stands for all that begin so. */
function saidSomewhere() {
  const whole = new Set(['extension_name', 'extension_description']);
  const beginnings = new Set();
  const files = ['background', 'popup', 'dashboard', 'peek', 'picker', 'shared', 'welcome'].flatMap((folder) =>
    readdirSync(join(EXTENSION, folder)).map((name) => `${folder}/${name}`),
  );
  for (const text of [...files.filter((path) => /\.(js|html)$/.test(path)), 'manifest.json'].map(read)) {
    for (const [, key] of text.matchAll(/['"]([a-z][a-z0-9_]+)['"]/g)) whole.add(key);
    for (const [, key] of text.matchAll(/__MSG_([a-z_]+)__/g)) whole.add(key);
    for (const [, start] of text.matchAll(/`([a-z]+_)\$\{/g)) beginnings.add(start);
  }
  return (key) => whole.has(key) || [...beginnings].some((start) => key.startsWith(start));
}

describe('locales', () => {
  it('are at least ten', () => assert.ok(languages.length >= 10));

  for (const language of languages) {
    it(`${language} has every word of English and no other`, () => {
      assert.deepEqual(Object.keys(wordsOf(language)).sort(), Object.keys(english).sort());
    });

    it(`${language} has the same places for values`, () => {
      for (const [key, { message }] of Object.entries(wordsOf(language))) {
        const places = (text) => [...new Set(text.match(/\$\d/g))].sort();
        assert.deepEqual(places(message), places(english[key].message), key);
        assert.notEqual(message.trim(), '', key);
      }
    });

    it(`${language} describes the extension within the browsers’ 132 characters`, () => {
      assert.ok(wordsOf(language).extension_description.message.length <= 132);
    });
  }

  it('hold nothing that is never said', () => {
    const isSaid = saidSomewhere();
    assert.deepEqual(Object.keys(english).filter((key) => !isSaid(key)), []);
  });
});
