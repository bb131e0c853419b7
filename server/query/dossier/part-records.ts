import { type SqlBool, sql } from 'kysely';
import { momentFacts, recordFacts } from '#engine/definition/facts.ts';
import { getPath } from '#engine/json.ts';
import type { Context } from '../../command/context.ts';
import { type JudgedRecord, readRecordFact, recordJudge } from '../../command/record-judge.ts';
import { openStored } from '../../command/secrets.ts';
import { conditionToSql } from '../../storage/condition-sql.ts';
import type { RecordRow } from '../../storage/records.ts';
import { inScope, reachesAny, scopeOf } from '../../storage/scope.ts';
import { treeOf } from '../code-tree.ts';
import { factExpression } from '../field-expression.ts';
import { readLinks } from '../read-links.ts';
import type { Part } from './volume-plan.ts';

/** Everything of a family this actor reaches, the record first; asked once for a file. */
export const familyOf = async (context: Context, record: RecordRow): Promise<readonly RecordRow[]> => [
  record,
  ...(await readLinks(context, record)).filter((row) => row.root_id === record.root_id),
];

/** Does a condition of a part hold for a record? One that cannot be said does not. */
export const partHolds = (context: Context, part: Part, row: RecordRow): boolean => {
  if (part.where === undefined) return true;
  const module = context.catalog.module(row.module);
  const judged: JudgedRecord = { row, data: openStored(context, row.id, row.data) };
  const read = readRecordFact(judged, { now: context.now, actor: context.actor.id });
  return recordJudge(module, treeOf(context.catalog, module), read)(part.where) === true;
};

/** The records whose attachments lie in a part, among those this actor reaches. */
export const recordsOfPart = async (
  context: Context,
  part: Part,
  family: readonly RecordRow[],
): Promise<readonly RecordRow[]> => {
  const [record] = family;
  if (record === undefined) return [];
  const rows =
    part.match === undefined
      ? family.filter((row) => (part.of === undefined ? row.id === record.id : row.module === part.of))
      : await matched(context, part.of ?? record.module, { match: part.match, record });
  return part.documents === undefined ? rows.filter((row) => partHolds(context, part, row)) : rows;
};

interface Match {
  readonly match: NonNullable<Part['match']>;
  readonly record: RecordRow;
}

const most = 200;

const matched = async (context: Context, key: string, { match, record }: Match): Promise<readonly RecordRow[]> => {
  const { catalog, storage, actor } = context;
  const scope = scopeOf(catalog.definitions.role, actor, key, 'read');
  if (!reachesAny(scope)) return [];
  const module = catalog.module(key);
  const data = openStored(context, record.id, record.data);
  const types = { ...momentFacts, ...recordFacts(module) };
  const { dialect } = storage;
  const options = { column: (fact: string) => factExpression(module, dialect, fact), dialect };
  const parts = Object.entries(match).map(([field, from]) => {
    const value = getPath(data, from);
    if (typeof value !== 'string' || value === '') return sql<SqlBool>`1 = 0`;
    if (field === '$id') return sql<SqlBool>`m.id = ${value}`;
    return conditionToSql({ fact: field, operator: 'equal', value }, types, options, true);
  });
  const { rows } =
    await sql<RecordRow>`select r.*, m.data as data from ${sql.table(`m_${key}`)} m join record r on r.id = m.id where ${sql.join(parts, sql` and `)} and ${inScope(scope, [module.workflow.initial])} order by r.created_at, r.id limit ${sql.lit(most)}`.execute(
      storage.read,
    );
  return rows;
};
