import type { Value } from '../value.ts';
import { noFact, type Operator, sameType } from './operator.ts';
import { overlaps } from './set.ts';

/**
 * The digits that all places of a region share, by the levels of GB/T 2260 and GB/T 10114 (2, 4, 6, 9, 12 digits):
 * 990000 → 99, 990100 → 9901, 990102 → 990102, 990102001000 → 990102001.
 */
export const regionPrefix = (region: string): string => {
  if (/^\d{6}0*$/.test(region)) return region.slice(0, 6).replace(/(?:00)+$/, '');
  return region.replace(/^(\d{9})000$/, '$1');
};

/** Both count the ancestor itself in. `descendantOf` of a set: at least one of its members lies in the branch. */
export const hierarchy: readonly Operator[] = [
  {
    key: 'within',
    types: ['region'],
    operand: 'same',
    operandType: sameType,
    test: (actual, expected) => (actual as string).startsWith(regionPrefix(expected as string)),
  },
  {
    key: 'descendantOf',
    types: ['code', 'codes', 'organization'],
    operand: 'ancestor',
    operandType: noFact,
    test: (actual, expected) => {
      const branch = expected as ReadonlySet<Value>;
      return actual instanceof Set ? overlaps(actual, branch) : branch.has(actual);
    },
  },
];
