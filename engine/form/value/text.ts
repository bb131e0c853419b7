import type { Component } from '../form.ts';
import type { Sink } from '../sink.ts';
import type { Read } from './value.ts';

/** Longest text a field takes when it names no maxLength, in UTF-16 units like maxLength itself. */
const textLimit = 4_000;
const textareaLimit = 200_000;

const control = /\p{Cc}/u;
const controlButLines = /[^\P{Cc}\n\t]/u;
const noncharacter = /[\uFFFE\uFFFF]/;
/** Marks that turn the direction of writing: with one, a text reads otherwise than it is stored. */
const turning = /[\u202A-\u202E\u2066-\u2069]/;

/**
 * A text in NFC without control characters, turning marks or lone surrogates; a textarea may hold line feeds and tabs, and CR LF
 * becomes LF. `truncateMultipleSpaces` trims and joins runs of white space as Form.io does.
 */
const cleanText = (value: string, lines: boolean, sink: Sink): string | undefined => {
  if (!value.isWellFormed() || noncharacter.test(value) || turning.test(value)) return sink.fail('control');
  const text = (lines ? value.replaceAll('\r\n', '\n') : value).normalize('NFC');
  return (lines ? controlButLines : control).test(text) ? sink.fail('control') : text;
};

export const readText = (component: Component): Read => {
  const lines = component.type === 'textarea';
  const limit = lines ? textareaLimit : textLimit;
  const truncate = component.truncateMultipleSpaces === true;
  return (value, sink) => {
    if (typeof value !== 'string') return sink.fail('type', { expected: 'text' });
    if (value.length > limit) return sink.fail('tooLong', { limit });
    const text = cleanText(value, lines, sink);
    return text !== undefined && truncate ? text.trim().replaceAll(/\s{2,}/g, ' ') || undefined : text;
  };
};

/** Addresses are compared without case and are stored in small letters, as Form.io does. */
export const readEmail = (component: Component): Read => {
  const text = readText(component);
  return (value, sink) => {
    const read = text(typeof value === 'string' ? value.trim() : value, sink);
    return typeof read === 'string' ? read.toLowerCase() : read;
  };
};

/** A hidden field carries one plain value that a page or a default puts there. */
export const readHidden = (component: Component): Read => {
  const text = readText(component);
  return (value, sink) => {
    if (typeof value === 'boolean') return value;
    return typeof value === 'number' && Number.isFinite(value) ? value : text(value, sink);
  };
};
