import type { ConditionJson, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { isLeaf, type Leaf } from '../condition-editor/condition-shape.ts';

/** The rules of a set as a decision table: a column for each fact a rule compares, what else a rule asks in `rest`. */
export interface DecisionTable {
  readonly columns: readonly string[];
  readonly rows: readonly DecisionRow[];
}

interface DecisionRow {
  readonly rule: string;
  /** The comparisons of one fact, all of which must hold. */
  readonly cells: ReadonlyMap<string, readonly Leaf[]>;
  /** Groups of which any or none must hold: they fit in no column. */
  readonly rest: readonly ConditionJson[];
}

/** The members that must all hold, groups of such members taken apart. */
const conjuncts = (condition: ConditionJson): readonly ConditionJson[] =>
  'all' in condition ? condition.all.flatMap(conjuncts) : [condition];

export const tableOf = ({ rules }: Pick<RuleSetDefinition, 'rules'>): DecisionTable => {
  const rows = rules.map(({ key, when }): DecisionRow => {
    const parts = conjuncts(when);
    return {
      rule: key,
      cells: Map.groupBy(parts.filter(isLeaf), ({ fact }) => fact),
      rest: parts.filter((part) => !isLeaf(part)),
    };
  });
  return { columns: [...new Set(rows.flatMap(({ cells }) => [...cells.keys()]))], rows };
};
