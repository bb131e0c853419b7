import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { catalogOf } from '#test/support/small-pack.ts';
import { watchPack } from '#test/support/watch-pack.ts';
import { compileRuleSet } from './compile.ts';
import { expandLadders } from './expand-ladders.ts';
import { explainDecision } from './explain-decision.ts';
import type { RuleSet } from './rule-set.ts';

const { definitions } = catalogOf(watchPack());

const explained = (key: string, facts: Readonly<Record<string, unknown>>, more: object = {}) => {
  const found = definitions.ruleset.get(key);
  assert.ok(found);
  const ruleSet = expandLadders(found);
  const { trace } = compileRuleSet(ruleSet as RuleSet)(facts, { date: '2026-03-02' });
  const decision = { ruleSet, definitions, lawDate: '2026-03-02', facts, counted: {}, parameters: [], trace, ...more };
  return explainDecision(decision, 'zh').map(({ title, lines }) => [
    title,
    ...lines.map(({ depth, text }) => `${'  '.repeat(depth)}${text}`),
  ]);
};

test('a decision over many records says its rules with their basis, what was counted, and the parameters with theirs', () => {
  const use = {
    fact: 'threshold',
    key: 'watch-threshold',
    date: '2026-03-02',
    value: 3,
    from: '2020-01-01',
    basis: 'rule 3',
  };
  const sections = explained(
    'watch-list',
    { reader: 'Ann', count: 3, points: 4, grave: 0, threshold: 3, limit: 5 },
    { counted: { 'reader-losses': [{ id: 'a' }, { id: 'b' }, { id: 'c' }] }, parameters: [use] },
  );
  assert.deepEqual(sections, [
    [
      '认定过程',
      'By many：成立（依据：house rule 12）',
      '  Losses 3 ≥ watch-threshold 3：成立',
      'By heavy：不成立（依据：house rule 12）',
      '  Points 4 ≥ watch-points 5：不成立',
      'By gravely：不成立（依据：house rule 12）',
      '  Grave losses 0 ≥ 1：不成立',
    ],
    [
      '依据的事实',
      'Losses：3（按“Losses of a reader”统计，截至 2026-03-02，计入 3 条记录）',
      'Grave losses：0（按“Losses of a reader”统计，截至 2026-03-02，计入 3 条记录）',
      'Losses of a reader：（缺）（按“Losses of a reader”统计，截至 2026-03-02，计入 3 条记录）',
      'Points：4（按“Losses of a reader”统计，截至 2026-03-02，计入 3 条记录）',
      'reader：“Ann”',
    ],
    ['适用的标准', 'watch-threshold：3（自 2020-01-01 起，按 2026-03-02 适用；依据：rule 3）'],
  ]);
});

test('a level says every rung, those without a threshold too, and what moved it', () => {
  const [rules] = explained('alarms', { count: 4, readers: 3, name: 'G', '$ring.blue': 2, '$ring.red': 5 });
  assert.deepEqual(rules?.slice(3), [
    '  等级：red',
    '    blue：Losses of a place 4 ≥ 2，成立',
    '    yellow：未设阈值',
    '    red：Losses of a place 4 ≥ 5，不成立',
    '    按阈值达到：blue',
    '    上调 1 级：成立',
    '      Losses of a place 3 ≥ 3：成立',
  ]);
});

test('a rule without a title goes by the field it sets, and the regime of the record by its title', () => {
  const ruleSet: RuleSetDefinition = {
    kind: 'ruleset',
    key: 'ground',
    module: 'loan',
    title: { zh: 'Ground' },
    record: 'loan',
    trigger: { demand: true },
    facts: { regime: { type: 'code', field: '$regime' } },
    rules: [
      {
        key: 'ground-new',
        when: { fact: 'regime', operator: 'equal', value: 'new-law' },
        outcome: { type: 'set', field: 'ground', value: { literal: 'new' } },
      },
    ],
  };
  const facts = { regime: 'new-law' };
  const { trace } = compileRuleSet(ruleSet as RuleSet)(facts, { date: '2026-03-02' });
  const regime = new Map([
    ['new-law', { kind: 'regime' as const, key: 'new-law', module: 'loan', title: { zh: '新法' }, from: '2021-07-15' }],
  ]);
  const sections = explainDecision(
    {
      ruleSet,
      definitions: { ...definitions, regime },
      lawDate: '2026-03-02',
      facts,
      counted: {},
      parameters: [],
      trace,
      field: (path) => (path === 'ground' ? { title: { zh: '听证情形' } } : undefined),
    },
    'zh',
  );
  assert.deepEqual(
    sections.flatMap(({ lines }) => lines.map(({ text }) => text)),
    ['听证情形：成立', '适用法律制度 新法 ＝ 新法：成立', '适用法律制度：新法'],
  );
});
