import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Component } from '../form.ts';
import { Sink } from '../sink.ts';
import { momentOf, parseDay, parseInstant } from './date.ts';
import { decimalText, scaledDecimal } from './number.ts';
import { readerOf } from './read.ts';

const read = (component: Component, value: unknown): { value: unknown; codes: string[] } => {
  const sink = new Sink();
  const codes = (key: string) => (key === 'colour' ? new Set(['red', 'blue']) : undefined);
  const found = readerOf(component, codes)(value, sink);
  return { value: found, codes: sink.issues.map(({ code }) => code) };
};

const stored = (component: Component, value: unknown, expected: unknown): void =>
  assert.deepEqual(read(component, value), { value: expected, codes: [] }, JSON.stringify(value));

const refused = (component: Component, values: readonly unknown[], code: string): void => {
  for (const value of values) assert.deepEqual(read(component, value).codes, [code], JSON.stringify(value));
};

test('text is stored in NFC, and trimmed only where the form says so', () => {
  stored({ type: 'textfield' }, 'e\u0301', '\u00e9');
  stored({ type: 'textfield' }, '  a  b ', '  a  b ');
  stored({ type: 'textfield', truncateMultipleSpaces: true }, '  a  b ', 'a b');
  stored({ type: 'textfield', truncateMultipleSpaces: true }, '   ', undefined);
  stored({ type: 'textarea' }, 'a\r\nb\tc', 'a\nb\tc');
  stored({ type: 'email' }, ' A.B@Example.com ', 'a.b@example.com');
  stored({ type: 'textfield' }, '㛃䶮𬱖', '㛃䶮𬱖');
});

test('control characters and lone surrogates are refused', () => {
  refused({ type: 'textfield' }, ['a\nb', 'a\tb', 'a\u0000', '\u007f', '\u0085', '\ud800', '\uffff'], 'control');
  refused({ type: 'textarea' }, ['a\u0007', 'a\rb', '\udc00'], 'control');
});

test('text has a longest length even where the form names none', () => {
  refused({ type: 'textfield' }, ['x'.repeat(4001)], 'tooLong');
  stored({ type: 'textarea' }, 'x'.repeat(4001), 'x'.repeat(4001));
});

test('values of another type are refused, not converted', () => {
  refused({ type: 'textfield' }, [1, true, ['a'], { a: 1 }], 'type');
  refused({ type: 'number' }, ['1', Number.NaN, Number.POSITIVE_INFINITY, true], 'type');
  refused({ type: 'checkbox' }, ['true', 1], 'type');
  refused({ type: 'money' }, [0.5, JSON.parse('1e400'), 2 ** 53, '1'], 'type');
  refused({ type: 'datetime' }, [20260428, true], 'type');
  refused({ type: 'selectboxes' }, [['a'], 'a'], 'type');
  refused({ type: 'code', meta: { codes: 'colour' } }, [1, ['red']], 'type');
  refused({ type: 'nothing known' }, ['x'], 'type');
});

test('a hidden field takes one plain value', () => {
  stored({ type: 'hidden' }, 5, 5);
  stored({ type: 'hidden' }, false, false);
  stored({ type: 'hidden' }, 'x', 'x');
  refused({ type: 'hidden' }, [{ a: 1 }, Number.NaN], 'type');
});

test('decimals are text with exactly their digits', () => {
  const weight = { type: 'decimal', decimals: 3 };
  stored(weight, '18', '18.000');
  stored(weight, ' 0.5 ', '0.500');
  stored(weight, '-1.25', '-1.250');
  stored({ type: 'decimal' }, '7', '7');
  refused(weight, ['1.2345', '1e3', '.5', '1,5', '１'], 'decimal');
  refused(weight, [18], 'type');
  assert.equal(scaledDecimal('18.5', 3), 18500n);
  assert.equal(decimalText(-5n, 3), '-0.005');
});

test('a date is a day of the platform, whatever the calendar sends', () => {
  const day = { type: 'datetime', enableTime: false };
  stored(day, '2026-04-28', '2026-04-28');
  stored(day, '2026-04-28T00:00:00+08:00', '2026-04-28');
  stored(day, '2026-04-27T16:00:00.000Z', '2026-04-28');
  refused(day, ['2026-02-29', '2026-13-01', '28.4.2026', '2026-4-28'], 'date');
});

test('a date with time is an instant in UTC with milliseconds', () => {
  const moment = { type: 'datetime' };
  stored(moment, '2026-04-28T09:20:00+08:00', '2026-04-28T01:20:00.000Z');
  stored(moment, '2026-04-28T01:20Z', '2026-04-28T01:20:00.000Z');
  stored(moment, '2026-04-28T01:20:30.5Z', '2026-04-28T01:20:30.500Z');
  stored(moment, '2026-03-01T00:30:00-0100', '2026-03-01T01:30:00.000Z');
  refused(
    moment,
    ['2026-04-28', '2026-04-28T24:00:00Z', '2026-04-28T01:20:00', '2026-02-30T00:00:00Z', '0000-01-01T00:00:00Z'],
    'date',
  );
  assert.equal(parseInstant('9999-12-31T23:59:59-14:00'), undefined);
  assert.equal(parseDay('nothing'), undefined);
  assert.equal(momentOf('2026-04-28'), momentOf('2026-04-27T16:00:00Z'));
  assert.ok(Number.isNaN(momentOf(5)));
});

test('a choice must be offered where the form says so, and comes back as text', () => {
  const values = [{ value: '1' }, { value: 'b' }, { value: 'true' }];
  const only = { type: 'select', data: { values }, validate: { onlyAvailableItems: true } };
  stored(only, 1, '1');
  stored(only, true, 'true');
  refused(only, ['c', 2], 'notInCodes');
  stored({ type: 'radio', values }, 'free', 'free');
  refused({ type: 'radio', values }, ['x'.repeat(300), 'a\u0007'], 'notInCodes');
  stored({ type: 'selectboxes', values }, { b: true, '': false }, { b: true });
  refused({ type: 'selectboxes', values }, [{ c: true }], 'notInCodes');
  refused({ type: 'selectboxes', values }, [{ b: 'yes' }], 'type');
  refused({ type: 'selectboxes', values }, [JSON.parse('{"__proto__":true}'), { constructor: true }], 'forbiddenKey');
});

test('a code must be in its list, and a list that does not exist holds none', () => {
  stored({ type: 'code', meta: { codes: 'colour' } }, 'red', 'red');
  refused({ type: 'code', meta: { codes: 'colour' } }, ['green'], 'notInCodes');
  refused({ type: 'code', meta: { codes: 'gone' } }, ['red'], 'notInCodes');
});

test('references are ids', () => {
  for (const type of ['user', 'organization', 'region', 'record']) {
    stored({ type }, '96000000', '96000000');
    refused({ type }, ['', 'a b', '../x', 'x'.repeat(65), 5, { id: 'a' }], 'type');
  }
});

test('attachments are files by id with what the store knows of them', () => {
  const sha256 = 'a'.repeat(64);
  const file = { id: 'f1', sha256, name: '现场.jpg', size: 12, type: 'image/jpeg' };
  stored({ type: 'attachment' }, [file], [file]);
  stored({ type: 'attachment' }, ['f2'], [{ id: 'f2' }]);
  stored({ type: 'attachment' }, [], undefined);
  refused(
    { type: 'attachment' },
    ['f1', [{ name: 'x' }], [{ id: 'f', size: -1 }], [{ id: 'f', sha256: 'A' }], [{ id: 'f', name: '../x' }]],
    'type',
  );
  refused({ type: 'attachment' }, [[{ id: 'f', url: 'http://x' }]], 'unknownKey');
});

test('a signature is a small picture', () => {
  stored({ type: 'signature' }, 'data:image/png;base64,iVBORw0KGgo=', 'data:image/png;base64,iVBORw0KGgo=');
  refused({ type: 'signature' }, ['data:text/html;base64,AAAA', 'x', 5], 'type');
  refused({ type: 'signature' }, [`data:image/png;base64,${'A'.repeat(400_000)}`], 'tooLong');
});

test('several values are a list; empty items keep their place until they are judged', () => {
  stored({ type: 'textfield', multiple: true }, ['a', '', 'b'], ['a', null, 'b']);
  refused({ type: 'textfield', multiple: true }, ['a', { 0: 'a' }], 'type');
  refused({ type: 'textfield', multiple: true }, [Array.from({ length: 1001 }, () => 'a')], 'tooManyItems');
});
