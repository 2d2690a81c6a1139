// @ts-check
// Makes docs/images/: a page of the gallery without and with the extension, and the popup. Run: node tests/support/pictures.mjs
import {mkdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

import {extensionId, extensionWorker, launchChromium} from './chromium.mjs';
import {tabOf} from './extension.mjs';
import {entry, startGallery} from './gallery.mjs';
import {visit} from './visit.mjs';

const FOLDER = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const PAGE = 'coupon-bootstrap';

mkdirSync(FOLDER, {recursive: true});
const server = await startGallery();
try {
  for (const extension of [false, true]) {
    const launched = await launchChromium({extension});
    try {
      if (extension) await extensionWorker(launched.browser);
      const page = await launched.browser.newPage();
      await visit(page, server, entry(PAGE), {count: false});
      await page.screenshot({path: `${FOLDER}${extension ? 'with' : 'without'}.png`});
      if (!extension) continue;
      const tabId = await tabOf(launched.browser, entry(PAGE).site);
      const popup = await launched.browser.newPage();
      await popup.setViewport({width: 380, height: 600, deviceScaleFactor: 2});
      for (const scheme of ['light', 'dark']) {
        await popup.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
        await popup.goto(`chrome-extension://${extensionId()}/popup/popup.html?tab=${tabId}`, {waitUntil: 'networkidle0'});
        await popup.screenshot({path: `${FOLDER}popup-${scheme}.png`});
      }
    } finally {
      await launched.close();
    }
  }
} finally {
  await server.close();
}
