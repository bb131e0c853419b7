import { sql } from 'kysely';
import { Problem, problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { keepsSecrets } from '../command/secrets.ts';
import type { StoredRecord } from '../command/unit.ts';
import { type Db, moduleTableName, one } from '../storage/db.ts';
import { inScope, reachesAny, type Scope, scopeOf } from '../storage/scope.ts';
import {
  type PresentedRecord,
  presentHeader,
  presentWithLights,
  type RecordRow,
  seesSensitive,
} from './present-record.ts';
import { recordText } from './record-text.ts';

export interface RecordKey {
  readonly module: string;
  readonly id: string;
}

interface Reaching {
  readonly text: string;
  /** What follows the record's id. */
  readonly values: readonly unknown[];
}

const statements = new WeakMap<Db, WeakMap<Scope, Reaching>>();

/** The statement that reads one record within a scope; put together once for each scope. */
const reaching = ({ storage, catalog }: Context, scope: Scope, module: string): Reaching => {
  const known = statements.get(storage.read) ?? new WeakMap<Scope, Reaching>();
  statements.set(storage.read, known);
  const found = known.get(scope);
  if (found !== undefined) return found;
  const { initial } = catalog.module(module).workflow;
  const table = sql.table(moduleTableName(module));
  const compiled = sql`select r.*, m.data as data from record r join ${table} m on m.id = r.id
    where r.id = ${''} and r.module = ${module} and ${inScope(scope, [initial])}`.compile(storage.read);
  const made = { text: compiled.sql, values: compiled.parameters.slice(1) };
  known.set(scope, made);
  return made;
};

/** The row of a record inside the actor's scope. Outside scope, absent and of another module are one and the same answer. */
export const reachRecord = async (context: Context, key: RecordKey): Promise<RecordRow> => {
  const module = context.catalog.definitions.module.has(key.module) ? context.catalog.module(key.module) : undefined;
  if (module === undefined) throw problem('not-found');
  const scope = scopeOf(context.catalog.definitions.role, context.actor, key.module, 'read');
  if (!reachesAny(scope)) throw problem('not-permitted');
  const { text, values } = reaching(context, scope, key.module);
  const row = await one<RecordRow>(context.storage.read, text, [key.id, ...values]);
  if (row === undefined) throw problem('not-found');
  return row;
};

/** Whether a record shows this actor what its module keeps secret: reading it then is told in the log. */
export const showsSecrets = (context: Context, module: string): boolean =>
  context.catalog.definitions.module.has(module) &&
  keepsSecrets(context.catalog.module(module)) &&
  seesSensitive(context, module);

/** One record as this actor sees it. */
export const readRecord = async (context: Context, key: RecordKey): Promise<PresentedRecord> => {
  const row = await reachRecord(context, key);
  const [record] = await presentWithLights(context, [row], { secrets: showsSecrets(context, row.module) });
  if (record === undefined) throw problem('not-found');
  return record;
};

/** The same as its JSON text. */
export const readRecordText = async (context: Context, key: RecordKey): Promise<Buffer> => {
  const row = await reachRecord(context, key);
  return await recordText(context, row, { secrets: showsSecrets(context, row.module) });
};

/**
 * The JSON of a record this actor has just created. Who may register and not read, as a clerk does who takes down who an
 * informant is, is told that it lies there, and nothing of it.
 */
export const createdText = async (
  context: Context,
  key: RecordKey,
  stored: StoredRecord | undefined,
): Promise<Buffer> => {
  try {
    return await storedText(context, key, stored);
  } catch (error) {
    if (!(error instanceof Problem) || !['not-permitted', 'not-found'].includes(error.slug)) throw error;
    return await receipt(context, key, stored);
  }
};

const receipt = async (context: Context, { id }: RecordKey, stored: StoredRecord | undefined): Promise<Buffer> => {
  const row = stored ?? (await one<RecordRow>(context.storage.read, 'select * from record where id = ?', [id]));
  if (row === undefined) throw problem('not-found');
  const { head, metadata } = presentHeader(context, { ...row, title: '' });
  return Buffer.from(JSON.stringify({ ...head, data: {}, metadata: { ...metadata, readable: false } }));
};

/** The JSON of the record a command of this actor has just stored; read where the command did not keep it. */
export const storedText = async (
  context: Context,
  key: RecordKey,
  stored: StoredRecord | undefined,
): Promise<Buffer> => {
  const scope = scopeOf(context.catalog.definitions.role, context.actor, key.module, 'read');
  if (stored === undefined || scope.reach === undefined) return await readRecordText(context, key);
  return await recordText(context, stored, { secrets: showsSecrets(context, stored.module) });
};

/** The record after a deed; null where it has left what the actor may see, which does not undo the deed. */
export const readIfReached = async (context: Context, key: RecordKey): Promise<PresentedRecord | null> => {
  try {
    return await readRecord(context, key);
  } catch (error) {
    if (error instanceof Problem && error.slug === 'not-found') return null;
    throw error;
  }
};
