import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAggregates } from '#engine/definition/check/aggregates.ts';
import { describeFinding } from '#engine/definition/check/describe.ts';
import { checkReferences } from '#engine/definition/check/references.ts';
import { hasMessage } from '#engine/message/has-message.ts';
import type { AggregateDefinition, AggregateGroup, AggregateMeasure } from '#engine/schema/types.gen.ts';
import { aggregateOf } from './asked.ts';
import { saleDefinitions } from './world.ts';

/** What the checks find in these aggregates of sales. */
export const findingsOf = (...aggregates: readonly AggregateDefinition[]) => {
  const { catalog, issues } = saleDefinitions(aggregates);
  return [...issues, ...checkReferences(catalog), ...checkAggregates(catalog)];
};

export const byKind: AggregateGroup = { key: 'kind', field: 'kind' };
export const count: AggregateMeasure = { function: 'count' };
export const other = aggregateOf({
  key: 'other',
  groupBy: [byKind],
  measures: { n: count, amount: { function: 'sum', field: 'amount' }, last: { function: 'max', field: 'soldOn' } },
});

interface Planted {
  readonly code: string;
  readonly path: string;
  readonly right?: string;
}

/** One fault in an aggregate that is sound otherwise. */
export const refusedAggregate = (
  title: string,
  more: Partial<AggregateDefinition>,
  { code, path, right }: Planted,
): void => {
  test(`a planted fault is found, named and answered: ${title}`, () => {
    const findings = findingsOf(aggregateOf(more), other);
    const found = findings.find((finding) => finding.code === code && finding.path === path);
    assert.ok(found, JSON.stringify(findings, null, 1));
    assert.equal(found.file, 'definitions/sale/aggregates/asked.json');
    if (right !== undefined) assert.ok(String(found.params?.right).includes(right), String(found.params?.right));
    for (const language of ['zh', 'en'] as const) {
      assert.ok(hasMessage(code, language), code);
      assert.doesNotMatch(describeFinding(found, language), /\{[A-Za-z]+\}|\[object|undefined/);
    }
  });
};
