// @ts-check
// The peers as extensions, each in a folder made for the occasion. @duckduckgo/autoconsent brings one ready to load.
// @ghostery/adblocker is wired as the documentation of its WebExtension package says: the page's classes, ids and links go to
// the engine in the background, and the styles it answers with are inserted.
import {copyFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const MODULES = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'node_modules');

export const AUTOCONSENT = join(MODULES, '@duckduckgo', 'autoconsent', 'dist', 'addon-mv3');

const BACKGROUND = `
importScripts('engine.js');
const ready = fetch('lists.txt').then((file) => file.text()).then((lists) => adblocker.FiltersEngine.parse(lists));
chrome.runtime.onMessage.addListener((message, sender) => {
  ready.then((engine) => {
    const url = adblocker.Request.fromRawDetails({url: sender.url ?? ''});
    const isStart = message.lifecycle === 'start';
    const {active, styles} = engine.getCosmeticsFilters({
      url: url.url, hostname: url.hostname, domain: url.domain, classes: message.classes, hrefs: message.hrefs, ids: message.ids,
      getBaseRules: isStart, getInjectionRules: isStart, getExtendedRules: isStart, getRulesFromDOM: !isStart, getRulesFromHostname: isStart,
    });
    if (active && styles) {
      chrome.scripting.insertCSS({css: styles, origin: 'USER', target: {tabId: sender.tab.id, frameIds: [sender.frameId]}}).catch(() => {});
    }
  });
});`;

const CONTENT = `
const send = (features) => chrome.runtime.sendMessage({lifecycle: 'dom-update', ...features}).catch(() => {});
chrome.runtime.sendMessage({lifecycle: 'start', classes: [], hrefs: [], ids: []}).catch(() => {});
const monitor = new adblocker.DOMMonitor((update) => {
  if (update.type === 'features') send({classes: update.classes, hrefs: update.hrefs, ids: update.ids});
});
addEventListener('DOMContentLoaded', () => { monitor.queryAll(window); monitor.start(window); }, {once: true});`;

/**
 * @param {string} folder an empty one
 * @param {string[]} lists files of filters
 * @returns {string} the folder
 */
export function makeGhostery(folder, lists) {
  mkdirSync(folder, {recursive: true});
  const part = (/** @type {string} */ name) => join(MODULES, '@ghostery', name, 'dist', 'adblocker.umd.min.js');
  copyFileSync(part('adblocker'), join(folder, 'engine.js'));
  copyFileSync(part('adblocker-content'), join(folder, 'monitor.js'));
  writeFileSync(join(folder, 'lists.txt'), lists.map((file) => readFileSync(file, 'utf8')).join('\n'));
  writeFileSync(join(folder, 'background.js'), BACKGROUND);
  writeFileSync(join(folder, 'content.js'), CONTENT);
  const scripts = {matches: ['*://*/*'], all_frames: true, match_about_blank: true, run_at: 'document_start', js: ['monitor.js', 'content.js']};
  const manifest = {
    manifest_version: 3, name: 'Ghostery engine', version: '1', permissions: ['scripting'], host_permissions: ['*://*/*'],
    background: {service_worker: 'background.js'}, content_scripts: [scripts],
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}
