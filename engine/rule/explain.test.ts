import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Condition, FactTypes } from '../condition/condition.ts';
import { operators } from '../condition/operator/list.ts';
import { compileTrace } from '../condition/trace.ts';
import en from '../message/condition.en.json' with { type: 'json' };
import zh from '../message/condition.zh.json' with { type: 'json' };
import { explain } from './explain.ts';

const types: FactTypes = {
  fine: 'money',
  threshold: 'money',
  kinds: 'codes',
  name: 'text',
  weight: 'decimal',
  days: 'integer',
  served: 'instant',
  appealed: 'boolean',
  region: 'region',
  photos: 'files',
};
const titles: Record<string, string> = {
  fine: '罚款',
  threshold: '标准',
  kinds: '处罚种类',
  name: '当事人',
  weight: '重量',
  days: '天数',
  served: '送达时间',
  appealed: '已复议',
  region: '地区',
  photos: '照片',
};
const codes: Record<string, string> = { '08': '吊销许可证', '11': '关闭', '990100': '江州市', '990102': '城东区' };
const labels = {
  fact: (name: string) => ({ title: titles[name] ?? name, type: types[name] ?? ('text' as const) }),
  value: (_fact: string, id: string) => codes[id],
};
const sentences = (condition: Condition, facts: Record<string, unknown>, messages: Record<string, string> = zh) =>
  explain(
    compileTrace(condition, types)((fact) => facts[fact]),
    labels,
    messages,
  ).map(({ depth, text }) => '  '.repeat(depth) + text);

describe('an explanation', () => {
  it('compares two facts in words of the trade', () => {
    const condition = { fact: 'fine', operator: 'greaterThanInclusive', value: { fact: 'threshold' } };
    assert.deepEqual(sentences(condition, { fine: 10_395_000, threshold: 10_000_000 }), [
      '罚款 103,950.00 元 ≥ 标准 100,000.00 元：成立',
    ]);
  });

  it('says what is missing and that nothing can be decided', () => {
    const condition = { fact: 'fine', operator: 'lessThan', value: 10_000_000 };
    assert.deepEqual(sentences(condition, {}), ['罚款 （缺） ＜ 100,000.00 元：无法判断']);
  });

  it('puts the members below their branch', () => {
    const condition: Condition = {
      any: [
        { not: { fact: 'appealed', operator: 'equal', value: true } },
        { all: [{ fact: 'kinds', operator: 'containsAny', value: ['08', '11'] }] },
      ],
    };
    assert.deepEqual(sentences(condition, { appealed: true, kinds: ['11', '03'] }), [
      '以下至少一项成立：成立',
      '  以下不成立：不成立',
      '    已复议 是 ＝ 是：成立',
      '  以下各项全部成立：成立',
      '    处罚种类 关闭、03 含有 吊销许可证、关闭 之一：成立',
    ]);
  });

  it('writes every type of value', () => {
    const facts = {
      name: '㛃记',
      weight: '18.000',
      days: 7,
      served: '2026-04-28T01:20:00.000Z',
      region: '990102',
      photos: [],
      kinds: [],
    };
    const all = [
      { fact: 'name', operator: 'contains', value: '㛃' },
      { fact: 'weight', operator: 'equal', value: 18 },
      { fact: 'days', operator: 'between', value: [3, 7] },
      { fact: 'served', operator: 'greaterThan', value: '2026-04-27T16:00:00.000Z' },
      { fact: 'region', operator: 'within', value: '990100' },
      { fact: 'photos', operator: 'exists' },
      { fact: 'kinds', operator: 'containsNone', value: ['08'] },
    ];
    assert.deepEqual(sentences({ all }, facts).slice(1), [
      '  当事人 “㛃记” 包含 “㛃”：成立',
      '  重量 18.000 ＝ 18：成立',
      '  天数 7 在 3 至 7 之间：成立',
      '  送达时间 2026-04-28 09:20 ＞ 2026-04-28 00:00：成立',
      '  地区 城东区 在 江州市 范围内：成立',
      '  照片 （空） 已填写：不成立',
      '  处罚种类 （空） 不含 吊销许可证：成立',
    ]);
  });

  it('has words for every operator in both languages', () => {
    for (const messages of [zh, en] as Record<string, string>[])
      for (const key of [...operators.keys(), 'all', 'any', 'not'])
        assert.ok(messages[`condition-explain-${key}`]?.includes('{result}'), key);
    assert.deepEqual(Object.keys(en), Object.keys(zh));
  });
});
