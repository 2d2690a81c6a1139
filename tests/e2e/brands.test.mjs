// @ts-check
// The visitor's own choice: a wanted brand is never touched, an engagement ends by itself, and what is kept of it can be
// read by nobody without the key.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';

import {askExtension, extensionReady, launch} from '../support/extension.mjs';
import {entry, startGallery} from '../support/gallery.mjs';
import {allFiles, cli} from '../support/host.mjs';
import {entryUrl, look, settle, trigger, until, visit} from '../support/visit.mjs';

/** @type {Awaited<ReturnType<typeof startGallery>>} */
let server;
/** @type {import('../support/chromium.mjs').Launched} */
let launched;
/** @type {import('puppeteer-core').Page} */
let page;

before(async () => {
  server = await startGallery();
  launched = await launch();
  await extensionReady(launched.browser);
  page = await launched.browser.newPage();
});
after(async () => {
  await launched?.close();
  await server?.close();
});

describe('brands', () => {
  const coupon = entry('coupon-bootstrap');
  const newsletter = entry('newsletter-dialog');

  test('a wanted brand may ask, and its ask is not touched', async () => {
    const {status, stderr} = await cli(launched.home, ['brands', 'want', coupon.site]);
    assert.equal(status, 0, stderr);
    const seen = await visit(page, server, coupon);
    assert.equal(seen.ask, true, "the wanted brand's ask is gone");
    assert.equal(seen.memory, '', "the wanted brand's ask was answered");
  });

  test('one brand being wanted changes nothing for another', async () => {
    assert.equal((await visit(page, server, newsletter)).ask, false);
  });

  test('a wanted brand is shown by brands list, and declined again once it is unwanted', async () => {
    const list = await cli(launched.home, ['brands', 'list', '--json']);
    assert.match(list.stdout, new RegExp(coupon.site));
    assert.equal((await cli(launched.home, ['brands', 'unwant', coupon.site])).status, 0);
    const seen = await visit(page, server, coupon);
    assert.equal(seen.ask, false, 'the ask is still there');
    assert.equal(seen.memory, 'declined');
  });

  test('an engagement lets a brand ask until its time ends, and not after', async () => {
    const brand = entry('newsletter-late');
    const endsAt = Date.now() + 9000;
    const {result, error} = await askExtension(launched.browser, {type: 'engage', domain: brand.site, until: endsAt});
    assert.ok(result, error?.message);
    await page.bringToFront();
    const during = await visit(page, server, {...brand, query: 'wait=200'});
    assert.equal(during.ask, true, 'the engaged brand was not let in');
    assert.equal(during.memory, '');
    await until(async () => Date.now() > endsAt + 200, {timeout: 12_000});
    const later = await visit(page, server, {...brand, query: 'wait=200'});
    assert.equal(later.ask, false, 'the engagement went on after its end');
  });

  test('no file of the profile holds a brand, a domain or words of a page in the clear', async () => {
    const exported = await cli(launched.home, ['export']);
    assert.equal(exported.status, 0, exported.stderr);
    assert.match(exported.stdout, new RegExp(coupon.site), 'the export should hold what the vault holds');
    const files = allFiles(launched.home).filter((file) => !file.path.endsWith('host.sh'));
    assert.ok(files.length > 0);
    const secrets = ['tienda-faro', 'kurier', 'vallon', 'newsletter', 'descuento', 'Suscr'];
    for (const {path, bytes} of files) {
      for (const secret of secrets) {
        assert.equal(bytes.includes(secret), false, `${path} holds ${secret}`);
        assert.equal(bytes.includes(Buffer.from(secret, 'utf16le')), false, `${path} holds ${secret}`);
      }
    }
  });

  test('what was done is in the journal, with the site that asked', async () => {
    const logged = await cli(launched.home, ['log', '--json']);
    assert.equal(logged.status, 0, logged.stderr);
    assert.match(logged.stdout, /tienda-faro\.test/);
    assert.match(logged.stdout, /coupon/);
  });

  test('a page that is open learns of a change', async () => {
    const exit = entry('newsletter-ouibounce');
    await page.goto(entryUrl(server, exit), {waitUntil: 'load'});
    assert.equal((await cli(launched.home, ['brands', 'want', exit.site])).status, 0);
    await settle(page);
    await trigger(page, exit);
    assert.ok(await until(async () => (await look(page)).ask), 'the ask was declined although the brand is wanted now');
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).gallery.answer()), '');
  });
});
