// @ts-check
// Makes docs/images/: a page of the gallery without and with the extension, and every page of the extension in light, dark,
// Arabic and at 320 pixels. Run: node tests/support/pictures.mjs [FOLDER]
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

import {extensionId, extensionWorker, launchChromium} from './chromium.mjs';
import {tabOf} from './extension.mjs';
import {entry, startGallery} from './gallery.mjs';
import {cli} from './host.mjs';
import {sampleProfile} from './profile.mjs';
import {until, visit} from './visit.mjs';

const FOLDER = process.argv[2] ?? fileURLToPath(new URL('../../docs/images/', import.meta.url));
const PAGE = 'coupon-bootstrap';
const VIEWS = ['overview', 'brands', 'journal', 'learned', 'settings', 'data', 'health'];
const WIDE = {width: 1000, height: 760};
const LOOKS = /** @type {const} */ ([
  {name: 'light', scheme: 'light', language: 'en', view: WIDE, popup: 368},
  {name: 'dark', scheme: 'dark', language: 'en', view: WIDE, popup: 368},
  {name: 'arabic', scheme: 'light', language: 'ar', view: WIDE, popup: 368},
  {name: 'narrow', scheme: 'light', language: 'en', view: {width: 320, height: 640}, popup: 320},
]);

/** @param {import('puppeteer-core').Page} page @param {string} name @param {boolean} [whole] */
const picture = (page, name, whole = false) => page.screenshot({path: join(FOLDER, `${name}.webp`), type: 'webp', quality: 82, fullPage: whole});

/** @param {Awaited<ReturnType<typeof startGallery>>} server @param {typeof LOOKS[number]} look */
async function picturesOf(server, look) {
  const launched = await launchChromium({language: look.language});
  const {browser} = launched;
  try {
    await extensionWorker(browser);
    const file = join(launched.home, 'sample.json');
    writeFileSync(file, JSON.stringify(sampleProfile({brands: 60, entries: 900, until: Date.now()})));
    await cli(launched.home, ['import', '--apply', file]);
    const page = await browser.newPage();
    await visit(page, server, entry(PAGE), {count: false});
    if (look.name === 'light') await picture(page, 'with');
    const tabId = await tabOf(browser, entry(PAGE).site);
    const own = await browser.newPage();
    await own.emulateMediaFeatures([{name: 'prefers-color-scheme', value: look.scheme}]);
    await own.setViewport({width: look.popup, height: 640, deviceScaleFactor: 2});
    await own.goto(`chrome-extension://${extensionId()}/popup/popup.html?tab=${tabId}`, {waitUntil: 'networkidle0'});
    await until(() => own.evaluate(() => Boolean(document.documentElement.dataset.ready)));
    await picture(own, `popup-${look.name}`, true);
    await own.setViewport(look.view);
    await own.goto(`chrome-extension://${extensionId()}/welcome/welcome.html`);
    await until(() => own.evaluate(() => Boolean(document.documentElement.dataset.ready)));
    await picture(own, `welcome-${look.name}`);
    for (const view of VIEWS) {
      await own.goto(`chrome-extension://${extensionId()}/dashboard/dashboard.html#${view}`);
      await own.reload();
      await until(() => own.evaluate((name) => document.documentElement.dataset.ready === name, view));
      if (view === 'brands') await own.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('#brand-rows button.plain')).click());
      await picture(own, `${view}-${look.name}`);
    }
  } finally {
    await launched.close();
  }
}

mkdirSync(FOLDER, {recursive: true});
const server = await startGallery();
try {
  const plain = await launchChromium({extension: false});
  try {
    const page = await plain.browser.newPage();
    await visit(page, server, entry(PAGE), {count: false});
    await picture(page, 'without');
  } finally {
    await plain.close();
  }
  for (const look of LOOKS) await picturesOf(server, look);
} finally {
  await server.close();
}
