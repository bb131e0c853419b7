import { getPath } from '#engine/json.ts';
import type { Effect } from '#engine/schema/types.gen.ts';
import { treeOf } from '../../query/code-tree.ts';
import { all } from '../../storage/db.ts';
import { findRecord, type RecordRow } from '../../storage/records.ts';
import { readRecordFact, recordJudge } from '../record-judge.ts';
import { recordOfModule } from '../record-of-module.ts';
import { openStored } from '../secrets.ts';
import type { EffectWork, RunEffect } from './effect.ts';
import { valueFrom } from './value-source.ts';

type Act = Extract<Effect, { type: 'act' }>;

/**
 * What happens to this record moves others: those a field names, or those that lie above, below or beside it. They are
 * moved when the command's own work is written; one whose state does not know the action stays as it is.
 */
export const act: RunEffect<'act'> = async (work, effect) => {
  const { unit, record } = work;
  const { module, action, data = {} } = effect;
  const values: Record<string, unknown> = {};
  for (const [field, source] of Object.entries(data)) values[field] = await valueFrom(work, source);
  for (const id of new Set([...named(work, effect), ...(await placed(work, effect))]))
    unit.acts.push({ module, id, action, data: values, by: record.row.id });
};

const named = ({ record }: EffectWork, { records }: Act): string[] => {
  const found = records === undefined ? [] : getPath(record.data, records);
  return (Array.isArray(found) ? found : [found]).filter((id): id is string => typeof id === 'string' && id !== '');
};

/** Records of the family by where they lie, as they stand now; one of which `where` is not known is left out. */
const placed = async (work: EffectWork, { module: key, of, where }: Act): Promise<string[]> => {
  if (of === undefined) return [];
  const { unit, record } = work;
  if (of === 'above') {
    const above = record.row.parent_id === null ? undefined : await recordOfModule(unit, record.row, key);
    return above === undefined ? [] : [above.id];
  }
  const rows = await familyOf(work, key, of);
  if (where === undefined) return rows.map(({ id }) => id);
  const { context } = unit;
  const module = context.catalog.module(key);
  const moment = { now: context.now, actor: context.actor.id };
  const holds = ({ data, ...row }: RecordRow) =>
    recordJudge(
      module,
      treeOf(context.catalog, module),
      readRecordFact({ row, data: openStored(context, row.id, data) }, moment),
    )(where);
  return rows.filter((row) => holds(row) === true).map(({ id }) => id);
};

/** Below the root is everything of the family; below another record, what has it as its parent. */
const familyOf = async (
  { unit, record: { row } }: EffectWork,
  key: string,
  of: 'below' | 'beside',
): Promise<RecordRow[]> => {
  const [column, at] = of === 'beside' ? ['parent_id', row.parent_id] : below(row);
  const ids = await all<{ id: string }>(
    unit.db,
    `select id from record where ${column} = ? and module = ? and id <> ? order by created_at, id`,
    [at, key, row.id],
  );
  const found = await Promise.all(ids.map(({ id }) => findRecord(unit.db, key, id)));
  return found.filter((one) => one !== undefined);
};

const below = ({ id, root_id }: EffectWork['record']['row']): readonly ['root_id' | 'parent_id', string] =>
  id === root_id ? ['root_id', id] : ['parent_id', id];
