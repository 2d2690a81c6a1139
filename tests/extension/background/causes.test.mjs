// The browsers' words for a missing host lead to a cause that the popup can explain.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { causeOf } from '../../../extension/background/causes.js';

/** As Chromium and Firefox say it. */
const WORDS = {
  'Specified native messaging host not found.': 'host_not_found',
  'No such native application org.leavemealone.host': 'host_not_found',
  'Access to the specified native messaging host is forbidden.': 'forbidden',
  'Access to the native messaging host was disabled by the system administrator.': 'policy',
  'Failed to start native messaging host.': 'cannot_start',
  'Native host has exited.': 'exited',
  'Error when communicating with the native messaging host.': 'exited',
  '': 'exited',
};

describe('causeOf', () => {
  for (const [words, cause] of Object.entries(WORDS)) {
    it(`reads "${words}" as ${cause}`, () => assert.equal(causeOf(words), cause));
  }
});
