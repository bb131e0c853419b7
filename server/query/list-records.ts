import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { checkCondition } from '#engine/condition/check.ts';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { recordFacts } from '#engine/definition/facts.ts';
import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { conditionToSql } from '../storage/condition-sql.ts';
import { inScope, scopeOf } from '../storage/scope.ts';
import { codeTree } from './code-tree.ts';
import { factExpression } from './field-expression.ts';
import { listFilter } from './list-filter.ts';
import { type PresentedRecord, presentRecord, type RecordRow, withLights } from './present-record.ts';

export interface ListQuery {
  readonly module: string;
  /** Name and text of each filter, as in the address: `field__gte=…`. */
  readonly filters: Iterable<readonly [string, string]>;
  readonly sort?: string;
  readonly limit?: number;
  readonly skip?: number;
  readonly operation?: 'read' | 'export';
}

export interface RecordPage {
  readonly records: readonly PresentedRecord[];
  readonly skip: number;
  /** Exact up to the cap; beyond it only "at least". */
  readonly total: number;
  readonly capped: boolean;
}

/** Counting stops here: "1000+" is what people need to know. */
export const countCap = 1000;

/** The rows of a module that the actor reaches and the filters keep, as the tail of a statement: `from … where …`. */
export const reachedRecords = (context: Context, module: CompiledModule, query: ListQuery): RawBuilder<unknown> => {
  const scope = scopeOf(context.catalog.definitions.role, context.actor, query.module, query.operation ?? 'read');
  if (scope.reach === undefined) throw problem('not-permitted');
  const types = recordFacts(module);
  const { condition, issues } = listFilter(query.filters, types);
  const found = [...issues, ...(condition ? checkCondition(condition, types) : [])];
  if (found.length > 0) throw problem('invalid-input', { issues: found });
  const dialect = context.storage.dialect;
  const options = {
    column: (fact: string) => factExpression(module, dialect, fact),
    dialect,
    tree: codeTree(context.catalog, query.module),
  };
  const kept = condition ? conditionToSql(condition, types, options, true) : sql<SqlBool>`1 = 1`;
  const table = sql.table(`m_${query.module}`);
  return sql`from record r join ${table} m on m.id = r.id where r.module = ${query.module} and ${inScope(scope, [module.workflow.initial])} and ${kept}`;
};

const order = (context: Context, module: CompiledModule, sort: string | undefined): RawBuilder<unknown> => {
  const wanted = (sort ?? module.definition.list.sort ?? '-modified').replace(
    /^(-?)(state|created|modified|due|title|organization|owner)$/,
    '$1$$$2',
  );
  const down = wanted.startsWith('-');
  const fact = down ? wanted.slice(1) : wanted;
  if (!(fact in recordFacts(module)))
    throw problem('invalid-input', {
      issues: [{ path: '/sort', code: 'query.unknownField', params: { field: fact } }],
    });
  const column = factExpression(module, context.storage.dialect, fact);
  return down ? sql`order by ${column} desc, r.id desc` : sql`order by ${column} asc, r.id asc`;
};

const count = async (context: Context, reached: RawBuilder<unknown>): Promise<number> => {
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from (select 1 as one ${reached} limit ${sql.lit(countCap + 1)}) as found`.execute(
    context.storage.read,
  );
  return Number(rows[0]?.n ?? 0);
};

/** One page of the records of a module, newest first unless asked otherwise. */
export const listRecords = async (context: Context, query: ListQuery): Promise<RecordPage> => {
  const module = context.catalog.module(query.module);
  const reached = reachedRecords(context, module, query);
  const limit = Math.min(Math.max(query.limit ?? 20, 0), 200);
  const skip = Math.max(query.skip ?? 0, 0);
  const page = sql<RecordRow>`select r.*, m.data as data ${reached} ${order(context, module, query.sort)} limit ${sql.lit(limit)} offset ${sql.lit(skip)}`;
  const { rows } = await page.execute(context.storage.read);
  const total =
    rows.length < limit && (skip === 0 || rows.length > 0) ? skip + rows.length : await count(context, reached);
  return {
    records: await withLights(
      context,
      rows.map((row) => presentRecord(context, row)),
    ),
    skip,
    total: Math.min(total, countCap),
    capped: total > countCap,
  };
};
