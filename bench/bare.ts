import { createRequire } from 'node:module';
import { createPool, type PoolConnection } from 'mysql2';
import { newId } from '#server/storage/id.ts';
import { type Asked, type Doing, serveKoa, servePlain, type Told } from './bare-http.ts';
import { statements } from './bare-statements.ts';

/**
 * The limit: the same drivers with the same durability, one hand-written statement a request, no validation. With AUDIT=1
 * each write carries one row of an audit table in the same transaction. HTTP=koa is what somebody would write by hand on
 * the platform's own HTTP libraries; HTTP=plain is node:http with nothing on it.
 */
const audited = process.env.AUDIT === '1';
const url = process.env.DATABASE_URL ?? '';
const people = new Map([['secret', { id: 'chenmingyuan', organization: '96010200' }]]);

type Rows = Record<string, unknown>[];
type Run = (text: string, values: readonly unknown[]) => Promise<Rows | number>;
interface Database {
  readonly run: Run;
  /** A write with its audit row. */
  readonly both: (text: string, values: readonly unknown[], audit: readonly unknown[]) => Promise<number>;
}

const sqlite = (file: string): Database => {
  const near = createRequire(import.meta.resolve('@mikro-orm/sqlite'));
  const native = new (near('better-sqlite3'))(file);
  for (const pragma of ['journal_mode = wal', 'synchronous = full', 'busy_timeout = 5000', 'cache_size = -65536'])
    native.pragma(pragma);
  const prepared = new Map(Object.values(statements).map((text) => [text, native.prepare(text)]));
  const write = (text: string, values: readonly unknown[]): number => prepared.get(text).run(values).changes;
  return {
    run: async (text, values) => (prepared.get(text).reader ? prepared.get(text).all(values) : write(text, values)),
    both: async (text, values, audit) => {
      native.exec('begin immediate');
      const changes = write(text, values);
      write(statements.audit, audit);
      native.exec('commit');
      return changes;
    },
  };
};

const mariadb = (address: string): Database => {
  const pool = createPool({ uri: address.replace('mariadb:', 'mysql:'), connectionLimit: 10, jsonStrings: true });
  const connect = () =>
    new Promise<PoolConnection>((done, fail) =>
      pool.getConnection((error, found) => (error ? fail(error) : done(found))),
    );
  const execute = (on: Pick<PoolConnection, 'execute'>, text: string, values: readonly unknown[]) =>
    new Promise<Rows | number>((done, fail) =>
      on.execute(text, values as string[], (error, result) => {
        if (error) fail(error);
        else done('affectedRows' in result ? Number(result.affectedRows) : (result as Rows));
      }),
    );
  const plain = (on: PoolConnection, text: string) =>
    new Promise<void>((done, fail) => on.query(text, (error) => (error ? fail(error) : done())));
  return {
    run: (text, values) => execute(pool as unknown as PoolConnection, text, values),
    both: async (text, values, audit) => {
      const connection = await connect();
      await plain(connection, 'begin');
      const changes = await execute(connection, text, values);
      await execute(connection, statements.audit, audit);
      await plain(connection, 'commit');
      connection.release();
      return changes as number;
    },
  };
};

const database = url.startsWith('sqlite:') ? sqlite(url.slice(7)) : mariadb(url);

const write = (text: string, values: readonly unknown[], audit: readonly unknown[]): Promise<unknown> =>
  audited ? database.both(text, values, audit) : database.run(text, values);

const present = (row: Record<string, unknown> | undefined) => row && { ...row, data: JSON.parse(String(row.data)) };

interface Person {
  readonly id: string;
  readonly organization: string;
}
const list = async ({ organization }: Person, { state }: Asked): Promise<Told> => {
  const rows = (await database.run(statements.list, [organization, state, organization, state])) as Rows;
  return { status: 200, body: rows.map(present) };
};

const read = async ({ organization }: Person, { id }: Asked): Promise<Told> => {
  const rows = (await database.run(statements.read, [id, organization])) as Rows;
  return { status: 200, body: present(rows[0]) };
};

const create = async (person: Person, { body }: Asked): Promise<Told> => {
  const now = new Date().toISOString();
  const data = JSON.stringify(body.data);
  const { caseTitle, caseSource } = body.data as Record<string, unknown>;
  const made = newId();
  const row = [made, person.organization, 'draft', person.id, 1, now, now, caseTitle, caseSource, data];
  await write(statements.create, row, [made, 'created', person.id, now, data]);
  return { status: 201, body: { _id: made, version: 1, data: body.data } };
};

const change =
  (doing: 'update' | 'submit') =>
  async ({ id: person, organization }: Person, { id, body }: Asked): Promise<Told> => {
    const now = new Date().toISOString();
    const where = [id, organization, body.version];
    const data = JSON.stringify(body.data);
    const { caseTitle } = body.data as Record<string, unknown>;
    const changes =
      doing === 'submit'
        ? await write(statements.action, ['submitted', now, ...where], [id, 'submitted', person, now, '{}'])
        : await write(statements.update, [data, caseTitle, now, ...where], [id, 'saved', person, now, data]);
    return { status: changes === 1 ? 200 : 409, body: { _id: id, version: Number(body.version) + 1, data: body.data } };
  };

const doings = { list, read, create, update: change('update'), submit: change('submit') };

const answer = async (doing: Doing, asked: Asked): Promise<Told> => {
  const person = people.get(asked.secret ?? '');
  return person === undefined ? { status: 401, body: {} } : await doings[doing](person, asked);
};

const serve = process.env.HTTP === 'plain' ? servePlain : serveKoa;
serve(answer, Number(process.env.PORT), () => console.log('bare is ready'));
