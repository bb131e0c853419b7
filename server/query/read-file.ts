import type { Readable } from 'node:stream';
import type { Context } from '../command/context.ts';
import { recordCustody } from '../command/record-custody.ts';
import { reachRecord } from './read-record.ts';

export interface OpenedFile {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly stream: Readable;
}

/** A file of a record the actor reaches; every look is a line of its custody log. undefined when there is none. */
export const readFile = async (
  context: Context,
  query: { readonly id: string; readonly action: 'view' | 'download' },
): Promise<OpenedFile | undefined> => {
  const link = await context.storage.read
    .selectFrom('file_link')
    .innerJoin('file', 'file.hash', 'file_link.hash')
    .innerJoin('record', 'record.id', 'file_link.record_id')
    .select([
      'file_link.id',
      'file_link.hash',
      'file_link.name',
      'file_link.record_id',
      'record.module',
      'file.size',
      'file.type',
    ])
    .where('file_link.id', '=', query.id)
    .executeTakeFirst();
  if (link === undefined) return undefined;
  await reachRecord(context, { module: link.module, id: link.record_id });
  await recordCustody(context, { link: link.id, action: query.action });
  return { name: link.name, type: link.type, size: Number(link.size), stream: context.services.files.read(link.hash) };
};
