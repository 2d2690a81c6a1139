// @ts-check
// Starts Chromium with a profile made for the occasion: the extension loaded from its build folder, the host registered
// inside the profile, the host's own data in a folder beside it. Nothing of the person's own browser is touched.
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

import puppeteer from 'puppeteer-core';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const HOST_NAME = 'org.leavemealone.host';
export const EXTENSION_DIR = process.env.LMA_EXTENSION ?? join(ROOT, 'build', 'extension', 'chromium');
export const FIREFOX_EXTENSION_DIR = process.env.LMA_FIREFOX_EXTENSION ?? join(ROOT, 'build', 'extension', 'firefox');
export const HOST_BINARY = process.env.LMA_HOST ?? join(ROOT, 'build', 'host', 'leave-me-alone');

/** Debian's name first; the others are what other systems call it. */
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** @returns {string} the path of a Chromium, or throws saying what to install */
export function findChromium() {
  const found = [process.env.CHROMIUM, ...BROWSERS].find((path) => path && existsSync(path));
  if (!found) throw new Error('no Chromium found: install the package "chromium" or set CHROMIUM to its path');
  return found;
}

/**
 * Writes the script that browsers start instead of the host, so that the host keeps its data in `home` and asks no
 * keyring of the person who runs the tests.
 * @param {string} home
 * @param {string} binary
 * @returns {string} its path
 */
export function writeHostWrapper(home, binary = HOST_BINARY) {
  mkdirSync(home, {recursive: true});
  const script = join(home, 'host.sh');
  const lines = [
    '#!/bin/sh',
    `export HOME='${home}' LEAVE_ME_ALONE_HOME='${join(home, 'data')}'`,
    'unset DBUS_SESSION_BUS_ADDRESS XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME',
    `exec '${binary}' "$@"`,
  ];
  writeFileSync(script, lines.join('\n') + '\n', {mode: 0o755});
  return script;
}

/**
 * @typedef {object} Launched
 * @property {import('puppeteer-core').Browser} browser
 * @property {string} profile the browser's profile folder
 * @property {string} home the host's folder; its data are in `home/data`
 * @property {() => Promise<void>} close ends the browser and removes both folders
 */

/**
 * @param {object} [options]
 * @param {boolean} [options.extension] load the extension (default true)
 * @param {string[]} [options.otherExtensions] folders of more extensions
 * @param {string} [options.binary] the host's binary; null or a missing file leaves the browser without a host
 * @param {boolean} [options.registerHost] default true
 * @param {boolean} [options.headless] default true
 * @param {string} [options.home] an existing folder of a host to go on with; it is kept
 * @param {string} [options.language] of the browser, such as "ar" (default: the system's)
 * @param {boolean} [options.welcome] leave the tab open that the extension shows after it was installed (default false)
 * @param {string[]} [options.args] more switches
 * @returns {Promise<Launched>}
 */
export async function launchChromium({
  extension = true,
  otherExtensions = [],
  binary = HOST_BINARY,
  registerHost = true,
  headless = true,
  home,
  language,
  welcome = false,
  args = [],
} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'lma-browser-'));
  const profile = join(folder, 'profile');
  const hostHome = home ?? join(folder, 'host');
  if (extension && registerHost) {
    const manifest = {
      name: HOST_NAME,
      description: 'Leave Me Alone',
      path: writeHostWrapper(hostHome, binary),
      type: 'stdio',
      allowed_origins: [`chrome-extension://${extensionId()}/`],
    };
    mkdirSync(join(profile, 'NativeMessagingHosts'), {recursive: true});
    writeFileSync(join(profile, 'NativeMessagingHosts', `${HOST_NAME}.json`), JSON.stringify(manifest));
  }
  const extensions = [...(extension ? [EXTENSION_DIR] : []), ...otherExtensions];
  const switches = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // Every made-up site is this machine, and nothing else can be reached.
    '--host-resolver-rules=MAP *.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--window-size=1200,850',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(extensions.length > 0
      ? [`--load-extension=${extensions.join(',')}`, `--disable-extensions-except=${extensions.join(',')}`]
      : []),
    ...(language ? [`--lang=${language}`] : []),
    ...args,
  ];
  const browser = await puppeteer.launch({
    executablePath: findChromium(),
    headless,
    userDataDir: profile,
    ignoreDefaultArgs: ['--disable-extensions'],
    defaultViewport: {width: 1200, height: 800},
    args: switches,
    ...(language ? {env: {...process.env, LANGUAGE: language}} : {}),
    protocolTimeout: 120_000,
  });
  // In a person's browser it comes in front; here it would take the place of the page under test.
  if (extension && !welcome) await (await welcomePage(browser)).close();
  return {
    browser,
    profile,
    home: hostHome,
    close: async () => {
      const child = browser.process();
      await Promise.race([browser.close().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 5000))]);
      if (child && child.exitCode === null) child.kill('SIGKILL');
      rmSync(folder, {recursive: true, force: true, maxRetries: 5, retryDelay: 100});
    },
  };
}

/** @param {import('puppeteer-core').Browser} browser */
export async function welcomePage(browser) {
  const address = `chrome-extension://${extensionId()}/welcome/welcome.html`;
  const target = await browser.waitForTarget((one) => one.url() === address, {timeout: 20_000});
  const page = await target.page();
  if (!page) throw new Error('the welcome is no page');
  return page;
}

let cachedId = '';
/** @returns {string} the id that the extension's key fixes */
export function extensionId() {
  cachedId ||= readFileSync(join(ROOT, 'manifests', 'extension-id.txt'), 'utf8').trim();
  return cachedId;
}

/**
 * The extension's background worker, woken if it sleeps.
 * @param {import('puppeteer-core').Browser} browser
 * @returns {Promise<import('puppeteer-core').WebWorker>}
 */
export async function extensionWorker(browser) {
  const target = await browser.waitForTarget(
    (one) => one.type() === 'service_worker' && one.url().startsWith(`chrome-extension://${extensionId()}/`),
    {timeout: 20_000},
  );
  const worker = await target.worker();
  if (!worker) throw new Error('the extension has no worker');
  return worker;
}
