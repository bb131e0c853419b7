import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import fc from 'fast-check';
import type { Condition } from '#engine/condition/condition.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { aggregateOf } from '#test/support/sales/asked.ts';
import { randomSales } from '#test/support/sales/random.ts';
import { prepareSales, saleCatalog, storeSales } from '#test/support/sales/world.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { evaluateEach } from './evaluate-subjects.ts';
import { countSubjects, sweepSubjects } from './sweep-subjects.ts';

const asOf = '2026-06-30';

/** Sales by buyer: as many subjects as there are buyers. */
const byBuyer = aggregateOf({
  key: 'by-buyer',
  keepRecords: true,
  groupBy: [{ key: 'buyer', coalesce: [{ field: 'taxNo' }, { fields: ['buyer', 'region'] }] }],
  measures: {
    n: { function: 'count' },
    amount: { function: 'sum', field: 'amount' },
    first: { function: 'min', field: 'soldOn' },
    urgent: { function: 'count', where: { fact: 'urgent', operator: 'equal', value: true } },
    lately: { function: 'max', field: 'soldOn', where: { fact: 'urgent', operator: 'equal', value: true } },
    kind: { function: 'last', field: 'kind' },
  },
});

const ruleSetOf = (when: Condition, unknown: 'ignore' | 'task'): RuleSetDefinition => ({
  kind: 'ruleset',
  key: 'swept',
  module: 'sale',
  title: { zh: 'swept' },
  trigger: { demand: true },
  subject: { keys: ['buyer'], from: ['by-buyer'] },
  facts: {
    n: { type: 'integer', measure: 'by-buyer.n' },
    amount: { type: 'money', measure: 'by-buyer.amount' },
    first: { type: 'date', measure: 'by-buyer.first' },
    urgent: { type: 'integer', measure: 'by-buyer.urgent' },
    lately: { type: 'date', measure: 'by-buyer.lately' },
    kind: { type: 'code', measure: 'by-buyer.kind' },
    today: { type: 'date', field: '$asOf' },
  },
  rules: [{ key: 'one', when: when as never, unknown, outcome: { type: 'task' } }],
});

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    fact: fc.constantFrom('n', 'urgent'),
    operator: fc.constantFrom('greaterThan', 'equal', 'lessThanInclusive'),
    value: fc.integer({ min: 0, max: 4 }),
  }),
  fc.record({
    fact: fc.constantFrom('first', 'lately'),
    operator: fc.constantFrom('lessThan', 'equal', 'greaterThan'),
    value: fc.constantFrom<unknown>({ fact: 'today' }, '2026-01-01', '2025-06-30'),
  }),
  fc.record({ fact: fc.constant('lately'), operator: fc.constantFrom('exists', 'absent') }),
  fc.constant<Condition>({ fact: 'urgent', operator: 'equal', value: { fact: 'n' } }),
  fc.constant<Condition>({ fact: 'today', operator: 'greaterThan', value: '2026-01-01' }),
);
const condition = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('tree').map((not) => ({ not })),
  ),
})).tree;

onEachStorage('A sweep', (context) => {
  const catalog = saleCatalog([byBuyer]);
  const source = () => {
    const { read, dialect } = context.storage;
    return { db: read, catalog, dialect, now: `${asOf}T01:00:00.000Z` };
  };
  before(async () => {
    await prepareSales(context.storage, catalog);
    await storeSales(context.storage, fc.sample(randomSales(400), { seed: 11, numRuns: 1 })[0] ?? []);
  });

  /** What a look at every subject with all its facts says. */
  const lookedThrough = async (ruleSet: RuleSetDefinition) => {
    const { subjects } = await evaluateEach(source(), ruleSet, { asOf });
    return [...subjects].map(({ key, facts, counted, speaks }) => ({ key, facts, counted, speaks }));
  };

  it('finds whom a look at everybody finds, with the same facts and records, whoever sifts', async () => {
    await fc.assert(
      fc.asyncProperty(condition, fc.constantFrom('ignore', 'task'), async (when, unknown) => {
        const ruleSet = ruleSetOf(when, unknown);
        const all = await lookedThrough(ruleSet);
        const expected = all.filter(({ speaks }) => speaks).sort((a, b) => (a.key < b.key ? -1 : 1));
        for (const quiet of [false, true]) {
          const found: typeof all = [];
          let passed = 0;
          for await (const swept of sweepSubjects(source(), ruleSet, { asOf, quiet })) {
            for (const { key, facts, counted, speaks } of swept.subjects) found.push({ key, facts, counted, speaks });
            passed += swept.quiet?.rows.length ?? 0;
          }
          assert.deepEqual(
            found.sort((a, b) => (a.key < b.key ? -1 : 1)),
            expected,
          );
          if (quiet) assert.equal(passed, all.length - expected.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('counts its subjects without looking at them', async () => {
    const ruleSet = ruleSetOf({ fact: 'n', operator: 'greaterThan', value: 1 }, 'ignore');
    assert.equal(await countSubjects(source(), ruleSet, { asOf }), (await lookedThrough(ruleSet)).length);
  });

  it('looks at those it is told to, whatever is counted of them', async () => {
    const ruleSet = ruleSetOf({ fact: 'n', operator: 'greaterThan', value: 1000 }, 'ignore');
    const also = new Map([['', [{ buyer: 'nobody has this name' }]]]);
    const found: unknown[] = [];
    for await (const { subjects } of sweepSubjects(source(), ruleSet, { asOf, also }))
      for (const { group, facts } of subjects) found.push([group, facts.n]);
    assert.deepEqual(found, [[{ buyer: 'nobody has this name' }, 0]]);
  });
});
