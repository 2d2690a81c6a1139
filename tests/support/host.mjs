// @ts-check
// The host seen from outside: its command line, its processes, its files.
import {execFile} from 'node:child_process';
import {readFileSync, readdirSync, readlinkSync} from 'node:fs';
import {join} from 'node:path';

import {HOST_BINARY} from './chromium.mjs';

/**
 * Runs the host as a command-line program on the data in `home` (support/chromium.mjs, writeHostWrapper).
 * @param {string} home
 * @param {string[]} args
 * @returns {Promise<{status: number, stdout: string, stderr: string}>}
 */
export function cli(home, args) {
  return new Promise((resolve) => {
    execFile(join(home, 'host.sh'), args, {timeout: 20_000, maxBuffer: 64 << 20}, (error, stdout, stderr) => {
      const status = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
      resolve({status, stdout, stderr});
    });
  });
}

/**
 * The host processes that work on the data in `home`.
 * @param {string} home
 * @returns {number[]} process ids
 */
export function hostProcesses(home) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return (
          readlinkSync(`/proc/${pid}/exe`) === HOST_BINARY &&
          readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`LEAVE_ME_ALONE_HOME=${join(home, 'data')}\0`)
        );
      } catch {
        return false; // it ended meanwhile
      }
    });
}

/**
 * Every file under `folder`, with its bytes.
 * @param {string} folder
 * @returns {{path: string, bytes: Buffer}[]}
 */
export function allFiles(folder) {
  return readdirSync(folder, {withFileTypes: true, recursive: true})
    .filter((item) => item.isFile())
    .map((item) => {
      const path = join(item.parentPath, item.name);
      return {path, bytes: readFileSync(path)};
    });
}
