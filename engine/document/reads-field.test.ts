import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readsField } from './reads-field.ts';

describe('A template reads a field', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['record.decision.total', 'record.decision.total', true],
    ['record.decision', 'record.decision.total', true],
    ['record.handler.name', 'record.handler', true],
    ['record.rows.*.amount', 'record.rows', true],
    ['children.party.*.name', 'children.party.*.name', true],
    ['record.decision.totals', 'record.decision.total', false],
    ['record.notice.total', 'record.decision.total', false],
    ['subject.name', 'record.name', false],
  ];
  for (const [read, field, expected] of cases)
    it(`${expected ? 'by' : 'not by'} ${read} of ${field}`, () => assert.equal(readsField(read, field), expected));
});
