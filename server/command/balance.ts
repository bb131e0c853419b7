import { type BalanceSums, compareAmounts, sumBalance } from '#engine/balance/balance.ts';
import type { Catalog, CompiledModule } from '#engine/definition/catalog.ts';
import { getPath } from '#engine/json.ts';
import type { Balance, ConditionJson, FieldType } from '#engine/schema/types.gen.ts';
import { treeOf } from '../query/code-tree.ts';
import type { Db } from '../storage/db.ts';
import { childrenOf, type RecordRow } from '../storage/records.ts';
import { readRecordFact, recordJudge } from './record-judge.ts';

export interface BalancePlace {
  readonly db: Db;
  readonly catalog: Catalog;
  /** The data of a stored record. */
  readonly open: (id: string, stored: unknown) => unknown;
  readonly now: string;
}

/** The type amounts of a balance have: that of the field which holds it. */
export const typeOfBalance = (module: CompiledModule, { field }: Balance): FieldType =>
  module.fields.get(field)?.type ?? 'integer';

/** The sums of a balance of one record over the records below it as they are stored; undefined where they cannot be said. */
export const sumsOf = async (
  place: BalancePlace,
  module: CompiledModule,
  id: string,
  balance: Balance,
): Promise<BalanceSums | undefined> => {
  const below = place.catalog.module(balance.module);
  const tree = treeOf(place.catalog, below);
  const rows = await childrenOf(place.db, balance.module, id);
  const judged = rows.map(({ data: stored, ...row }: RecordRow) => {
    const data = place.open(row.id, stored);
    const judge = recordJudge(below, tree, readRecordFact({ row, data }, { now: place.now, actor: '' }));
    const counts = (condition: ConditionJson | undefined) => (condition === undefined ? false : judge(condition));
    return { amount: getPath(data, balance.amount), in: counts(balance.in), out: counts(balance.out) };
  });
  return sumBalance(typeOfBalance(module, balance), judged);
};

/** The fields a balance keeps, with what they ought to hold. */
export const fieldsOfBalance = (balance: Balance, sums: BalanceSums): readonly (readonly [string, unknown])[] => [
  [balance.field, sums.left],
  ...(balance.inField === undefined ? [] : [[balance.inField, sums.in] as const]),
  ...(balance.outField === undefined ? [] : [[balance.outField, sums.out] as const]),
];

/** Whether what is left lies beyond a bound. A bound there is no value for bounds nothing. */
export const isBeyond = (
  type: FieldType,
  left: unknown,
  bounds: { readonly least: unknown; readonly most: unknown },
): boolean => compareAmounts(type, left, bounds.least) === -1 || compareAmounts(type, left, bounds.most) === 1;
