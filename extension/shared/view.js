// @ts-check
// Small help for our own pages: elements, localised words, dates and durations.
import { api, say, uiDirection, uiLanguage } from './browser.js';

/**
 * @param {string} tag
 * @param {Record<string, any>} [properties] set as properties; `class`, `role`, `aria-*` and `for` as attributes
 * @param {Array<Node | string | null>} [children]
 * @returns {HTMLElement}
 */
export function make(tag, properties = {}, children = []) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (/^(class|role|for|aria-.*)$/.test(name)) element.setAttribute(name, value);
    else /** @type {any} */ (element)[name] = value;
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/**
 * @param {string} selector
 * @returns {any} the element; the page is ours, so it is there
 */
export function find(selector) {
  return /** @type {any} */ (document.querySelector(selector));
}

/** Writes the words of every `data-say`, `data-say-label` and `data-say-placeholder` of the document. */
export function localise() {
  document.documentElement.lang = uiLanguage();
  document.documentElement.dir = uiDirection();
  for (const element of document.querySelectorAll('[data-say]')) {
    element.textContent = say(element.getAttribute('data-say') ?? '');
  }
  for (const element of document.querySelectorAll('[data-say-label]')) {
    element.setAttribute('aria-label', say(element.getAttribute('data-say-label') ?? ''));
  }
  for (const element of document.querySelectorAll('[data-say-placeholder]')) {
    element.setAttribute('placeholder', say(element.getAttribute('data-say-placeholder') ?? ''));
  }
}

/**
 * @param {string} type
 * @param {Record<string, unknown>} [fields]
 * @returns {Promise<import('./messages.js').Answer>}
 */
export async function ask(type, fields = {}) {
  try {
    const answer = await api.runtime.sendMessage({ ...fields, type });
    return answer ?? { error: { code: 'internal', message: 'no answer' } };
  } catch (error) {
    return { error: { code: 'internal', message: String(error) } };
  }
}

/** Making one costs more than using it a hundred times. @type {Map<string, Intl.DateTimeFormat | Intl.NumberFormat>} */
const formats = new Map();

/** @param {Intl.DateTimeFormatOptions} options */
function dateFormat(options) {
  const key = `date ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(uiLanguage(), options);
  formats.set(key, known);
  return /** @type {Intl.DateTimeFormat} */ (known);
}

/** @param {Intl.NumberFormatOptions} options */
function numberFormat(options) {
  const key = `number ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(uiLanguage(), options);
  formats.set(key, known);
  return /** @type {Intl.NumberFormat} */ (known);
}

/** @param {number} time @returns {string} the time of day, with the day where it is not today */
export function timeOfDay(time) {
  const date = new Date(time);
  const today = date.toDateString() === new Date().toDateString();
  return dateFormat({ ...(today ? {} : { dateStyle: 'medium' }), timeStyle: 'short' }).format(date);
}

/** @param {number} time */
export function monthAndYear(time) {
  return dateFormat({ month: 'long', year: 'numeric' }).format(time);
}

/** @param {number} time */
export function day(time) {
  return dateFormat({ dateStyle: 'medium' }).format(time);
}

/** @param {number} value */
export function number(value) {
  return numberFormat({}).format(value);
}

/** @param {number} seconds @returns {string} rounded to what a person cares about */
export function duration(seconds) {
  /** @param {number} value @param {string} name */
  const unit = (value, name) => numberFormat({ style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
  if (seconds < 90) return unit(Math.round(seconds), 'second');
  if (seconds < 5400) return unit(Math.round(seconds / 60), 'minute');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.round((seconds - hours * 3600) / 60);
  return minutes > 0 ? `${unit(hours, 'hour')} ${unit(minutes, 'minute')}` : unit(hours, 'hour');
}
