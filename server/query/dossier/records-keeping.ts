import { type SqlBool, sql } from 'kysely';
import { momentFacts, recordFacts } from '#engine/definition/facts.ts';
import { getPath } from '#engine/json.ts';
import type { DossierDefinition } from '#engine/schema/types.gen.ts';
import type { Context } from '../../command/context.ts';
import { openStored } from '../../command/secrets.ts';
import { conditionToSql } from '../../storage/condition-sql.ts';
import type { RecordRow } from '../../storage/records.ts';
import { factExpression } from '../field-expression.ts';
import type { Part } from './volume-plan.ts';

const most = 50;

interface Kept {
  readonly dossier: DossierDefinition;
  /** Parts that hold records of the module. */
  readonly parts: readonly Part[];
}

/** The records in whose file a secret record lies, whoever may see them. */
export const recordsKeeping = async (
  context: Context,
  row: RecordRow,
  { dossier, parts }: Kept,
): Promise<readonly RecordRow[]> => {
  const { catalog, storage } = context;
  const module = catalog.module(dossier.record);
  const data = openStored(context, row.id, row.data);
  const types = { ...momentFacts, ...recordFacts(module) };
  const { dialect } = storage;
  const options = { column: (fact: string) => factExpression(module, dialect, fact), dialect };
  const found = new Map<string, RecordRow>();
  for (const { match = {} } of parts) {
    const asked = Object.entries(match).map(([field, from]) => {
      const value = field === '$id' ? row.id : getPath(data, field);
      if (typeof value !== 'string' || value === '') return sql<SqlBool>`1 = 0`;
      return conditionToSql({ fact: from, operator: 'equal', value }, types, options, true);
    });
    const { rows } =
      await sql<RecordRow>`select r.*, m.data as data from ${sql.table(`m_${dossier.record}`)} m join record r on r.id = m.id where ${sql.join(asked, sql` and `)} order by r.created_at, r.id limit ${sql.lit(most)}`.execute(
        storage.read,
      );
    for (const one of rows) found.set(one.id, one);
  }
  return [...found.values()];
};
