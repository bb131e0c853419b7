import { type CompiledQuery, type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Catalog, CompiledModule } from '#engine/definition/catalog.ts';
import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { all } from '../storage/db.ts';
import { inScope, liveParts, reachesAny, type Scope, scopeOf, scopeParts } from '../storage/scope.ts';
import { factExpression, headerFacts } from './field-expression.ts';
import { type FoundWords, findWords, wordsName } from './find-words.ts';
import { listCondition } from './list-condition.ts';
import { listMine } from './list-mine.ts';
import { listReport } from './list-report.ts';
import { listView, viewOf } from './list-view.ts';
import { type PresentedRecord, presentWithLights, seesSensitive } from './present-record.ts';
import { asRow, recordTexts, type StoredRow } from './record-text.ts';
import { askableFacts } from './sensitive-fields.ts';

export interface ListQuery {
  readonly module: string;
  /** Name and text of each filter, as in the address: `field__gte=…`. */
  readonly filters: Iterable<readonly [string, string]>;
  readonly sort?: string;
  readonly limit?: number;
  readonly skip?: number;
  readonly operation?: 'read' | 'export';
  /** What the words of the question are found in, where they have been looked up. */
  readonly found?: FoundWords;
}

export interface PageRange {
  readonly skip: number;
  /** How many records the page holds. */
  readonly length: number;
  /** Exact up to the cap; beyond it only "at least". */
  readonly total: number;
  readonly capped: boolean;
}

export interface RecordPage extends PageRange {
  readonly records: readonly PresentedRecord[];
}

/** Counting stops here: "1000+" is what people need to know. */
const countCap = 1000;

interface Asked {
  readonly scope: Scope;
  /** What the filters keep. */
  readonly kept: Expression<SqlBool>;
  readonly facts: ReadonlySet<string>;
}

const asked = (context: Context, module: CompiledModule, query: ListQuery): Asked => {
  const scope = scopeOf(context.catalog.definitions.role, context.actor, query.module, query.operation ?? 'read');
  if (!reachesAny(scope)) throw problem('not-permitted');
  const dialect = context.storage.dialect;
  const facts = new Set<string>();
  const column = (fact: string) => {
    facts.add(fact);
    return factExpression(module, dialect, fact);
  };
  const { filters, found } = query;
  const filtered = listCondition(context, module, filters, column);
  const words = found === undefined ? sql`` : sql`and ${found.holds(query.module)}`;
  const kept = sql<SqlBool>`${filtered} and ${listReport(context, module, filters, column, filtered)} and ${listView(context, module, filters, column)} and ${listMine(context, filters)} ${words}`;
  return { scope, kept, facts };
};

/** The question with the words of its address looked up. */
const withWords = async (context: Context, query: ListQuery): Promise<ListQuery> => {
  const words = [...query.filters].find(([name]) => name === wordsName)?.[1] ?? '';
  if (query.found !== undefined || words.trim() === '') return query;
  return { ...query, found: await findWords(context, words, query.module) };
};

/** The rows of a module that the actor reaches and the filters keep, as the tail of a statement: `from … where …`. */
export const reachedRecords = async (
  context: Context,
  module: CompiledModule,
  query: ListQuery,
): Promise<RawBuilder<unknown>> => {
  const { scope, kept } = asked(context, module, await withWords(context, query));
  const table = sql.table(`m_${query.module}`);
  return sql`from record r join ${table} m on m.id = r.id where r.module = ${query.module} and ${inScope(scope, [module.workflow.initial])} and ${kept}`;
};

interface Order {
  readonly fact: string;
  readonly down: boolean;
}

const orderOf = (context: Context, module: CompiledModule, { sort, filters }: ListQuery): Order => {
  const usual = viewOf(context, module, filters)?.sort ?? module.definition.list.sort;
  const wanted = (sort ?? usual ?? '-modified').replace(
    /^(-?)(state|created|modified|due|title|organization|owner)$/,
    '$1$$$2',
  );
  const down = wanted.startsWith('-');
  const fact = down ? wanted.slice(1) : wanted;
  if (!Object.hasOwn(askableFacts(module, seesSensitive(context, module.definition.key)), fact))
    throw problem('invalid-input', {
      issues: [{ path: '/sort', code: 'query.unknownField', params: { field: fact } }],
    });
  return { fact, down };
};

/** The select of one part of the scope; several are merged. */
const merged = (
  parts: readonly Expression<SqlBool>[],
  select: (where: Expression<SqlBool>) => RawBuilder<unknown>,
): RawBuilder<unknown> => {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return select(only);
  const each = parts.map((part, index) => sql`select * from (${select(part)}) as ${sql.ref(`part${index}`)}`);
  return sql.join(each, sql` union all `);
};

/** A page as it is asked for, with the parts of the scope that hold anything. */
interface Paging {
  readonly scope: Scope;
  readonly live: readonly number[];
  readonly limit: number;
  readonly skip: number;
}

const shownColumns = sql.raw(
  'id module owner organization state version created_at modified_at title state_class regime due_at parent_id root_id family_version origin'
    .split(' ')
    .map((name) => `r.${name}`)
    .join(', '),
);

/**
 * The statement of a page with its count. Each part of the scope gives its own first rows by walking an index; only the
 * rows of the page are read whole.
 */
const buildPage = (context: Context, module: CompiledModule, query: ListQuery, paging: Paging): CompiledQuery => {
  const { kept, facts } = asked(context, module, query);
  const { scope, live, limit, skip } = paging;
  const { fact, down } = orderOf(context, module, query);
  const { read, dialect } = context.storage;
  const table = sql.table(`m_${query.module}`);
  const withHeader = [...facts, fact].some((one) => headerFacts.has(one));
  const from = withHeader ? sql`${table} m join record r on r.id = m.id` : sql`${table} m`;
  const whole = scopeParts(scope, [module.workflow.initial]);
  const parts = live.flatMap((index) => whole[index] ?? []);
  const way = down ? sql`desc` : sql`asc`;
  const column = factExpression(module, dialect, fact);
  const first = (part: Expression<SqlBool>) =>
    sql`select m.id as id, ${column} as place from ${from} where ${part} and ${kept} order by place ${way}, id ${way} limit ${sql.lit(limit + skip)}`;
  const keys = merged(parts, first);
  const cut = sql`order by place ${way}, id ${way} limit ${sql.lit(limit)} offset ${sql.lit(skip)}`;
  const paged = parts.length === 1 && skip === 0 ? keys : sql`select id, place from (${keys}) as keys_of_parts ${cut}`;
  const cap = sql.lit(countCap + 1);
  const found = merged(parts, (part) => sql`select 1 as one from ${from} where ${part} and ${kept} limit ${cap}`);
  const count = sql`(select count(*) as total from (select one from (${found}) as ones limit ${cap}) as found)`;
  const inRow = dialect === 'sqlite';
  // Joined once it is cheaper on MariaDB, as a value of each row on SQLite.
  const [total, counted] = inRow ? [count, sql``] : [sql`counted.total`, sql`cross join ${count} as counted`];
  // Bytes: most data is passed on as it is, and need be no text here.
  const data = inRow ? sql`cast(m.data as blob)` : sql`cast(m.data as binary)`;
  const rows = sql<StoredRow>`select ${shownColumns}, ${data} as data, ${total} as total from (${paged}) as page join ${table} m on m.id = page.id join record r on r.id = page.id ${counted} order by page.place ${way}, page.id ${way}`;
  return rows.compile(read);
};

const built = new WeakMap<Catalog, Map<string, CompiledQuery>>();
const mostBuilt = 1000;

/** People ask for the same lists again and again: a statement is put together once for each question. */
const pageOf = (context: Context, module: CompiledModule, query: ListQuery, paging: Paging): CompiledQuery => {
  if (query.found !== undefined) return buildPage(context, module, query, paging);
  const known = built.get(context.catalog) ?? new Map<string, CompiledQuery>();
  built.set(context.catalog, known);
  const inFull = seesSensitive(context, query.module);
  const key = JSON.stringify([query.module, [...query.filters], query.sort, query.operation, paging, inFull]);
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= mostBuilt) known.clear();
  const made = buildPage(context, module, query, paging);
  known.set(key, made);
  return made;
};

type Listed = StoredRow & { readonly total: number };

const pageRows = async (context: Context, given: ListQuery) => {
  const { catalog, storage, actor } = context;
  const module = catalog.module(given.module);
  const scope = scopeOf(catalog.definitions.role, actor, given.module, given.operation ?? 'read');
  if (!reachesAny(scope)) throw problem('not-permitted');
  const query = await withWords(context, given);
  const limit = Math.min(Math.max(query.limit ?? 20, 0), 200);
  const skip = Math.max(query.skip ?? 0, 0);
  const live = await liveParts(storage, query.module, scope, [module.workflow.initial]);
  const page = (size: number, from: number): Promise<Listed[]> => {
    const statement = pageOf(context, module, query, { scope, live, limit: size, skip: from });
    return all<Listed>(storage.read, statement.sql, statement.parameters);
  };
  const rows = await page(limit, skip);
  // The count comes with the rows; behind the last page there are none.
  const [any] = rows.length === 0 && (limit === 0 || skip > 0) ? await page(1, 0) : rows;
  const total = Number(any?.total ?? 0);
  const range: PageRange = { skip, length: rows.length, total: Math.min(total, countCap), capped: total > countCap };
  return { rows, range };
};

/** One page of the records of a module, newest first unless asked otherwise. */
export const listRecords = async (context: Context, query: ListQuery): Promise<RecordPage> => {
  const { rows, range } = await pageRows(context, query);
  return { ...range, records: await presentWithLights(context, rows.map(asRow)) };
};

/** The same page with its records as JSON. */
export const listRecordTexts = async (
  context: Context,
  query: ListQuery,
): Promise<PageRange & { readonly text: Buffer }> => {
  const { rows, range } = await pageRows(context, query);
  return { ...range, text: await recordTexts(context, rows) };
};
