import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsOf } from './fields.ts';

test('fields are named by dotted paths with a star for rows', () => {
  const components = [
    { type: 'panel', key: 'p', components: [{ type: 'textfield', key: 'a' }] },
    {
      type: 'container',
      key: 'c',
      components: [
        { type: 'datagrid', key: 'g', components: [{ type: 'number', key: 'n', calculateValue: { '+': [1, 1] } }] },
      ],
    },
  ];
  const fields = fieldsOf({ components });
  assert.deepEqual(
    fields.map(({ path }) => path),
    ['a', 'c.g', 'c.g.*.n'],
  );
  assert.deepEqual(
    fields.map(({ inGrid }) => inGrid),
    [false, false, true],
  );
  assert.deepEqual(
    fields.map(({ multiple }) => multiple),
    [false, true, false],
  );
  assert.deepEqual(
    fields.map(({ readOnly }) => readOnly),
    [false, false, true],
  );
});

test('a field carries what its meta says', () => {
  const meta = {
    title: { zh: '证件号', en: 'ID number' },
    list: true,
    query: true,
    index: true,
    sensitivity: 'personal',
    mask: 'idNo',
    check: 'idNo',
  };
  const [field] = fieldsOf({
    components: [{ type: 'textfield', key: 'idNo', label: 'x', disabled: true, validate: { required: true }, meta }],
  });
  assert.deepEqual(field, {
    path: 'idNo',
    type: 'textfield',
    title: { zh: '证件号', en: 'ID number' },
    required: true,
    list: true,
    query: true,
    index: true,
    readOnly: true,
    multiple: false,
    inGrid: false,
    sensitivity: 'personal',
    mask: 'idNo',
    check: ['idNo'],
  });
});

test('titles fall back to the label and then the key', () => {
  const fields = fieldsOf({
    components: [
      { type: 'number', key: 'a', label: '数量' },
      { type: 'decimal', key: 'b', decimals: 3 },
      { type: 'code', key: 'c', meta: { codes: 'colour' } },
      { type: 'record', key: 'd', meta: { module: 'loan' } },
    ],
  });
  assert.deepEqual(
    fields.map(({ title }) => title.zh),
    ['数量', 'b', 'c', 'd'],
  );
  assert.equal(fields[1]?.decimals, 3);
  assert.equal(fields[2]?.codes, 'colour');
  assert.equal(fields[3]?.module, 'loan');
});
