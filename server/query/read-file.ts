import type { Readable } from 'node:stream';
import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { tellHandled, tellLook } from '../command/file/custody.ts';
import { showsField } from './list-files.ts';
import { reachRecord } from './read-record.ts';
import { refuseHiddenScan } from './refuse-hidden-scan.ts';

/** What for somebody asks for the bytes of a file or a paper. */
export type Purpose = 'view' | 'download' | 'print';

/** Bytes from `start` to `end`, both within. */
interface Part {
  readonly start: number;
  readonly end: number;
}

export interface OpenedFile {
  readonly hash: string;
  readonly name: string;
  readonly type: string;
  /** Of the whole, in bytes. */
  readonly size: number;
  /** Told in the custody log before the first byte. */
  open(part?: Part): Promise<Readable>;
}

/** A file of a record the actor reaches, with the record. @throws Problem not-found */
export const reachFile = async (context: Context, id: string) => {
  const link = await context.storage.read
    .selectFrom('file_link')
    .innerJoin('file', 'file.hash', 'file_link.hash')
    .innerJoin('record', 'record.id', 'file_link.record_id')
    .select([
      'file_link.id',
      'file_link.hash',
      'file_link.name',
      'file_link.field',
      'file_link.removed_at',
      'file_link.record_id',
      'record.module',
      'file.size',
      'file.type',
    ])
    .where('file_link.id', '=', id)
    .executeTakeFirst();
  if (link === undefined) throw problem('not-found');
  const record = await reachRecord(context, { module: link.module, id: link.record_id });
  if (!showsField(context, link.module, link.field)) throw problem('not-found');
  return { link, record };
};

/** A file of a record the actor reaches; every look, download and print is a line of its custody log. */
export const readFile = async (
  context: Context,
  query: { readonly id: string; readonly action: Purpose },
): Promise<OpenedFile> => {
  const { link, record } = await reachFile(context, query.id);
  if (link.removed_at !== null) throw problem('not-found');
  await refuseHiddenScan(context, link.id);
  const handled = { item: link.id, kind: 'file', action: query.action, record } as const;
  return {
    hash: link.hash,
    name: link.name,
    type: link.type,
    size: Number(link.size),
    open: async (part) => {
      const again = query.action === 'view' || (part !== undefined && part.start > 0);
      await (again ? tellLook : tellHandled)(context, handled);
      return context.services.files.read(link.hash, part);
    },
  };
};
