import { getPath, isObject } from '#engine/json.ts';
import type { Context } from '../../command/context.ts';
import { openStored } from '../../command/secrets.ts';
import { all } from '../../storage/db.ts';
import type { RecordRow } from '../../storage/records.ts';
import { seesSensitive } from '../present-record.ts';
import { sensitiveFields } from '../sensitive-fields.ts';
import type { PlannedFile } from './volume-plan.ts';

interface LinkRow {
  readonly id: string;
  readonly hash: string;
  readonly name: string;
  readonly field: string;
  readonly at: string;
  readonly size: number;
  readonly type: string;
}

interface Asked {
  /** Fields of the record; all of them, and the files of the record as a whole, where there are none. */
  readonly fields: readonly string[];
  /** May files lie in it that the module keeps secret? */
  readonly secrets: boolean;
}

/** Every file id a value names, rows of grids included. */
const idsIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (!isObject(value)) return [];
  return typeof value.id === 'string' && 'name' in value ? [value.id] : Object.values(value).flatMap(idsIn);
};

/** Ids in fields this person may not see, or that may lie in secret volumes alone. */
const hiddenIds = (context: Context, row: RecordRow, data: unknown, secrets: boolean): ReadonlySet<string> => {
  const inFull = seesSensitive(context, row.module);
  const hidden = [...sensitiveFields(context.catalog.module(row.module))].filter(
    ([, { sensitivity }]) => !inFull || (sensitivity === 'secret' && !secrets),
  );
  return new Set(hidden.flatMap(([path]) => idsIn(getPath(data, path.split('.*')[0] ?? path))));
};

/** The attachments of a record in the order of its fields, less what this person may not see. */
export const filesOfRecord = async (
  context: Context,
  row: RecordRow,
  { fields, secrets }: Asked,
): Promise<readonly PlannedFile[]> => {
  const links = await all<LinkRow>(
    context.storage.read,
    'select l.id, l.hash, l.name, l.field, l.at, f.size, f.type from file_link l join file f on f.hash = l.hash where l.record_id = ? and l.removed_at is null order by l.at, l.id',
    [row.id],
  );
  const byId = new Map(links.map((link) => [link.id, link]));
  const data = openStored(context, row.id, row.data);
  const named = fields.length === 0 ? idsIn(data) : fields.flatMap((field) => idsIn(getPath(data, field)));
  const whole = fields.length === 0 ? links.filter(({ field }) => field === '').map(({ id }) => id) : [];
  const hidden = hiddenIds(context, row, data, secrets);
  return [...new Set([...named, ...whole])]
    .filter((id) => !hidden.has(id))
    .flatMap((id) => {
      const link = byId.get(id);
      return link === undefined ? [] : [planned(row, link)];
    });
};

/** The scans of papers signed by hand, by document, the oldest first. */
export type Scans = ReadonlyMap<string, readonly PlannedFile[]>;

export const scansOfRecord = async (context: Context, row: RecordRow): Promise<Scans> => {
  const links = await all<LinkRow & { readonly document_id: string }>(
    context.storage.read,
    'select s.document_id, l.id, l.hash, l.name, l.field, l.at, f.size, f.type from paper_scan s join file_link l on l.id = s.file_link join file f on f.hash = l.hash where s.record_id = ? order by s.at, s.id',
    [row.id],
  );
  const scans = new Map<string, PlannedFile[]>();
  for (const link of links) scans.set(link.document_id, [...(scans.get(link.document_id) ?? []), planned(row, link)]);
  return scans;
};

const planned = (row: RecordRow, { id, hash, name, type, size, at }: LinkRow): PlannedFile => ({
  id,
  hash,
  type,
  size: Number(size),
  name,
  title: row.title,
  date: at,
  record: { module: row.module, id: row.id },
});
