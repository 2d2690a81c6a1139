// @ts-check
// The dashboard, with the real host behind it: what each control says, it does, and it is still so after a restart.
import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';

import {extensionId} from '../support/chromium.mjs';
import {CHROMIUM_ONLY, extensionReady, launch, ownPage} from '../support/extension.mjs';
import {cli} from '../support/host.mjs';
import {fill, openView, press, rowsOf, says, textOf} from '../support/own-page.mjs';
import {sampleProfile} from '../support/profile.mjs';
import {until} from '../support/visit.mjs';

const NOW = Date.UTC(2026, 4, 20, 12);
const SAMPLE = sampleProfile({brands: 120, entries: 400, until: NOW});

/** @type {string} */
let folder;
/** @type {import('../support/chromium.mjs').Launched} */
let launched;
/** @type {import('puppeteer-core').Page} */
let page;

async function start() {
  launched = await launch({home: join(folder, 'host')});
  await extensionReady(launched.browser);
  page = await ownPage(launched.browser, 'popup/popup.html');
}
/** @param {string[]} args */
const json = async (...args) => JSON.parse((await cli(launched.home, [...args, '--json'])).stdout);
const names = async () => (await rowsOf(page, '#brand-rows > tr:not(.below)')).map((cells) => cells[1]);

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lma-dashboard-'));
  await start();
  writeFileSync(join(folder, 'sample.json'), JSON.stringify(SAMPLE));
  assert.equal((await cli(launched.home, ['import', '--apply', join(folder, 'sample.json')])).status, 0);
});
after(async () => {
  await launched?.close();
  rmSync(folder, {recursive: true, force: true});
});

/** @param {string} text @param {string} [name] */
async function choose(text, name = 'import.json') {
  writeFileSync(join(folder, name), text);
  const input = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await page.$('#import-file'));
  await input.uploadFile(join(folder, name));
}

describe('overview', () => {
  test('its charts and its tables say what the host says', async () => {
    await openView(page, 'overview');
    const stats = await json('stats');
    const total = (/** @type {string} */ name) => stats.by_action.find((/** @type {any} */ one) => one.name === name)?.asks ?? 0;
    const figures = await page.$$eval('#number-list dd', (all) => all.map((one) => one.textContent));
    assert.deepEqual(figures.slice(1), ['declined', 'dismissed', 'hidden'].map((name) => String(total(name))));
    const kinds = await rowsOf(page, '#kind-chart tbody tr');
    assert.equal(kinds[0][0], 'Newsletter');
    assert.equal(kinds[0][1], String(stats.by_kind.find((/** @type {any} */ one) => one.name === 'newsletter').asks));
    assert.equal((await page.$$('#week-chart rect.mark')).length, (await rowsOf(page, '#week-chart tbody tr')).length);
  });

  test('the statement adds up, and shows its formula', async () => {
    await fill(page, '#statement-period', '');
    const sum = SAMPLE.journal.reduce((seconds, entry) => seconds + entry.seconds, 0);
    await until(async () => (await rowsOf(page, '#statement-table tr.sum'))[0]?.[2] === sum.toLocaleString('en'));
    const [line] = await rowsOf(page, '#statement-table tr.sum');
    assert.deepEqual(line.slice(1, 3), [SAMPLE.journal.length.toLocaleString('en'), sum.toLocaleString('en')]);
    assert.match(await textOf(page, '#statement-formula'), /Survey 8.*Newsletter 6/);
  });
});

describe('brands', () => {
  test('are paged, searched, filtered and sorted', async () => {
    await openView(page, 'brands');
    assert.equal((await names()).length, 50);
    assert.match(await textOf(page, '#brands-pager'), /1 to 50 of 120/);
    await press(page, '#brands-pager button:last-child');
    await says(page, (text) => text.includes('51 to 100'), '#brands-pager');
    await fill(page, '#search', 'casa-verde');
    assert.ok(await until(async () => (await names()).length === 8));
    await fill(page, '#search', '');
    await fill(page, '#brand-state', 'wanted');
    await fill(page, '#brand-sort', 'asks');
    // The states first, then the order: each choice is answered by the host on its own.
    const rows = () => rowsOf(page, '#brand-rows > tr:not(.below)');
    const asks = async () => (await rows()).map((cells) => Number(cells[3]) + Number(cells[4]) + Number(cells[5]));
    assert.ok(await until(async () => (await rows()).every((cells) => cells[2] === 'Welcome')));
    const falls = async () => String(await asks()) === String((await asks()).sort((a, b) => b - a));
    assert.ok(await until(falls), String(await asks()));
    assert.ok((await asks()).length > 1);
  });

  test('can be added by hand, and what is no site is refused', async () => {
    await openView(page, 'brands');
    await fill(page, '#brand-new', '<b>no site</b>');
    await press(page, '#brand-add button');
    assert.equal(await says(page, (text) => text !== ''), 'That is not the address of a site.');
    await fill(page, '#brand-new', 'https://www.brand-new.example/shop');
    await press(page, '#brand-add button');
    assert.ok(await until(async () => (await names()).join() === 'brand-new.example'));
    assert.equal((await json('brands', 'list', 'brand-new')).brands[0].wanted, true);
  });

  test('are wanted, made one and forgotten several at once', async () => {
    await openView(page, 'brands');
    await fill(page, '#search', 'granja-azul');
    assert.ok(await until(async () => (await names()).length === 7));
    await page.$$eval('#brand-rows input.choose', (boxes) => boxes.slice(0, 2).forEach((box) => /** @type {HTMLElement} */ (box).click()));
    assert.equal(await textOf(page, '#bulk-count'), 'Chosen: 2');
    const [first, second] = await names();
    await press(page, '#bulk-want');
    await says(page, (text) => text.startsWith('Changed'));
    assert.deepEqual((await json('brands', 'list', 'granja-azul')).brands.slice(0, 2).map((/** @type {any} */ one) => one.wanted), [true, true]);

    await page.$$eval('#brand-rows input.choose', (boxes) => boxes.slice(0, 2).forEach((box) => /** @type {HTMLElement} */ (box).click()));
    await press(page, '#bulk-merge');
    assert.equal(await textOf(page, '#bulk-merge'), 'Really make them one?');
    await press(page, '#bulk-merge');
    await says(page, (text) => text.startsWith('One brand now'));
    assert.deepEqual((await json('brands', 'list', 'granja-azul')).brands[0].domains, [first, second]);

    await press(page, '#choose-all');
    await press(page, '#bulk-forget');
    await press(page, '#bulk-forget');
    await says(page, (text) => text.startsWith('Forgotten'));
    assert.equal((await json('brands', 'list', 'granja-azul')).total, 0);
    assert.equal((await json('log', '--brand', first)).total, 0);
  });

  test('take kinds and domains, and give a domain back', async () => {
    await openView(page, 'brands');
    await fill(page, '#search', 'tidal-chronicle.example');
    assert.ok(await until(async () => (await names()).length === 1));
    await press(page, '#brand-rows button.plain');
    await press(page, '.brand-details input[value=survey]');
    await says(page, (text) => text === 'Some kinds', '#brand-rows td:nth-child(3)');
    assert.deepEqual((await json('brands', 'list', 'tidal-chronicle.example')).brands[0].wanted_kinds, ['survey']);
    await press(page, '.domains button');
    await says(page, (text) => text.startsWith('A brand of its own'));
    assert.deepEqual((await json('brands', 'list', 'tidal-chronicle.example')).brands[0].domains, ['tidal-chronicle.example']);
  });

  test('are as they were left after the browser was started anew', async () => {
    await launched.close();
    await start();
    await openView(page, 'brands');
    await fill(page, '#search', 'tidal-chronicle.example');
    await says(page, (text) => text === 'Some kinds', '#brand-rows td:nth-child(3)');
  });
});

describe('journal', () => {
  test('is filtered', async () => {
    await openView(page, 'journal');
    await fill(page, '#journal-kind', 'survey');
    await fill(page, '#journal-action', 'hidden');
    const surveys = (await json('log', '--kinds', 'survey', '--limit', '1000')).entries;
    const expected = surveys.filter((/** @type {any} */ entry) => entry.action === 'hidden').length;
    assert.ok(expected > 0);
    assert.ok(await until(async () => (await rowsOf(page, '#journal-rows tr')).length === expected));
  });

  test('lets a kind in again from its line', async () => {
    const [line] = await rowsOf(page, '#journal-rows tr');
    await press(page, '#journal-rows button');
    assert.match(await says(page, (text) => text !== ''), /^From now on .* may ask this: Survey$/);
    assert.ok((await json('brands', 'list', line[1])).brands[0].wanted_kinds.includes('survey'));
  });

  test('is cleared when asked twice', async () => {
    await fill(page, '#journal-clear-what', '0');
    await press(page, '#journal-clear');
    assert.notEqual((await json('log')).total, 0);
    await press(page, '#journal-clear');
    await says(page, (text) => text.startsWith('Cleared'));
    assert.equal((await json('log')).total, 0);
  });
});

describe('settings', () => {
  test('are kept', async () => {
    await openView(page, 'settings');
    await press(page, '#quiet input[value=prompts]');
    await says(page, (text) => text === 'Saved.');
    await press(page, '#allowed-kinds input[value=push]');
    await fill(page, '#journal-months', '6');
    await openView(page, 'settings');
    assert.deepEqual(
      await page.evaluate(() => [
        /** @type {any} */ (document.querySelector('#quiet input:checked')).value,
        [...document.querySelectorAll('#allowed-kinds input:checked')].map((box) => /** @type {any} */ (box).value).join(),
        /** @type {any} */ (document.querySelector('#journal-months')).value,
      ]),
      ['prompts', 'push,donation', '6'],
    );
  });
});

describe('the data', () => {
  test('come back from a file, after a look at what it changes', async () => {
    await openView(page, 'data');
    await choose(JSON.stringify(SAMPLE));
    await page.waitForSelector('#import-apply');
    const rows = await rowsOf(page, '#import-preview tbody tr');
    assert.deepEqual(rows.find(([name]) => name === 'Journal')?.slice(1), ['400', '0', '0']);
    assert.equal((await json('log')).total, 0);
    await press(page, '#import-apply');
    assert.match(await says(page, (text) => text.startsWith('Done')), /new/);
    assert.equal((await json('log')).total, 400);
  });

  for (const [name, text, reason] of [
    ['cut off', JSON.stringify(SAMPLE).slice(0, 5000), /bad|profile/],
    ['of a newer version', JSON.stringify({...SAMPLE, version: 2}), /newer than this program/],
    ['of something else', '{"format":"other","version":1}', /not a profile/],
    ['with HTML for a brand', JSON.stringify({...SAMPLE, brands: [{brand: '<img src=x onerror=alert(1)>'}]}), /not a site/],
    ['with a string of ten megabytes', JSON.stringify({...SAMPLE, learned: [{brand: 'a.example', answer: 'hide', label: 'x'.repeat(10_000_000)}]}), /profile: /],
    ['that is empty', '', /./],
  ]) {
    test(`are untouched by a file that is ${name}`, async () => {
      const before = (await json('export')).brands.length;
      await openView(page, 'data');
      await choose(/** @type {string} */ (text));
      if (text !== '') {
        const said = await says(page, (words) => words.startsWith('This file was refused'));
        assert.match(said, /** @type {RegExp} */ (reason));
      }
      assert.equal(await page.$('#import-apply'), null);
      assert.equal((await json('export')).brands.length, before);
    });
  }

  test('words of a page are shown as words', async () => {
    const label = '<img src=x onerror="document.title=1">';
    await openView(page, 'data');
    await choose(JSON.stringify({format: SAMPLE.format, version: 1, learned: [{brand: 'html.example', answer: 'hide', selector: '#x', label}]}));
    await page.waitForSelector('#import-apply');
    await press(page, '#import-apply');
    await says(page, (text) => text.startsWith('Done'));
    await openView(page, 'learned');
    assert.ok((await page.$$eval('#learned-list .name', (all) => all.map((one) => one.textContent))).includes(label));
    assert.equal(await page.$('#learned-list img'), null);
  });

  test('are saved in every format', {skip: CHROMIUM_ONLY}, async () => {
    const session = await page.createCDPSession();
    await session.send('Browser.setDownloadBehavior', {behavior: 'allow', downloadPath: folder});
    await openView(page, 'data');
    for (const [what, name, begin] of [
      ['profile', 'leave-me-alone.json', '{"format":"leave-me-alone profile"'],
      ['brands_csv', 'leave-me-alone-brands.csv', 'brand,domains,wanted'],
      ['statement_csv', 'leave-me-alone-time.csv', 'month,brand,kind'],
      ['ublock', 'leave-me-alone-filters.txt', '! Title'],
    ]) {
      await press(page, `#exports button[data-what=${what}]`);
      const text = () => {
        try {
          return readFileSync(join(folder, name), 'utf8');
        } catch {
          return '';
        }
      };
      assert.ok(await until(async () => text().startsWith(begin)), `${name}: ${text().slice(0, 80)}`);
    }
    assert.match(readFileSync(join(folder, 'leave-me-alone-filters.txt'), 'utf8'), /^html\.example###x$/m);
  });
});

describe('health', () => {
  test('can be copied without a brand', {skip: CHROMIUM_ONLY}, async () => {
    await launched.browser.defaultBrowserContext().overridePermissions(`chrome-extension://${extensionId()}`, ['clipboard-read', 'clipboard-sanitized-write']);
    await openView(page, 'health');
    await page.bringToFront();
    await page.click('#copy-diagnostics');
    await says(page, (text) => text === 'Copied.');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^extension [\d.]+, chromium/);
    assert.match(copied, /host [\d.]+, protocol 1, vault open/);
    assert.doesNotMatch(copied, /example|test/);
  });
});
