import { isObject } from '#engine/json.ts';
import type { Context } from '../command/context.ts';
import type { AboutFile } from '../command/file/about.ts';
import { tellLook } from '../command/file/custody.ts';
import { asJson } from '../storage/db.ts';
import { namesOf } from './names-of.ts';
import { type RecordRow, seesSensitive } from './present-record.ts';
import { type RecordKey, reachRecord } from './read-record.ts';
import { sensitiveFields } from './sensitive-fields.ts';

/** False for a file of a field that is starred for this actor. */
export const showsField = (context: Context, module: string, field: string): boolean =>
  field === '' || !sensitiveFields(context.catalog.module(module)).has(field) || seesSensitive(context, module);

const rowsOf = async (context: Context, record: RecordRow) => {
  const rows = await context.storage.read
    .selectFrom('file_link')
    .innerJoin('file', 'file.hash', 'file_link.hash')
    .select([
      'file_link.id',
      'file_link.name',
      'file_link.field',
      'file_link.hash',
      'file_link.at',
      'file_link.by_account',
      'file_link.about',
      'file.size',
      'file.type',
    ])
    .where('record_id', '=', record.id)
    .where('file_link.removed_at', 'is', null)
    .orderBy('file_link.at')
    .orderBy('file_link.id')
    .execute();
  return rows.filter(({ field }) => showsField(context, record.module, field));
};

const aboutOf = (about: unknown): AboutFile => {
  const told = about === null ? {} : asJson(about);
  return isObject(told) ? (told as AboutFile) : {};
};

/** Files of a record, in the order they came, less those of fields that are starred for the actor. */
export const listFiles = async (context: Context, record: RecordRow) => {
  const rows = await rowsOf(context, record);
  const names = await namesOf(
    context,
    rows.map((row) => row.by_account),
  );
  const fields = context.catalog.module(record.module).fields;
  return rows.map(({ by_account, about, ...row }) => {
    const { width, height, thumbnail } = aboutOf(about);
    return {
      ...row,
      size: Number(row.size),
      fieldTitle: fields.get(row.field)?.title ?? null,
      by: names(by_account),
      pictured: thumbnail !== undefined,
      ...(width !== undefined && height !== undefined && { width, height }),
    };
  });
};

/** Small pictures by the ids of the files: a look at all of them is one line of the custody log. */
export const overviewFiles = async (context: Context, key: RecordKey): Promise<Readonly<Record<string, string>>> => {
  const record = await reachRecord(context, key);
  const shown = (await rowsOf(context, record)).flatMap(({ id, about }) => {
    const { thumbnail } = aboutOf(about);
    return thumbnail === undefined ? [] : [[id, thumbnail] as const];
  });
  if (shown.length === 0) return {};
  await tellLook(context, { item: record.id, kind: 'record', action: 'view', record, how: `overview ${shown.length}` });
  return Object.fromEntries(shown);
};
