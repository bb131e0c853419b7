import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { createPool, type PoolConnection } from 'mysql2';
import { newId } from '#server/storage/id.ts';
import { statements } from './bare-statements.ts';

/**
 * The limit: the same drivers with the same durability, one hand-written statement a request, no validation, plain
 * node:http. With AUDIT=1 each write carries one row of an audit table in the same transaction.
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

const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
};

const answer = (response: ServerResponse, status: number, body: unknown): void => {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
};

const present = (row: Record<string, unknown> | undefined) => row && { ...row, data: JSON.parse(String(row.data)) };

const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const person = people.get(request.headers.authorization?.slice(7) ?? '');
  if (!person) return answer(response, 401, {});
  const now = new Date().toISOString();
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const id = path.split('/')[2];
  if (request.method === 'GET' && id === undefined) {
    const state = new URLSearchParams(query).get('state');
    const rows = (await database.run(statements.list, [
      person.organization,
      state,
      person.organization,
      state,
    ])) as Rows;
    return answer(response, 200, rows.map(present));
  }
  if (request.method === 'GET')
    return answer(
      response,
      200,
      present(((await database.run(statements.read, [id, person.organization])) as Rows)[0]),
    );
  const body = await bodyOf(request);
  const data = JSON.stringify(body.data);
  const { caseTitle, caseSource } = body.data as Record<string, unknown>;
  if (id === undefined) {
    const made = newId();
    const row = [made, person.organization, 'draft', person.id, 1, now, now, caseTitle, caseSource, data];
    await write(statements.create, row, [made, 'created', person.id, now, data]);
    return answer(response, 201, { _id: made, version: 1, data: body.data });
  }
  const where = [id, person.organization, body.version];
  const changes = path.endsWith('/actions/submit')
    ? await write(statements.action, ['submitted', now, ...where], [id, 'submitted', person.id, now, '{}'])
    : await write(statements.update, [data, caseTitle, now, ...where], [id, 'saved', person.id, now, data]);
  return answer(response, changes === 1 ? 200 : 409, { _id: id, version: Number(body.version) + 1, data: body.data });
};

createServer((request, response) => {
  handle(request, response).catch((error: unknown) => answer(response, 500, { error: String(error) }));
}).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('bare is ready'));
