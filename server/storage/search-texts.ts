import { createHash } from 'node:crypto';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { foldText } from '#engine/search/fold-text.ts';
import { type SearchPart, searchedFields, searchParts } from '#engine/search/search-parts.ts';
import { all, asJson, type Db, later, moduleTableName, run } from './db.ts';
import type { Progress } from './settle-rows.ts';
import type { Storage } from './storage.ts';

const replace =
  'replace into `search_text` (`record_id`, `part`, `module`, `sensitive`, `spec`, `text`) values (?, ?, ?, ?, ?, ?)';

const specs = new WeakMap<CompiledModule, string>();

/** Which fields of a module are searched, as one short word; '' where none are. */
const specOf = (module: CompiledModule): string => {
  const known = specs.get(module);
  if (known !== undefined) return known;
  const fields = searchedFields(module);
  const made =
    fields === undefined ? '' : createHash('sha256').update(JSON.stringify(fields)).digest('hex').slice(0, 16);
  specs.set(module, made);
  return made;
};

const write = (db: Db, record: string, module: CompiledModule, { part, text }: SearchPart): Promise<void> =>
  later(db, replace, [record, part, module.definition.key, part === 'full' ? 1 : 0, specOf(module), text]);

/**
 * Keeps the texts by which a record is found. The module is that of the catalog in force; `before` is the data as it was
 * read, so that a text that stays as it is is not written again.
 */
export const keepSearchTexts = async (
  db: Db,
  module: CompiledModule,
  record: { readonly id: string; readonly data: unknown; readonly before?: unknown },
): Promise<void> => {
  const was = record.before === undefined ? [] : searchParts(module, record.before);
  for (const one of searchParts(module, record.data))
    if (was.find(({ part }) => part === one.part)?.text !== one.text) await write(db, record.id, module, one);
};

/** A number given to a paper of a record finds the record. */
export const keepSearchedNumber = (
  db: Db,
  record: { readonly id: string; readonly module: string },
  number: { readonly id: string; readonly text: string },
): Promise<void> => later(db, replace, [record.id, `n:${number.id}`, record.module, 0, '', foldText(number.text)]);

const together = 500;
const tellEvery = 20_000;

interface Unsettled {
  readonly id: string;
  readonly data: unknown;
}

/** Records after `last` that have no text of these fields. */
const unsettled = (db: Db, module: CompiledModule, last: string): Promise<Unsettled[]> =>
  all<Unsettled>(
    db,
    `select m.\`id\`, m.\`data\` from \`${moduleTableName(module.definition.key)}\` m where m.\`id\` > ? and not exists (
      select 1 from \`search_text\` s where s.\`record_id\` = m.\`id\` and s.\`part\` = 'open' and s.\`spec\` = ?)
      order by m.\`id\` limit ${together}`,
    [last, specOf(module)],
  );

const settleModule = async (storage: Storage, module: CompiledModule, progress?: Progress): Promise<number> => {
  let last = '';
  for (let done = 0; ; ) {
    const rows = await unsettled(storage.read, module, last);
    if (rows.length === 0) return done;
    await storage.transact(async (db) => {
      for (const { id, data } of rows)
        for (const part of searchParts(module, asJson(data))) await write(db, id, module, part);
    });
    last = rows.at(-1)?.id ?? last;
    const told = Math.floor(done / tellEvery);
    done += rows.length;
    if (Math.floor(done / tellEvery) > told) progress?.('search_text', done);
  }
};

/** Whether every record of a module has its text of these fields. */
const isSettled = async (db: Db, module: CompiledModule): Promise<boolean> => {
  const { key } = module.definition;
  const [counted] = await all<{ records: number; texts: number }>(
    db,
    `select (select count(*) from \`${moduleTableName(key)}\`) as records, (
      select count(*) from \`search_text\` where \`module\` = ? and \`spec\` = ? and \`part\` = 'open') as texts`,
    [key, specOf(module)],
  );
  return Number(counted?.records) <= Number(counted?.texts);
};

/** Texts of fields that are searched no longer. */
const dropOthers = (storage: Storage, module: CompiledModule): Promise<number> =>
  storage.transact((db) =>
    run(db, "delete from `search_text` where `module` = ? and `spec` not in (?, '')", [
      module.definition.key,
      specOf(module),
    ]),
  );

/**
 * Gives the records of modules their texts where these fields were not searched before. Whoever breaks it off has done
 * no harm: the next turn goes on. The answer is the number of records.
 */
export const settleSearchTexts = async (
  storage: Storage,
  modules: readonly CompiledModule[],
  progress?: Progress,
): Promise<number> => {
  let count = 0;
  for (const module of modules) {
    if (specOf(module) === '' || (await isSettled(storage.read, module))) continue;
    count += await settleModule(storage, module, progress);
    await dropOthers(storage, module);
  }
  return count;
};
