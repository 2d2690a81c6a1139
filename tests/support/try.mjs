// @ts-check
// The gallery for install.sh --try: opens every page in a throwaway browser, prints what became of each ask and of each
// thing to keep, and ends with status 0 only when every ask went and everything else stayed.
import {extensionWorker, launchChromium} from './chromium.mjs';
import {ASKS, KEEPS, startGallery} from './gallery.mjs';
import {entryUrl, pageIsFree, visit} from './visit.mjs';

const keepOpen = process.argv.includes('--keep-open');
const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * @param {string[]} cells
 * @param {number[]} widths
 */
const row = (cells, widths) => cells.map((cell, i) => cell.padEnd(widths[i])).join('  ').trimEnd();

/** @param {string} url */
const link = (url) => `<li><a href="${url}">${url.replace(/^.*\//, '').replace('.html', '')}</a></li>`;

/** @param {Awaited<ReturnType<typeof startGallery>>} server */
function indexPage(server) {
  const list = (/** @type {typeof ASKS} */ rows) => rows.map((entry) => link(entryUrl(server, entry))).join('');
  return `<h1>The gallery</h1><h2>Asks</h2><ul>${list(ASKS)}</ul><h2>To be kept</h2><ul>${list(KEEPS)}</ul>`;
}

const server = await startGallery();
const launched = await launchChromium({headless: !hasDisplay});
const {browser} = launched;
let failures = 0;
try {
  await extensionWorker(browser);
  const page = await browser.newPage();
  await page.goto(server.url('first.test', 'keep-unsubscribe.html'), {waitUntil: 'load'});

  const askWidths = [11, 8, 36, 10, 7];
  console.log(`\n${row(['Ask', 'language', 'drawn by', 'became', 'frames', 'page afterwards'], askWidths)}`);
  const tally = {declined: 0, dismissed: 0, hidden: 0, left: 0};
  for (const entry of ASKS) {
    const seen = await visit(page, server, entry);
    // What the site itself noted of the visitor's answer says which of the three it was.
    const answer = seen.memory === 'declined' || seen.memory === 'dismissed' ? seen.memory : 'hidden';
    const became = seen.ask || seen.memory === 'accepted' ? 'left' : answer;
    const wrong = became === 'left' ? ['still asked'] : await pageIsFree(page);
    tally[/** @type {keyof typeof tally} */ (became)]++;
    if (became === 'left' || wrong.length > 0) failures++;
    const cells = [entry.kind ?? '', entry.language, entry.widget, became, String(seen.frames?.visible)];
    console.log(row([...cells, wrong.join('; ') || 'free'], askWidths));
  }

  const keepWidths = [36, 8, 24, 8];
  console.log(`\n${row(['To be kept', 'language', 'drawn by', 'was'], keepWidths)}`);
  let kept = 0;
  for (const entry of KEEPS) {
    const seen = await visit(page, server, entry, {count: false});
    const touched = seen.touched !== '' || !seen.keep;
    if (touched) failures++;
    else kept++;
    console.log(row([entry.what ?? '', entry.language, entry.widget, touched ? 'TOUCHED' : 'kept'], keepWidths));
  }

  console.log(
    `\n${ASKS.length} asks: ${tally.declined} declined, ${tally.dismissed} dismissed, ${tally.hidden} hidden, ${tally.left} left. ` +
      `${KEEPS.length} things to keep: ${kept} kept, ${KEEPS.length - kept} touched.`,
  );
  if (keepOpen && hasDisplay) {
    await page.goto(server.url('gallery.test', 'keep-unsubscribe.html?twin'));
    await page.setContent(indexPage(server));
    console.log('Look around; close the browser window to end.');
    await new Promise((resolve) => browser.once('disconnected', resolve));
  }
} finally {
  await launched.close();
  await server.close();
}
process.exitCode = failures === 0 ? 0 : 1;
