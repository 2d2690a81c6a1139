// The connection to the host: every call ends, and the host is started again, or left alone, as the user would wish.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { HostPort } from '../../../extension/background/host-port.js';
import { fakePort, HELLO, wellBehaved } from './fakes.mjs';

/** @param {Array<(message: any) => any>} hosts one after the other */
function setUp(hosts, { words = '' } = {}) {
  const ports = [];
  const troubles = [];
  const unsolicited = [];
  const clock = { now: 1000 };
  const host = new HostPort({
    connect() {
      const answer = hosts[ports.length];
      if (!answer) throw new Error('no more hosts in this test');
      const port = fakePort(answer);
      ports.push(port);
      return port;
    },
    disconnectReason: () => words,
    introduction: () => ({ extension_version: '0.1.0', browser: 'chromium' }),
    onTrouble: (trouble) => troubles.push(trouble?.cause ?? null),
    onUnsolicited: (message) => unsolicited.push(message),
    now: () => clock.now,
  });
  return { host, ports, troubles, unsolicited, clock };
}

const SILENT = () => undefined;
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('HostPort', () => {
  it('introduces itself before the first call and hands back the result', async () => {
    const { host, ports } = setUp([wellBehaved({ brand: { brand: 'a.test' } })]);
    const answer = await host.call('brand', { top_url: 'https://a.test/' });
    assert.deepEqual(answer, { result: { brand: 'a.test' } });
    assert.deepEqual(ports[0].sent.map((message) => message.type), ['hello', 'brand']);
    assert.deepEqual(ports[0].sent[0].protocol, [1, 1]);
    assert.equal(new Set(ports[0].sent.map((message) => message.id)).size, 2);
  });

  it('cannot be made to send another id or type by the fields of a call', async () => {
    const { host, ports } = setUp([wellBehaved({ brand: {} })]);
    await host.call('brand', { id: 99, type: 'forget', top_url: 'x' });
    assert.equal(ports[0].sent[1].type, 'brand');
    assert.notEqual(ports[0].sent[1].id, 99);
  });

  it('hands back the error of the host', async () => {
    const { host } = setUp([wellBehaved()]);
    assert.equal((await host.call('nonsense')).error?.code, 'unknown_type');
  });

  it('ends a call when its time is over', async () => {
    const { host } = setUp([({ type }) => (type === 'hello' ? { result: HELLO } : undefined)]);
    assert.equal((await host.call('plan', {}, 20)).error?.code, 'timeout');
  });

  it('joins numbered parts, and refuses those out of order', async () => {
    const text = JSON.stringify({ brands: ['ä', 'b'] });
    const part = (n, from, to) => ({ part: n, parts: 2, chunk: text.slice(from, to) });
    const { host } = setUp([
      ({ type }) => {
        if (type === 'hello') return { result: HELLO };
        return type === 'export' ? [part(1, 0, 5), part(2, 5)] : [part(2, 5), part(1, 0, 5)];
      },
    ]);
    assert.deepEqual(await host.call('export'), { result: { brands: ['ä', 'b'] } });
    assert.equal((await host.call('brands')).error?.code, 'bad_reply');
  });

  it('ends all calls when the host dies, says so, and starts it with the next message', async () => {
    const { host, ports, troubles } = setUp([
      ({ type }) => (type === 'hello' ? { result: HELLO } : undefined),
      wellBehaved({ plan: { state: 'active' } }),
    ]);
    const waiting = host.call('plan');
    await settle();
    ports[0].die();
    assert.equal((await waiting).error?.code, 'disconnected');
    assert.deepEqual(troubles, ['exited']);
    assert.deepEqual(await host.call('plan'), { result: { state: 'active' } });
    assert.deepEqual(troubles, ['exited', null]);
    assert.equal(ports.length, 2);
  });

  it('waits ever longer when it dies again and again', async () => {
    const well = wellBehaved({ plan: {} });
    const { host, ports, clock } = setUp([well, well, well, well]);
    await host.call('plan');
    ports[0].die();
    await host.call('plan');
    ports[1].die();
    assert.equal((await host.call('plan')).error?.code, 'unavailable');
    clock.now += 1000;
    assert.ok((await host.call('plan')).result);
    ports[2].die();
    clock.now += 1999;
    assert.equal((await host.call('plan')).error?.code, 'unavailable');
    clock.now += 1;
    assert.ok((await host.call('plan')).result);
  });

  it('does not try again after a first connection that never answered, until the user asks', async () => {
    const { host, ports, troubles, clock } = setUp([SILENT, wellBehaved({ plan: {} })], {
      words: 'Specified native messaging host not found.',
    });
    const first = host.call('plan');
    ports[0].die();
    assert.equal((await first).error?.code, 'disconnected');
    clock.now += 10 * 60_000;
    assert.equal((await host.call('plan')).error?.code, 'unavailable');
    assert.equal(ports.length, 1);
    assert.equal(host.trouble?.cause, 'host_not_found');
    host.retry();
    assert.ok((await host.call('plan')).result);
    assert.deepEqual(troubles, ['host_not_found', null]);
  });

  it('closes a host that hangs', async () => {
    const { host, ports, clock } = setUp([({ type }) => (type === 'hello' ? { result: HELLO } : undefined)]);
    const waiting = host.call('plan', {}, 20);
    await settle();
    clock.now += 21_000;
    await waiting;
    assert.equal(ports[0].disconnected, true);
    assert.equal(host.trouble?.cause, 'not_answering');
  });

  it('says why the vault keeps it from working', async () => {
    const { host } = setUp([() => ({ result: { ...HELLO, vault: 'locked', vault_error: 'vault_locked' } })]);
    await host.call('plan');
    assert.deepEqual(host.trouble, { cause: 'vault_locked', detail: 'vault_locked' });
  });

  it('says when program and extension do not fit, and sends nothing more', async () => {
    const { host, ports } = setUp([() => ({ error: { code: 'unsupported_version', message: 'speaks 2' } })]);
    await host.call('plan');
    await settle();
    assert.equal(host.trouble?.cause, 'version');
    assert.equal(ports[0].disconnected, true);
  });

  it('refuses a request that would end the host', async () => {
    const { host, ports } = setUp([wellBehaved({ import: {} })]);
    const answer = await host.call('import', { profile: 'ü'.repeat(600_000) });
    assert.equal(answer.error?.code, 'too_large');
    assert.equal(ports[0].sent.length, 1);
  });

  it('passes on what the host says by itself', async () => {
    const { host, ports, unsolicited } = setUp([wellBehaved({ plan: {} })]);
    await host.call('plan');
    ports[0].onMessage.emit({ id: 0, type: 'changed' });
    assert.deepEqual(unsolicited, [{ id: 0, type: 'changed' }]);
  });
});
