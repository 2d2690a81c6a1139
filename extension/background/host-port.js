// @ts-check
// The only caller of connectNative. Every call ends: with a result, an error, or when its time is over. The host is
// started with the first call, started again after it died, and left alone when it never answered.
import { causeInHello, causeOf } from './causes.js';

export const HOST_NAME = 'org.leavemealone.host';
const PROTOCOL_MIN = 1;
const PROTOCOL_MAX = 1;

const HELLO_LIMIT_MS = 5000;
export const CALL_LIMIT_MS = 2000;
/** The host refuses more (docs/protocol.md), and would end. */
const MAX_REQUEST_BYTES = 1_048_576;
/** A reply in more parts than this is none of ours. */
const MAX_PARTS = 256;
/** A host that leaves this many calls unanswered hangs; more would only fill the pipe. */
const MAX_PENDING = 512;
/** Silent for this long while calls wait: it hangs, and is closed. */
const HANG_LIMIT_MS = 20_000;
/** A host that lived this long was well; its end does not count as one more failure in a row. */
const WELL_AFTER_MS = 10_000;
const FIRST_DELAY_MS = 1000;
const MAX_DELAY_MS = 60_000;

/**
 * @typedef {import('../shared/messages.js').Answer} Answer
 * @typedef {import('../shared/messages.js').Trouble} Trouble
 * @typedef {{settle: (answer: Answer) => void, timer: any, chunks: string[], parts: number}} Pending
 */

/** @param {string} code @param {string} message @returns {Answer} */
function failure(code, message) {
  return { error: { code, message } };
}

export class HostPort {
  /** @type {chrome.runtime.Port | null} */
  #port = null;
  /** @type {Map<number, Pending>} */
  #pending = new Map();
  #nextId = 1;
  /** @type {Trouble | null} */
  #trouble = null;
  #failures = 0;
  #notBefore = 0;
  #connectedAt = 0;
  #lastReplyAt = 0;
  #answered = false;
  #everAnswered = false;
  #attempts = 0;
  /** @type {import('../shared/messages.js').HelloResult | null} */
  #hello = null;

  /**
   * @param {object} parts
   * @param {() => chrome.runtime.Port} parts.connect opens the port
   * @param {(port: chrome.runtime.Port) => string} parts.disconnectReason
   * @param {() => Record<string, unknown>} parts.introduction fields of `hello` beside the protocol
   * @param {(trouble: Trouble | null) => void} parts.onTrouble told when the trouble changes
   * @param {(message: any) => void} parts.onUnsolicited messages with id 0
   * @param {() => number} [parts.now] milliseconds
   */
  constructor({ connect, disconnectReason, introduction, onTrouble, onUnsolicited, now = Date.now }) {
    this.connect = connect;
    this.disconnectReason = disconnectReason;
    this.introduction = introduction;
    this.onTrouble = onTrouble;
    this.onUnsolicited = onUnsolicited;
    this.now = now;
  }

  /** @returns {Trouble | null} */
  get trouble() {
    return this.#trouble;
  }

  /** What the host said of itself, or null before it did. */
  get hello() {
    return this.#hello;
  }

  /**
   * Asks the host. Never rejects.
   * @param {string} type
   * @param {Record<string, unknown>} [fields]
   * @param {number} [limitMs]
   * @returns {Promise<Answer>}
   */
  call(type, fields = {}, limitMs = CALL_LIMIT_MS) {
    if (!this.#open()) return Promise.resolve(failure('unavailable', 'there is no host now'));
    return this.#send(type, fields, limitMs);
  }

  /** The vault was locked, unlocked or given another key: asks the host how it is now. */
  async greet() {
    const port = this.#port;
    if (port) this.#onHello(port, await this.#send('hello', this.#greeting(), HELLO_LIMIT_MS));
  }

  #greeting() {
    return { protocol: [PROTOCOL_MIN, PROTOCOL_MAX], ...this.introduction() };
  }

  /** The user asks to try again: forgets how often it failed. */
  retry() {
    if (this.#port && this.#answered && !this.#hangs()) return;
    this.#close();
    this.#failures = 0;
    this.#notBefore = 0;
    this.#attempts = 0;
    this.#open();
  }

  /** @returns {boolean} whether there is a port to write to */
  #open() {
    if (this.#port) return true;
    if (this.now() < this.#notBefore) return false;
    // Not for ever after a first connect that never answered: there is no host, and the user has to do something.
    if (!this.#everAnswered && this.#attempts > 0) return false;
    this.#attempts += 1;
    /** @type {chrome.runtime.Port} */
    let port;
    try {
      port = this.connect();
    } catch (error) {
      this.#fail(causeOf(String(error)), String(error));
      return false;
    }
    this.#port = port;
    this.#answered = false;
    this.#connectedAt = this.#lastReplyAt = this.now();
    port.onMessage.addListener((message) => this.#onMessage(port, message));
    port.onDisconnect.addListener(() => this.#onDisconnect(port, this.disconnectReason(port)));
    // Calls may follow at once: the host answers in order, so `hello` is judged before any of them.
    this.#send('hello', this.#greeting(), HELLO_LIMIT_MS).then((answer) => this.#onHello(port, answer));
    return true;
  }

  /**
   * @param {string} type
   * @param {Record<string, unknown>} fields
   * @param {number} limitMs
   * @returns {Promise<Answer>}
   */
  #send(type, fields, limitMs) {
    const port = this.#port;
    if (!port) return Promise.resolve(failure('unavailable', 'there is no host now'));
    if (this.#pending.size >= MAX_PENDING) return Promise.resolve(failure('unavailable', 'too many calls wait'));
    const id = this.#nextId++;
    const message = { ...fields, id, type };
    if (isTooLong(message)) return Promise.resolve(failure('too_large', 'the request is over 1 MiB'));
    return new Promise((settle) => {
      const timer = setTimeout(() => this.#onTimeout(id), limitMs);
      this.#pending.set(id, { settle, timer, chunks: [], parts: 0 });
      try {
        port.postMessage(message);
      } catch (error) {
        this.#settle(id, failure('disconnected', String(error)));
      }
    });
  }

  /** @param {number} id @param {Answer} answer */
  #settle(id, answer) {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    clearTimeout(pending.timer);
    pending.settle(answer);
  }

  /** @param {number} id */
  #onTimeout(id) {
    this.#settle(id, failure('timeout', 'the host took too long'));
    if (!this.#port || !this.#hangs()) return;
    this.#close();
    this.#fail('not_answering', '');
  }

  #hangs() {
    return this.now() - this.#lastReplyAt > HANG_LIMIT_MS;
  }

  #close() {
    const port = this.#port;
    this.#port = null;
    this.#settleAll();
    port?.disconnect();
  }

  #settleAll() {
    for (const id of [...this.#pending.keys()]) this.#settle(id, failure('disconnected', 'the host ended'));
  }

  /** @param {chrome.runtime.Port} port @param {any} message */
  #onMessage(port, message) {
    if (port !== this.#port || typeof message !== 'object' || message === null) return;
    this.#lastReplyAt = this.now();
    this.#answered = this.#everAnswered = true;
    if (message.id === 0) {
      this.onUnsolicited(message);
      return;
    }
    const pending = this.#pending.get(message.id);
    if (!pending) {
      // A slow machine: the host introduces itself after its time, and is well all the same.
      if (message.type === 'hello' && message.result) this.#onHello(port, { result: message.result });
      return;
    }
    if (message.part !== undefined) this.#onPart(message, pending);
    else if (message.error) this.#settle(message.id, { error: message.error });
    else this.#settle(message.id, { result: message.result ?? {} });
  }

  /** @param {any} message @param {Pending} pending */
  #onPart(message, pending) {
    const { id, part, parts, chunk } = message;
    const expected = pending.chunks.length + 1;
    const fits = part === expected && (expected === 1 || parts === pending.parts) && parts <= MAX_PARTS;
    if (!fits || typeof chunk !== 'string') {
      this.#settle(id, failure('bad_reply', 'parts out of order'));
      return;
    }
    pending.parts = parts;
    pending.chunks.push(chunk);
    if (part < parts) return;
    try {
      this.#settle(id, { result: JSON.parse(pending.chunks.join('')) });
    } catch {
      this.#settle(id, failure('bad_reply', 'parts do not make JSON'));
    }
  }

  /** @param {chrome.runtime.Port} port @param {Answer} answer */
  #onHello(port, answer) {
    if (port !== this.#port) return;
    if (answer.error) {
      if (answer.error.code === 'unsupported_version') this.#close();
      const cause = answer.error.code === 'unsupported_version' ? 'version' : 'not_answering';
      this.#fail(cause, answer.error.message);
      return;
    }
    this.#hello = answer.result;
    const cause = causeInHello(answer.result);
    this.#setTrouble(cause === null ? null : { cause, detail: answer.result.vault_error ?? '' });
  }

  /** @param {chrome.runtime.Port} port @param {string} words */
  #onDisconnect(port, words) {
    if (port !== this.#port) return;
    this.#port = null;
    this.#hello = null;
    this.#settleAll();
    if (this.#answered && this.now() - this.#connectedAt >= WELL_AFTER_MS) this.#failures = 0;
    // A host that answered and is gone was killed or crashed, whatever the browser calls it.
    this.#fail(this.#answered ? 'exited' : causeOf(words), words);
  }

  /** @param {string} cause @param {string} detail */
  #fail(cause, detail) {
    // The first end is mended by the very next message; the next ones ever later.
    const delay = this.#failures === 0 ? 0 : FIRST_DELAY_MS * 2 ** (this.#failures - 1);
    this.#failures += 1;
    this.#notBefore = this.now() + Math.min(delay, MAX_DELAY_MS);
    this.#setTrouble({ cause, detail });
  }

  /** @param {Trouble | null} trouble */
  #setTrouble(trouble) {
    const changed = trouble?.cause !== this.#trouble?.cause;
    this.#trouble = trouble;
    if (changed) this.onTrouble(trouble);
  }
}

/** @param {Record<string, unknown>} message */
function isTooLong(message) {
  const text = JSON.stringify(message);
  // Three bytes a character at most (UTF-8 of what JSON leaves unescaped), so most messages need no second look.
  return text.length * 3 > MAX_REQUEST_BYTES && new TextEncoder().encode(text).length > MAX_REQUEST_BYTES;
}
