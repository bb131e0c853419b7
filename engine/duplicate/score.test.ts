import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DuplicateDefinition } from '../schema/types.gen.ts';
import { candidateConditions } from './candidates.ts';
import { likeness, plainName } from './plain-name.ts';
import { scoreDuplicate } from './score.ts';

const endings = ['有限责任公司', '有限公司', '公司', '厂'];
const title = { zh: 'x' };
const definition: DuplicateDefinition = {
  key: 'party',
  title,
  endings,
  against: [{ module: 'firm' }],
  rules: [
    { key: 'code', title, points: 100, all: [{ field: 'code', how: 'equal' }] },
    { key: 'old', title, points: 95, all: [{ field: 'code', how: 'part', from: 9, length: 9 }] },
    {
      key: 'name',
      title,
      points: 80,
      all: [
        { field: 'name', how: 'plain' },
        { field: 'county', how: 'equal' },
      ],
    },
    {
      key: 'like',
      title,
      points: 70,
      all: [{ field: 'name', how: 'alike', least: 0.9 }],
      any: [
        { field: 'phone', how: 'equal' },
        { field: 'address', how: 'equal' },
      ],
    },
    {
      key: 'matter',
      title,
      points: 60,
      all: [
        { field: 'kinds', how: 'overlap' },
        { field: 'at', how: 'within', days: 90 },
      ],
    },
  ],
};
const points = (mine: object, theirs: object, fields?: Record<string, string>) =>
  scoreDuplicate(definition, { mine, theirs, ...(fields && { fields }) }).score;

test('a name is compared without width, spaces, brackets and endings', () => {
  assert.equal(plainName('江州市 明峰轧钢（有限公司）', endings), '江州市明峰轧钢');
  assert.equal(plainName('ＡＢＣ－１公司', endings), 'abc1');
  assert.equal(plainName('公司', endings), '公司');
  assert.equal(plainName('明峰厂有限公司', endings), '明峰');
});

test('likeness is what need not be changed of the longer text', () => {
  assert.equal(likeness('abcdefghij', 'abcdefghiX'), 0.9);
  assert.equal(likeness('', ''), 0);
  assert.equal(likeness('一', '二'), 0);
});

test('the strongest rule gives the points, and every rule that applies is a reason', () => {
  const one = { code: '91990102M10000012Y', name: '明峰轧钢有限公司', county: '990102' };
  const found = scoreDuplicate(definition, { mine: one, theirs: { ...one, name: '明峰轧钢公司' } });
  assert.deepEqual([found.score, found.reasons.map(({ key }) => key)], [100, ['code', 'old', 'name']]);
});

test('an organization code is digits nine to seventeen of the newer one, whichever side has it', () => {
  assert.equal(points({ code: '91990102M10000012Y' }, { code: 'M1000001-2' }), 95);
  assert.equal(points({ code: 'M10000012' }, { code: '91990102M10000012Y' }), 95);
  assert.equal(points({ code: 'M10000013' }, { code: '91990102M10000012Y' }), 0);
});

test('a name alone says nothing: the county, the telephone or the address must agree', () => {
  assert.equal(points({ name: '明峰轧钢', county: '1' }, { name: '明峰轧钢厂', county: '1' }), 80);
  assert.equal(points({ name: '明峰轧钢', county: '1' }, { name: '明峰轧钢厂', county: '2' }), 0);
  const long = '江州市城东区明峰轧钢一';
  assert.equal(points({ name: long, phone: '5' }, { name: `${long.slice(0, -1)}二`, phone: '5' }), 70);
  assert.equal(points({ name: long }, { name: `${long.slice(0, -1)}二` }), 0);
});

test('matters overlap within their days, and empty fields never agree', () => {
  const mine = { kinds: ['a', 'b'], at: '2026-04-01' };
  assert.equal(points(mine, { kinds: ['b'], at: '2026-06-30T01:00:00.000Z' }), 60);
  assert.equal(points(mine, { kinds: ['b'], at: '2026-07-01' }), 0);
  assert.equal(points({ code: '' }, { code: '' }), 0);
});

test('fields have other names elsewhere, and those without one are not compared', () => {
  assert.equal(points({ code: 'M10000012' }, { uscc: 'M10000012' }, { code: 'uscc' }), 100);
  assert.equal(points({ code: 'M10000012' }, { code: 'M10000012' }, { name: 'title' }), 0);
});

test('a database is asked by names without endings and by equal values only', () => {
  const types = { code: 'text', name: 'text', county: 'region', phone: 'text', address: 'text' } as const;
  const mine = { code: '91990102M10000012Y', name: '明峰轧钢有限公司', county: '990102', phone: '5' };
  assert.deepEqual(candidateConditions(definition, mine, { types }), [
    { fact: 'code', operator: 'equal', value: '91990102M10000012Y' },
    { fact: 'code', operator: 'contains', value: 'M10000012' },
    { fact: 'name', operator: 'contains', value: '明峰轧钢' },
    { fact: 'phone', operator: 'equal', value: '5' },
  ]);
  assert.deepEqual(candidateConditions(definition, {}, { types }), []);
});
