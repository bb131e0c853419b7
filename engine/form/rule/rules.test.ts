import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileForm, type ValidateOptions } from '../compile.ts';
import type { Component } from '../form.ts';

const judge = (
  components: Component | Component[],
  data: Record<string, unknown>,
  options: ValidateOptions = { complete: true },
): string[] => {
  const form = { components: [components].flat() };
  const { issues } = compileForm(form, { codes: () => undefined }).validate(data, options);
  return issues.map(({ path, code }) => `${path} ${code}`);
};

const field = (properties: Component): Component => ({ key: 'f', label: 'F', ...properties });

/** Judges each value of one field: the codes it must give, '' for none. */
const table = (component: Component, rows: readonly (readonly [value: unknown, codes: string])[]): void => {
  for (const [value, codes] of rows) {
    const expected = codes === '' ? [] : codes.split(' ').map((code) => `/f ${code}`);
    assert.deepEqual(judge(field(component), { f: value }), expected, JSON.stringify(value));
  }
};

test('required refuses what is absent, blank or empty, but not zero or a radio of no', () => {
  const validate = { required: true };
  table({ type: 'textfield', validate }, [
    [undefined, 'required'],
    [null, 'required'],
    ['', 'required'],
    ['   ', 'required'],
    ['a', ''],
  ]);
  table({ type: 'number', validate }, [
    [0, ''],
    [null, 'required'],
  ]);
  table({ type: 'checkbox', validate }, [
    [false, 'required'],
    [true, ''],
  ]);
  const values = [{ value: 'a' }, { value: 'false' }];
  table({ type: 'selectboxes', values, validate }, [
    [{ a: false }, 'required'],
    [{}, 'required'],
    [{ a: true }, ''],
  ]);
  table({ type: 'radio', values, validate }, [
    [false, ''],
    ['', 'required'],
  ]);
  table({ type: 'attachment', validate }, [
    [[], 'required'],
    [['f1'], ''],
  ]);
});

test('a draft need not be complete, but what it holds must be right', () => {
  const component = field({ type: 'textfield', validate: { required: true, minLength: 3 } });
  assert.deepEqual(judge(component, {}, { complete: false }), []);
  assert.deepEqual(judge(component, { f: 'ab' }, { complete: false }), ['/f tooShort']);
});

test('lengths count UTF-16 units and pass empty values', () => {
  table({ type: 'textfield', validate: { minLength: 2, maxLength: '4' } }, [
    ['a', 'tooShort'],
    ['ab', ''],
    ['abcd', ''],
    ['abcde', 'tooLong'],
    ['', ''],
  ]);
  table({ type: 'textfield', validate: { minLength: '', maxLength: '' } }, [['a', '']]);
});

test('words are counted between white space', () => {
  table({ type: 'textarea', validate: { minWords: 2, maxWords: 3 } }, [
    ['one', 'tooFewWords'],
    [' one  two ', ''],
    ['1 2 3 4', 'tooManyWords'],
  ]);
});

test('the whole value must match a pattern, alternatives included', () => {
  table({ type: 'textfield', validate: { pattern: 'ab|cd' } }, [
    ['ab', ''],
    ['cd', ''],
    ['abx', 'pattern'],
    ['xcd', 'pattern'],
  ]);
  table({ type: 'textfield', validate: { pattern: '[一-龥]{2}' } }, [
    ['案件', ''],
    ['a件', 'pattern'],
  ]);
});

test('a pattern that would backtrack for ever is judged at once', () => {
  table({ type: 'textfield', validate: { pattern: '(a+)+b' } }, [['a'.repeat(3000), 'pattern']]);
});

test('a pattern outside re2 does not compile', () => {
  assert.throws(() => judge(field({ type: 'textfield', validate: { pattern: '(a)\\1' } }), {}));
  assert.throws(() => judge(field({ type: 'textfield', validate: { pattern: 'a(?=b)' } }), {}));
});

test('an e-mail address has a name, an at and a domain', () => {
  table({ type: 'email' }, [
    ['a@b.cn', ''],
    ['a@b', 'email'],
    ['a b@c.cn', 'email'],
    [`${'a'.repeat(320)}@b.cn`, 'email'],
  ]);
});

test('a check refuses wrong numbers and stores the right spelling', () => {
  table({ type: 'textfield', meta: { check: 'uscc' } }, [
    ['91990102M10000012Y', ''],
    ['91990102M10000012X', 'checkDigit'],
    ['91990102M1000001', 'checkDigit'],
  ]);
  table({ type: 'textfield', meta: { check: 'orgCode' } }, [
    ['D2143569-X', ''],
    ['D2143569-1', 'checkDigit'],
  ]);
  table({ type: 'textfield', meta: { check: 'idNo' } }, [
    ['11010519491231002X', ''],
    ['990103198006220022', 'checkDigit'],
  ]);
  table({ type: 'phoneNumber', meta: { check: 'phone' } }, [
    ['13800000000', ''],
    ['1380', 'checkDigit'],
  ]);
  const { data } = compileForm(
    { components: [field({ type: 'textfield', meta: { check: ['uscc', 'orgCode'] } })] },
    { codes: () => undefined },
  ).validate({ f: ' d2143569x' }, { complete: true });
  assert.deepEqual(data, { f: 'D2143569-X' });
});

test('numbers, money and decimals keep within min and max', () => {
  table({ type: 'number', validate: { min: 0, max: '10' } }, [
    [-1, 'min'],
    [0, ''],
    [10, ''],
    [10.5, 'max'],
  ]);
  table({ type: 'money', validate: { min: 100, max: 10000 } }, [
    [99, 'min'],
    [100, ''],
    [10001, 'max'],
  ]);
  table({ type: 'decimal', decimals: 2, validate: { min: '0.1', max: 9 } }, [
    ['0.09', 'min'],
    ['0.10', ''],
    ['9.00', ''],
    ['9.01', 'max'],
  ]);
});

test('the limit of money is told in its main unit', () => {
  const form = { components: [field({ type: 'money', validate: { max: 10050 } })] };
  const { issues } = compileForm(form, { codes: () => undefined }).validate({ f: 10051 }, { complete: true });
  assert.equal(issues[0]?.params?.limit, '100.50');
});

test('a number may have a limit of decimals', () => {
  table({ type: 'number', decimalLimit: 2 }, [
    [1.25, ''],
    [0.1, ''],
    [1.255, 'decimalLimit'],
    [1e-7, 'decimalLimit'],
  ]);
  table({ type: 'number', validate: { integer: true } }, [
    [3, ''],
    [3.5, 'decimalLimit'],
  ]);
});

test('ticked boxes are counted once there is one', () => {
  const values = ['a', 'b', 'c'].map((value) => ({ value }));
  const validate = { minSelectedCount: 2, maxSelectedCount: 2 };
  table({ type: 'selectboxes', values, validate }, [
    [{ a: false }, ''],
    [{ a: true }, 'tooFewSelected'],
    [{ a: true, b: true }, ''],
    [{ a: true, b: true, c: true }, 'tooManySelected'],
  ]);
});

test('dates keep within fixed limits, their days included', () => {
  const widget = { minDate: '2026-03-01', maxDate: '2026-03-31T00:00:00+08:00' };
  table({ type: 'datetime', enableTime: false, widget }, [
    ['2026-02-28', 'minDate'],
    ['2026-03-01', ''],
    ['2026-03-31', ''],
    ['2026-04-01', 'maxDate'],
  ]);
  const day = { minDate: '2026-03-01', maxDate: '2026-03-31' };
  table({ type: 'datetime', widget: day }, [
    ['2026-02-28T15:59:59Z', 'minDate'],
    ['2026-02-28T16:00:00Z', ''],
    ['2026-03-31T15:59:59Z', ''],
    ['2026-03-31T16:00:00Z', 'maxDate'],
  ]);
});

test('a limit of today or now is taken from the caller and not judged without', () => {
  const past = field({ type: 'datetime', enableTime: false, validate: { maxDate: 'today' } });
  assert.deepEqual(judge(past, { f: '2026-07-01' }, { complete: true, today: '2026-06-30' }), ['/f maxDate']);
  assert.deepEqual(judge(past, { f: '2026-06-30' }, { complete: true, today: '2026-06-30' }), []);
  assert.deepEqual(judge(past, { f: '2026-07-02' }, { complete: true, now: '2026-06-30T16:30:00.000Z' }), [
    '/f maxDate',
  ]);
  assert.deepEqual(judge(past, { f: '2026-07-01' }, { complete: true, now: '2026-06-30T16:30:00.000Z' }), []);
  assert.deepEqual(judge(past, { f: '2999-01-01' }), []);
  const moment = field({ type: 'datetime', validate: { maxDate: 'now' } });
  assert.deepEqual(judge(moment, { f: '2026-06-30T01:00:01Z' }, { complete: true, now: '2026-06-30T01:00:00.000Z' }), [
    '/f maxDate',
  ]);
  const later = field({ type: 'datetime', validate: { minDate: 'today' } });
  assert.deepEqual(judge(later, { f: '2026-06-29T15:59:59Z' }, { complete: true, today: '2026-06-30' }), [
    '/f minDate',
  ]);
});

test('dates keep their order between fields; days compare where one has no time', () => {
  const form = [
    { type: 'datetime', key: 'received' },
    { type: 'datetime', key: 'from', enableTime: false },
    { type: 'datetime', key: 'to', enableTime: false, validate: { minField: 'from', maxField: 'received' } },
  ];
  const received = '2026-04-28T01:20:00.000Z';
  assert.deepEqual(judge(form, { received, from: '2026-04-01', to: '2026-04-28' }), []);
  assert.deepEqual(judge(form, { received, from: '2026-04-01', to: '2026-04-29' }), ['/to dateOrder']);
  assert.deepEqual(judge(form, { received, from: '2026-04-30', to: '2026-04-28' }), ['/to dateOrder']);
  assert.deepEqual(judge(form, { to: '2999-01-01' }), []);
});

test('the order of fields holds within a row', () => {
  const rows = {
    type: 'datagrid',
    key: 'rows',
    components: [
      { type: 'decimal', key: 'least', decimals: 1 },
      { type: 'decimal', key: 'most', decimals: 3, validate: { minField: 'rows.least' } },
    ],
  };
  const data = {
    rows: [
      { least: '2.5', most: '2.500' },
      { least: '2.5', most: '2.499' },
    ],
  };
  assert.deepEqual(judge(rows, data), ['/rows/1/most fieldOrder']);
});

test('every item of a field with several values is judged and named by its place', () => {
  const component = field({ type: 'textfield', multiple: true, validate: { required: true, maxLength: 3 } });
  assert.deepEqual(judge(component, { f: ['abc', '', 'abcd'] }), ['/f/1 required', '/f/2 tooLong']);
  assert.deepEqual(judge(component, { f: [] }), ['/f required']);
});

test('rows of a grid are counted, and required asks for one that is filled', () => {
  const grid = (validate: Component): Component => ({
    type: 'datagrid',
    key: 'g',
    validate,
    components: [{ type: 'textfield', key: 'a' }],
  });
  assert.deepEqual(judge(grid({ required: true }), { g: [{}] }), ['/g required']);
  assert.deepEqual(judge(grid({ required: true }), { g: [{ a: 'x' }] }), []);
  assert.deepEqual(judge(grid({ minLength: 2 }), { g: [{ a: 'x' }] }), ['/g tooFewRows']);
  assert.deepEqual(judge(grid({ minLength: 2 }), { g: [{ a: 'x' }] }, { complete: false }), []);
  assert.deepEqual(judge(grid({ maxLength: 1 }), { g: [{ a: 'x' }, {}] }), ['/g tooManyRows']);
  assert.deepEqual(judge(grid({}), { g: Array.from({ length: 1001 }, () => ({})) }), ['/g tooManyRows']);
});

test('a form may bring its own words for a fault', () => {
  const form = {
    components: [
      field({
        type: 'textfield',
        validate: { pattern: '[a-z]+', patternMessage: { zh: '只用小写', en: 'small letters' } },
      }),
      { type: 'number', key: 'n', validate: { max: 3, customMessage: 'too much' } },
    ],
  };
  const { issues } = compileForm(form, { codes: () => undefined }).validate({ f: 'A', n: 4 }, { complete: true });
  assert.deepEqual(
    issues.map(({ params }) => params?.message),
    [{ zh: '只用小写', en: 'small letters' }, { zh: 'too much' }],
  );
});
