import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { type Expression, type SqlBool, sql } from 'kysely';
import { compileCondition, usedFacts } from '#engine/condition/compile.ts';
import type { Condition, FactType, Truth } from '#engine/condition/condition.ts';
import { randomCondition, randomFacts, randomRecord, randomTree } from '#engine/condition/support/arbitrary.ts';
import { onEachStorage, type TestStorage } from '#test/support/storage.ts';
import { conditionToSql } from './condition-sql.ts';
import { jsonColumn } from './json-column.ts';

type Row = Readonly<Record<string, unknown>>;

const numeric: readonly FactType[] = ['integer', 'money', 'decimal', 'ratio', 'boolean'];
const columnTypes: Readonly<Record<'sqlite' | 'mariadb', (type: FactType) => string>> = {
  sqlite: (type) => (numeric.includes(type) ? 'integer' : 'text'),
  mariadb: (type) => {
    if (numeric.includes(type)) return 'bigint';
    return ['codes', 'users', 'files', 'rows'].includes(type)
      ? 'longtext character set utf8mb4 collate utf8mb4_bin'
      : 'varchar(191) character set utf8mb4 collate utf8mb4_nopad_bin';
  },
};

/** A table with the rows as JSON and one generated column a fact, as modules have them. */
const createTable = async ({ storage }: TestStorage, table: string, rows: readonly Row[]): Promise<void> => {
  const { dialect } = storage;
  const columns = Object.entries(randomFacts).map(
    ([fact, type]) =>
      `f_${fact} ${columnTypes[dialect](type)} generated always as (${jsonColumn(dialect, 'data', fact, type)}) virtual`,
  );
  const json = dialect === 'sqlite' ? 'text' : 'json';
  await storage.define([
    `create table ${table} (id integer primary key, data ${json} not null, ${columns.join(', ')})`,
  ]);
  await storage.transact(async (db) => {
    for (const [id, row] of rows.entries())
      await sql`insert into ${sql.table(table)} (id, data) values (${id}, ${JSON.stringify(row)})`.execute(db);
  });
};

interface Place {
  readonly table: string;
  readonly column: (fact: string) => Expression<unknown>;
}

const idsWhere = async ({ storage }: TestStorage, { table }: Place, where: Expression<SqlBool>): Promise<number[]> => {
  const query = sql<{ id: number }>`select id from ${sql.table(table)} m where ${where} order by id`;
  return (await query.execute(storage.read)).rows.map(({ id }) => id);
};

const agrees = async (
  context: TestStorage,
  place: Place,
  condition: Condition,
  rows: readonly Row[],
): Promise<void> => {
  const truth = compileCondition(condition, randomFacts, { tree: randomTree });
  const truths: Truth[] = rows.map((row) => truth((fact) => row[fact]));
  const options = { dialect: context.storage.dialect, tree: randomTree, column: place.column };
  for (const wanted of [true, false]) {
    const found = await idsWhere(context, place, conditionToSql(condition, randomFacts, options, wanted));
    const expected = [...truths.keys()].filter((id) => truths[id] === wanted);
    const wrong = [...found, ...expected].find((id) => found.includes(id) !== expected.includes(id));
    const seen = usedFacts(condition).map((fact) => [fact, rows[wrong ?? 0]?.[fact]]);
    assert.equal(wrong, undefined, `the ${wanted} set; row ${wrong} holds ${JSON.stringify(seen)}`);
  }
};

/** The rows as storage gives them back: -0, undefined and the like do not survive JSON. */
const sampleRows = (seed: number, count: number): readonly Row[] =>
  fc.sample(randomRecord, { seed, numRuns: count }).map((row) => JSON.parse(JSON.stringify(row)));

onEachStorage('Conditions in SQL', (context) => {
  const newSeed = Math.floor(Math.random() * 2 ** 31);

  for (const [kind, seed] of [
    ['known', 20260428],
    ['new', newSeed],
  ] as const) {
    it(`find the rows for which closures say true and false, 1000 ${kind} conditions on columns (seed ${seed})`, async () => {
      const rows = sampleRows(seed, 60);
      const table = `condition_${kind}`;
      await createTable(context, table, rows);
      const place = { table, column: (fact: string) => sql.ref(`m.f_${fact}`) };
      await fc.assert(
        fc.asyncProperty(randomCondition, (condition) => agrees(context, place, condition, rows)),
        { seed, numRuns: 1000 },
      );
    });
  }

  it('find the same rows when facts are read from the JSON itself', async () => {
    const rows = sampleRows(7, 40);
    await createTable(context, 'condition_json', rows);
    const { dialect } = context.storage;
    const column = (fact: string): Expression<unknown> =>
      sql.raw(jsonColumn(dialect, 'm.data', fact, randomFacts[fact] ?? 'text'));
    await fc.assert(
      fc.asyncProperty(randomCondition, (condition) =>
        agrees(context, { table: 'condition_json', column }, condition, rows),
      ),
      { seed: 7, numRuns: 150 },
    );
  });

  it('are served by an index: equality, lists, ranges, prefixes, decimals', async () => {
    const { storage } = context;
    const { dialect } = storage;
    const row = (n: number): Row => ({ text1: `t${n}`, money1: n, decimal1: `${n}.5`, region1: String(990000 + n) });
    await createTable(
      context,
      'condition_index',
      Array.from({ length: 3000 }, (_, n) => row(n)),
    );
    for (const fact of Object.keys(row(0)))
      await storage.define([`create index i_${fact} on condition_index (f_${fact})`]);
    await storage.optimize();
    const served: Condition[] = [
      { fact: 'text1', operator: 'equal', value: 't7' },
      { fact: 'text1', operator: 'in', value: ['t7', 't8'] },
      { fact: 'text1', operator: 'startsWith', value: 't77' },
      { fact: 'money1', operator: 'between', value: [5, 9] },
      { fact: 'decimal1', operator: 'greaterThan', value: '2990.5' },
      { fact: 'region1', operator: 'within', value: '991700' },
      { not: { fact: 'money1', operator: 'lessThan', value: 2990 } },
    ];
    const explain = sql.raw(dialect === 'sqlite' ? 'explain query plan' : 'explain');
    for (const condition of served) {
      const options = { dialect, column: (fact: string) => sql.ref(`m.f_${fact}`) };
      const where = conditionToSql(condition, randomFacts, options, true);
      const plan = await sql`${explain} select id from condition_index m where ${where}`.execute(storage.read);
      assert.match(JSON.stringify(plan.rows), /(USING (COVERING )?INDEX |"key":")i_/, JSON.stringify(condition));
    }
  });
});

it('refuses a path that is no field path', () => {
  for (const path of ["a'b", 'a b', 'a."b"', '', 'a..b', '$', 'a[0]'])
    assert.throws(() => jsonColumn('sqlite', 'data', path, 'text'), /not a field path/);
});
