// @ts-check
// Builds the parts and registers every listener in the first tick, as the browsers require of a worker that they may
// stop at any time. State lives in the host and in the pages.
import { api, browserFamily, disconnectReason, say } from '../shared/browser.js';
import { Badge } from './badge.js';
import { Frames } from './frames.js';
import { HOST_NAME, HostPort } from './host-port.js';
import { PeekControl } from './peek-control.js';
import { PickerControl } from './picker-control.js';
import { makeRouter } from './router.js';
import { TabMemory } from './tab-memory.js';

const MENU_ID = 'block-ask';

const tabs = new TabMemory();
const frames = new Frames(api);
const badge = new Badge({
  api,
  say,
  countOf: (tabId) => {
    const { declined, dismissed, hidden } = tabs.total(tabId);
    return declined + dismissed + hidden;
  },
  tabIds: () => tabs.ids(),
});
const host = new HostPort({
  connect: () => api.runtime.connectNative(HOST_NAME),
  disconnectReason,
  introduction: () => ({ extension_version: api.runtime.getManifest().version, browser: browserFamily() }),
  onTrouble: (trouble) => badge.showTrouble(trouble),
  onUnsolicited: (message) => {
    if (message.type !== 'changed') return;
    void host.greet();
    void router.replanAll();
  },
});
const picker = new PickerControl({ api, host, tabs, frames });
const peek = new PeekControl({ api, frames });
const router = makeRouter({ api, host, tabs, frames, badge, picker, peek });

api.runtime.onMessage.addListener((message, sender, reply) => {
  const answer = router.route(message, sender);
  if (!answer) return false;
  void answer.then(reply);
  return true;
});

api.tabs.onRemoved.addListener((tabId) => {
  frames.forgetTab(tabId);
  peek.forget(tabId);
  router.leaveIfLast(tabs.remove(tabId));
});

// A link that opens a new tab: what was pressed explains what that tab shows.
api.tabs.onCreated.addListener((tab) => {
  if (tab.id === undefined || tab.openerTabId === undefined || !tabs.has(tab.openerTabId)) return;
  tabs.of(tab.id).gesture = tabs.of(tab.openerTabId).gesture;
});

api.contextMenus.onClicked.addListener((info, tab) => {
  if (info.menuItemId === MENU_ID && tab?.id !== undefined) void picker.start(tab.id);
});

api.commands.onCommand.addListener(async (command, tab) => {
  const target = tab ?? (await api.tabs.query({ active: true, lastFocusedWindow: true }))[0];
  if (target?.id === undefined) return;
  if (command === 'peek' && peek.isOn(target.id)) peek.stop(target.id);
  else if (command === 'peek') void peek.start(target.id, true);
  else void picker.start(target.id);
});

async function makeMenu() {
  await api.contextMenus.removeAll();
  api.contextMenus.create({
    id: MENU_ID,
    title: say('block_ask'),
    contexts: ['page', 'frame', 'link', 'image', 'video', 'audio', 'editable', 'selection'],
    documentUrlPatterns: ['http://*/*', 'https://*/*', 'file:///*'],
  });
}
api.runtime.onInstalled.addListener(({ reason, ...details }) => {
  void makeMenu();
  // Firefox says so of an extension that a developer loaded for the moment.
  const temporary = /** @type {{temporary?: boolean}} */ (details).temporary === true;
  if (reason === 'install' && !temporary) void api.tabs.create({ url: api.runtime.getURL('welcome/welcome.html') });
});
api.runtime.onStartup.addListener(() => void makeMenu());

// The host is started before the first page needs it. `settings` without fields only reads.
void host.call('settings').then(rememberBrands);

/** After a restart of the worker, which brand each open tab shows is asked again: "until I leave" depends on it. */
async function rememberBrands() {
  for (const tab of await api.tabs.query({})) {
    if (tab.id === undefined || !/^https?:/.test(tab.url ?? '') || tabs.of(tab.id).brand) continue;
    const { result } = await host.call('brand', { top_url: tab.url });
    if (result && !tabs.of(tab.id).brand) tabs.of(tab.id).brand = result.brand;
  }
}
