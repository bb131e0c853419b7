import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { System } from '#server/main.ts';
import { all } from '#server/storage/db.ts';
import type { Storage } from '#server/storage/storage.ts';
import type { Reply } from './client.ts';

export interface ProblemJson {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly issues?: readonly {
    readonly path: string;
    readonly code: string;
    readonly message: string;
    readonly params?: Readonly<Record<string, unknown>>;
  }[];
}

/**
 * Sessions come and go with sign-ins. A module's closure, and the blob it is kept in by its hash, are pinned before the
 * first command of the module, which may still be refused.
 */
const aside = new Set(['session', 'closure', 'blob', 'mikro_orm_migrations']);

const tableNames = async (storage: Storage): Promise<string[]> => {
  const sqlite = "select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by name";
  const mariadb = 'select table_name as name from information_schema.tables where table_schema = database() order by 1';
  const rows = await all<{ name: string }>(storage.read, storage.dialect === 'sqlite' ? sqlite : mariadb);
  return rows.map(({ name }) => name).filter((name) => !aside.has(name));
};

/** Every table but the ones set aside: how many rows it has, and a hash over all of them. */
export const fingerprint = async (storage: Storage): Promise<Readonly<Record<string, string>>> => {
  const marks: Record<string, string> = {};
  for (const name of await tableNames(storage)) {
    const rows = await all(storage.read, `select * from \`${name}\``);
    const texts = rows.map((row) => JSON.stringify(row)).sort();
    marks[name] = `${rows.length} ${createHash('sha256').update(texts.join('\n')).digest('hex')}`;
  }
  return marks;
};

/**
 * The same once everything asked before has run its course: jobs that follow a write finish by themselves and would look
 * like the work of the next request. What that request queues or changes itself still shows, for its rows stay.
 */
export const settledFingerprint = async ({ jobs, storage }: Pick<System, 'jobs' | 'storage'>) => {
  await jobs.drain();
  return fingerprint(storage);
};

export interface Wanted {
  readonly status: number;
  readonly slug?: string;
  /** One of the issues lies at this place. */
  readonly path?: string;
  readonly code?: string;
}

/** Holds an answer against the refusal that is wanted, in words for people, with nothing of the machine in it. */
export const holdRefused = ({ status, body }: Reply<ProblemJson>, wanted: Wanted, what: string): void => {
  const said = `${what} answered ${status}: ${JSON.stringify(body)?.slice(0, 500)}`;
  assert.equal(status, wanted.status, said);
  if (wanted.slug) assert.equal(body.type, `urn:problem-type:zhifa:${wanted.slug}`, said);
  assert.match(body.title, /\p{Script=Han}/u, said);
  for (const { message } of body.issues ?? []) assert.match(message, /\p{Script=Han}/u, said);
  const { path, code } = wanted;
  if (path === undefined && code === undefined) return;
  const fits = (body.issues ?? []).some(
    (issue) => (path === undefined || issue.path === path) && (code === undefined || issue.code === code),
  );
  assert.ok(fits, said);
};

/** Asks for something that must be refused, and proves that no table has changed by it. */
export const refused = async (
  system: Pick<System, 'jobs' | 'storage'>,
  ask: () => Promise<Reply<unknown>>,
  wanted: Wanted,
  what: string,
): Promise<ProblemJson> => {
  const before = await settledFingerprint(system);
  const reply = (await ask()) as Reply<ProblemJson>;
  holdRefused(reply, wanted, what);
  assert.deepEqual(await fingerprint(system.storage), before, `${what} left something behind`);
  return reply.body;
};
