import { type Expression, type SqlBool, sql } from 'kysely';
import { wordsOf } from '#engine/search/fold-text.ts';
import { searchedFields } from '#engine/search/search-parts.ts';
import type { Context } from '../command/context.ts';
import { listOf } from './aggregate/sql-value.ts';
import { seesSensitive } from './present-record.ts';

/** The member of a list's address that holds the words it is searched by. */
export const wordsName = 'q';

/** What a question finds, before any scope: no answer for a person. */
export interface FoundWords {
  /** Records by their module; undefined where too many are found to name them. */
  readonly records: ReadonlyMap<string, readonly string[]> | undefined;
  /** Which rows of a module's table, aliased `m`, hold the words. */
  readonly holds: (module: string) => Expression<SqlBool>;
}

/** More are looked for record by record, newest first, until a page is full. */
const mostNamed = 2000;

/** Rows of `search_text` that this actor may be told of: sensitive ones of modules whose records he sees in full. */
const speakable = (context: Context, alias: string): Expression<SqlBool> => {
  const modules = [...context.catalog.definitions.module.keys()].filter((key) => {
    const module = context.catalog.module(key);
    return (searchedFields(module)?.full.length ?? 0) > 0 && seesSensitive(context, key);
  });
  const sensitive = sql.ref(`${alias}.sensitive`);
  if (modules.length === 0) return sql<SqlBool>`${sensitive} = 0`;
  return sql<SqlBool>`(${sensitive} = 0 or ${sql.ref(`${alias}.module`)} in (${sql.join(modules)}))`;
};

const holdsWord = (alias: string, word: string): Expression<SqlBool> =>
  sql<SqlBool>`instr(${sql.ref(`${alias}.text`)}, ${word}) > 0`;

/** Rows that hold the first word, of records that hold the others in any of their texts. */
const holdsAll = (context: Context, alias: string, [first = '', ...others]: readonly string[]): Expression<SqlBool> => {
  const more = others.map(
    (word, index) =>
      sql`exists (select 1 from search_text ${sql.table(`o${index}`)} where ${sql.ref(`o${index}.record_id`)} = ${sql.ref(`${alias}.record_id`)}
        and ${holdsWord(`o${index}`, word)} and ${speakable(context, `o${index}`)})`,
  );
  return sql<SqlBool>`${sql.join([holdsWord(alias, first), speakable(context, alias), ...more], sql` and `)}`;
};

/** Looks the words of a question up, in one module or in all. */
export const findWords = async (context: Context, question: string, module?: string): Promise<FoundWords> => {
  const words = wordsOf(question);
  const within = module === undefined ? sql`` : sql`s.module = ${module} and`;
  const { rows } = await sql<{ id: string; module: string }>`
    select distinct s.record_id as id, s.module as module from search_text s
    where ${within} ${holdsAll(context, 's', words)} limit ${sql.lit(mostNamed + 1)}`.execute(context.storage.read);
  if (rows.length > mostNamed) {
    // A value, which no planner turns into a join that would look at everything first.
    const one = sql<SqlBool>`coalesce((select 1 from search_text s where s.record_id = m.id and ${holdsAll(context, 's', words)} limit 1), 0) = 1`;
    return { records: undefined, holds: () => one };
  }
  const records = new Map<string, string[]>();
  for (const row of rows) records.set(row.module, [...(records.get(row.module) ?? []), row.id]);
  const holds = (key: string) => {
    const ids = records.get(key) ?? [];
    return ids.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`m.id in ${listOf(context.storage, ids)}`;
  };
  return { records, holds };
};
