// A panel in a frame of the extension's own, over the page, as password managers and read-later lists show theirs.
if (window === top) {
  const frame = document.createElement('iframe');
  frame.src = chrome.runtime.getURL('panel.html');
  frame.id = 'read-later-panel';
  frame.style.cssText = 'position: fixed; right: 20px; bottom: 20px; width: 320px; height: 190px; border: 0; z-index: 2147483646';
  document.body.append(frame);
}
