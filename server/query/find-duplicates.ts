import { type SqlBool, sql } from 'kysely';
import type { Condition } from '#engine/condition/condition.ts';
import type { Catalog, CompiledModule } from '#engine/definition/catalog.ts';
import { recordFacts } from '#engine/definition/facts.ts';
import { candidateConditions } from '#engine/duplicate/candidates.ts';
import { type DuplicateScore, scoreDuplicate } from '#engine/duplicate/score.ts';
import type { DuplicateAgainst, DuplicateDefinition } from '#engine/schema/types.gen.ts';
import { conditionToSql } from '../storage/condition-sql.ts';
import { asJson, type Db } from '../storage/db.ts';
import type { RecordRow } from '../storage/records.ts';
import { factExpression } from './field-expression.ts';

export interface DuplicateSource {
  readonly db: Db;
  readonly catalog: Catalog;
  readonly dialect: 'sqlite' | 'mariadb';
}

export interface DuplicateQuestion {
  readonly data: unknown;
  /** The root of the record asked about; nothing of its family is a duplicate of it. */
  readonly root?: string;
  /** Which records of a module may be told of; all where absent. */
  readonly reach?: (module: CompiledModule) => ReturnType<typeof conditionToSql>;
}

export interface Duplicate extends DuplicateScore {
  readonly row: RecordRow;
}

/** More records than anybody compares by eye. */
const most = 200;

/** The records that may be about the same, the surest first. */
export const findDuplicates = async (
  source: DuplicateSource,
  definition: DuplicateDefinition,
  question: DuplicateQuestion,
): Promise<readonly Duplicate[]> => {
  const found: Duplicate[] = [];
  for (const against of definition.against) {
    for (const row of await candidates(source, definition, against, question)) {
      const pair = { mine: question.data, theirs: asJson(row.data), ...(against.fields && { fields: against.fields }) };
      const scored = scoreDuplicate(definition, pair);
      if (scored.score > 0) found.push({ row, ...scored });
    }
  }
  return found.sort((a, b) => b.score - a.score || (a.row.id < b.row.id ? 1 : -1));
};

const candidates = async (
  { db, catalog, dialect }: DuplicateSource,
  definition: DuplicateDefinition,
  { module: key, fields, states }: DuplicateAgainst,
  { data, root, reach }: DuplicateQuestion,
): Promise<readonly RecordRow[]> => {
  const module = catalog.module(key);
  const types = recordFacts(module);
  const asked = candidateConditions(definition, data, { types, ...(fields && { fields }) });
  if (asked.length === 0) return [];
  const column = (fact: string) => factExpression(module, dialect, fact);
  const options = { column, dialect };
  const parts = [
    conditionToSql({ any: asked } as Condition, types, options, true),
    ...(root === undefined ? [] : [sql<SqlBool>`r.root_id <> ${root}`]),
    ...(states === undefined ? [] : [sql<SqlBool>`m.state in (${sql.join(states)})`]),
    ...(reach === undefined ? [] : [reach(module)]),
  ];
  const { rows } =
    await sql<RecordRow>`select r.*, m.data as data from ${sql.table(`m_${key}`)} m join record r on r.id = m.id where ${sql.join(parts, sql` and `)} order by m.id desc limit ${sql.lit(most)}`.execute(
      db,
    );
  return rows;
};
