// @ts-check
// Starts Firefox with a home of its own, so that the host's manifest in it is found and nothing of the person's is touched.
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

import puppeteer from 'puppeteer-core';

import {FIREFOX_EXTENSION_DIR, HOST_NAME, writeHostWrapper} from './chromium.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** @returns {string | undefined} the path of a Firefox */
export const findFirefox = () => [process.env.FIREFOX, ...FIREFOX].find((path) => path && existsSync(path));

/**
 * @param {string[]} sites host names that are to be this machine
 * @returns {Promise<{browser: import('puppeteer-core').Browser, home: string, close: () => Promise<void>}>}
 */
export async function launchFirefox(sites) {
  const folder = mkdtempSync(join(tmpdir(), 'lma-firefox-'));
  const home = join(folder, 'host');
  const id = readFileSync(join(ROOT, 'manifests', 'extension-gecko-id.txt'), 'utf8').trim();
  const manifests = join(folder, '.mozilla', 'native-messaging-hosts');
  mkdirSync(manifests, {recursive: true});
  const manifest = {
    name: HOST_NAME,
    description: 'Leave Me Alone',
    path: writeHostWrapper(home),
    type: 'stdio',
    allowed_extensions: [id],
  };
  writeFileSync(join(manifests, `${HOST_NAME}.json`), JSON.stringify(manifest));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: true,
    userDataDir: join(folder, 'profile'),
    env: {...process.env, HOME: folder, MOZ_DISABLE_CONTENT_SANDBOX: process.getuid?.() === 0 ? '1' : ''},
    defaultViewport: {width: 1200, height: 800},
    extraPrefsFirefox: {
      'network.dns.localDomains': sites.join(','),
      'network.trr.mode': 5,
      'dom.security.https_first': false,
    },
  });
  await browser.installExtension(FIREFOX_EXTENSION_DIR);
  return {
    browser,
    home,
    close: async () => {
      const child = browser.process();
      await Promise.race([browser.close().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 5000))]);
      if (child && child.exitCode === null) child.kill('SIGKILL');
      rmSync(folder, {recursive: true, force: true, maxRetries: 5, retryDelay: 100});
    },
  };
}
