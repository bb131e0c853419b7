import assert from 'node:assert/strict';
import { Engine } from 'json-rules-engine';
import type { Condition } from '#engine/condition/condition.ts';
import { compileJudge } from '#engine/rule/compile-judge.ts';
import type { RuleSet } from '#engine/rule/rule-set.ts';
import { SeededRandom } from '#test/support/forms/seeded-random.ts';

const severities = ['minor', 'major', 'severe', 'grave'];
const products = ['0601', '0301', '0701', '1501', '0603', '0803', '1101', '1302'];

interface Given {
  readonly [fact: string]: string | number | boolean;
}

const recordOf = (random: SeededRandom): Given => ({
  severity: random.pick(severities),
  product: random.pick(products),
  goods: random.int(1, 100) * 100_000,
  count: random.int(0, 12),
  points: random.int(0, 20),
  intentional: random.chance(0.4),
  effective: random.chance(0.9),
  decided: `202${random.int(3, 6)}-0${random.int(1, 9)}-1${random.int(0, 9)}`,
  batches: random.int(0, 40),
});

type Leaf = { readonly fact: string; readonly operator: string; readonly value: string | number | boolean | string[] };

/** Twenty rules of five or six comparisons, one of them in a branch. Few hit. */
const rulesOf = (random: SeededRandom): readonly { readonly key: string; readonly when: Condition }[] =>
  Array.from({ length: 20 }, (_, index) => {
    const either: Leaf[] = [
      { fact: 'points', operator: 'greaterThanInclusive', value: random.int(4, 18) },
      { fact: 'severity', operator: 'equal', value: random.pick(severities) },
    ];
    const all: (Leaf | { readonly any: Leaf[] })[] = [
      { fact: 'product', operator: 'in', value: [random.pick(products), random.pick(products)] },
      { fact: 'count', operator: 'greaterThanInclusive', value: random.int(1, 6) },
      { fact: 'goods', operator: 'greaterThan', value: random.int(1, 60) * 100_000 },
      { any: either },
    ];
    if (index % 2 === 0) all.push({ fact: 'intentional', operator: 'equal', value: true });
    return { key: `rule-${index}`, when: { all } as Condition };
  });

const ruleSetOf = (rules: ReturnType<typeof rulesOf>): RuleSet => ({
  key: 'in-memory',
  facts: {
    severity: { type: 'code' },
    product: { type: 'code' },
    goods: { type: 'money' },
    count: { type: 'integer' },
    points: { type: 'integer' },
    intentional: { type: 'boolean' },
    effective: { type: 'boolean' },
    decided: { type: 'date' },
    batches: { type: 'integer' },
  },
  rules: rules.map(({ key, when }) => ({
    key,
    when,
    unknown: 'ignore',
    outcome: { type: 'warn', message: { zh: key } },
  })),
});

/** Processor milliseconds: on a machine that others use, too, nothing else can be compared. */
const milliseconds = async (work: () => unknown): Promise<number> => {
  const began = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
};

const fastestOf = async (runs: number, work: () => unknown): Promise<number> => {
  let fastest = Number.POSITIVE_INFINITY;
  for (let left = runs; left > 0; left -= 1) fastest = Math.min(fastest, await milliseconds(work));
  return fastest;
};

/**
 * Twenty rules over records in memory: how many records a processor second closures judge and json-rules-engine does, which must
 * say the same of those both were asked about.
 */
export const rulesInMemory = async (seed: number) => {
  const random = new SeededRandom(seed);
  const rules = rulesOf(random);
  const records = Array.from({ length: 50_000 }, () => recordOf(random));
  const judge = compileJudge(ruleSetOf(rules));
  const engine = new Engine();
  for (const { key, when } of rules) engine.addRule({ conditions: when as never, event: { type: key } });
  const few = records.slice(0, 2000);
  const theirs: string[][] = [];
  for (const record of few) theirs.push((await engine.run(record)).events.map(({ type }) => type).sort());
  assert.deepEqual(
    few.map((record) =>
      judge(record)
        .map(({ rule }) => rule)
        .sort(),
    ),
    theirs,
  );
  const engineMs = await fastestOf(3, async () => {
    for (const record of few) await engine.run(record);
  });
  const fastest = await fastestOf(5, () => {
    for (const record of records) judge(record);
  });
  const perSecond = Math.round((records.length / fastest) * 1000);
  const enginePerSecond = Math.round((few.length / engineMs) * 1000);
  return { memoryPerSecond: perSecond, enginePerSecond, memoryRatio: Math.round(perSecond / enginePerSecond) };
};
