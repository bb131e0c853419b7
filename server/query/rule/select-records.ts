import { type SqlBool, sql } from 'kysely';
import type { Condition } from '#engine/condition/condition.ts';
import type { Catalog } from '#engine/definition/catalog.ts';
import { momentFacts, recordFacts } from '#engine/definition/facts.ts';
import { toCivilDate } from '#engine/time.ts';
import { conditionToSql } from '../../storage/condition-sql.ts';
import type { Db } from '../../storage/db.ts';
import type { RecordRow } from '../../storage/records.ts';
import { treeOf } from '../code-tree.ts';
import { factExpression } from '../field-expression.ts';
import type { Watch } from '../undertaking.ts';

export interface RecordSource {
  readonly db: Db;
  /** For statements over very many records; `db` where absent. */
  readonly wide?: Db;
  readonly catalog: Catalog;
  readonly dialect: 'sqlite' | 'mariadb';
  readonly now: string;
  /** Told how far a rule set is with its subjects. */
  readonly watch?: Watch;
  /** Other values tried out in the records a rule set is asked for, by id and path; nothing is stored. */
  readonly edited?: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

export interface RecordSelection {
  readonly module: string;
  readonly where?: Condition;
  /** Only those nobody has finished. */
  readonly open?: boolean;
  /** Only this one. */
  readonly id?: string;
  /** Only those after this id ('' for all), in the order of ids; in any order when absent. */
  readonly after?: string;
  readonly limit?: number;
}

/** Records of a module for which a condition is true, by id, whoever asks: the caller has decided who may. */
export const selectRecords = async (source: RecordSource, selection: RecordSelection): Promise<RecordRow[]> => {
  const { db, catalog, dialect, now } = source;
  const { module: key, where, open = false, id, after, limit = 1000 } = selection;
  const module = catalog.module(key);
  const types = { ...momentFacts, ...recordFacts(module) };
  const moment: Readonly<Record<string, string>> = { $today: toCivilDate(now), $now: now };
  const column = (fact: string) => {
    const value = moment[fact];
    return value === undefined ? factExpression(module, dialect, fact) : sql`${value}`;
  };
  const kept =
    where === undefined
      ? sql<SqlBool>`1 = 1`
      : conditionToSql(where, types, { column, dialect, tree: treeOf(catalog, module) }, true);
  const live = open ? sql<SqlBool>`r.state_class <> 'terminal'` : sql<SqlBool>`1 = 1`;
  // Paging walks the key; without it the index of what is asked for is the way in.
  const page = after === undefined ? sql<SqlBool>`1 = 1` : sql<SqlBool>`m.id > ${after}`;
  const paged = id === undefined ? page : sql<SqlBool>`m.id = ${id}`;
  const order = after === undefined ? sql`` : sql`order by m.id`;
  const { rows } =
    await sql<RecordRow>`select r.*, m.data as data from ${sql.table(`m_${key}`)} m join record r on r.id = m.id where ${paged} and ${live} and ${kept} ${order} limit ${sql.lit(limit)}`.execute(
      db,
    );
  return rows;
};
