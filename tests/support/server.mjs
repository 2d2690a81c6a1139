// @ts-check
// The web server behind the gallery: pages from tests/e2e/pages, widgets from tests/node_modules, and the few answers that
// widgets expect from their vendor. It listens on loopback only. Every host name ends here, so one server plays many sites.
import {createReadStream, existsSync, readFileSync, statSync} from 'node:fs';
import {createServer} from 'node:http';
import {dirname, extname, join, normalize, sep} from 'node:path';
import {fileURLToPath} from 'node:url';

const TESTS = join(dirname(fileURLToPath(import.meta.url)), '..');
const PAGES = join(TESTS, 'e2e', 'pages');
const WIDGETS = join(TESTS, 'node_modules');

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.map': 'application/json',
};

/**
 * A page as it is served: `<!--article de-->` becomes the article of that language, and with `twin` everything between
 * `<!--ask-->` and `<!--/ask-->` is left out, so that page and twin differ in nothing else.
 * @param {string} html
 * @param {boolean} twin
 */
export function renderPage(html, twin) {
  const page = twin ? html.replace(/<!--ask-->[\s\S]*?<!--\/ask-->/g, '') : html;
  return page.replace(/<!--article ([\w-]+)-->/g, (_, language) =>
    readFileSync(join(PAGES, 'lib', `article-${language}.html`), 'utf8'));
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string | null} the file, or null where the path leaves the folder or nothing is there
 */
function fileUnder(root, path) {
  const file = normalize(join(root, path));
  if (!file.startsWith(root + sep) || !existsSync(file) || !statSync(file).isFile()) return null;
  return file;
}

/**
 * Starts the server.
 * @param {{port?: number, answers?: Record<string, (url: URL) => {type: string, body: string | Buffer}>}} [options]
 *     `answers` adds answers by exact path
 * @returns {Promise<{port: number, requests: string[], url: (host: string, path: string) => string, close: () => Promise<void>}>}
 */
export async function startServer({port = 0, answers = {}} = {}) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
    requests.push(url.href);
    request.resume();
    const answer = answers[url.pathname];
    if (answer) {
      const {type, body} = answer(url);
      response.writeHead(200, {'content-type': type}).end(body);
      return;
    }
    const path = decodeURIComponent(url.pathname);
    if (path === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    const file = path.startsWith('/widgets/')
      ? fileUnder(WIDGETS, path.slice('/widgets/'.length))
      : fileUnder(PAGES, path.slice(1));
    if (!file) {
      response.writeHead(404, {'content-type': 'text/plain'}).end('not here');
      return;
    }
    const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(file))] ?? 'application/octet-stream';
    response.writeHead(200, {'content-type': type, 'cache-control': 'no-store'});
    if (extname(file) === '.html') {
      response.end(renderPage(readFileSync(file, 'utf8'), url.searchParams.has('twin')));
    } else {
      createReadStream(file).pipe(response);
    }
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port: address.port,
    requests,
    url: (host, path) => `http://${host}:${address.port}/${path}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
