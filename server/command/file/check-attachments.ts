import { usualMost } from '#engine/file/limits.ts';
import type { FieldInfo } from '#engine/form/form.ts';
import type { Attachment } from '#engine/form/value/attachment.ts';
import type { Issue } from '#engine/issue.ts';
import { all } from '../../storage/db.ts';

/** The files of one field of a filled form, with their place. */
export interface Attached {
  readonly path: string;
  readonly files: readonly Attachment[];
}

interface Kept {
  readonly id: string;
  readonly record_id: string;
  readonly name: string;
  readonly hash: string;
  readonly size: number;
  readonly type: string;
  readonly removed_at: string | null;
}

interface Reads {
  readonly db: Parameters<typeof all>[0];
  /** May the actor read the record of this id? */
  readonly reads: (record: string) => Promise<boolean>;
  /** What the record held before: nobody is asked again for what he did not change. */
  readonly held: string;
}

/** Refuses files that are not there, were taken out, lie out of reach, or are not what the form says they are. */
export const checkAttachments = async (
  { db, reads, held }: Reads,
  field: FieldInfo,
  { path, files }: Attached,
): Promise<readonly Issue[]> => {
  const most = Math.min(field.files?.most ?? usualMost, usualMost);
  if (files.length > most) return [{ path, code: 'file.tooMany', params: { limit: most } }];
  const fresh = [...files.entries()].filter(([, { id }]) => !held.includes(JSON.stringify(id)));
  if (fresh.length === 0) return [];
  const marks = fresh.map(() => '?').join(', ');
  const rows = await all<Kept>(
    db,
    `select l.id, l.record_id, l.name, l.hash, l.removed_at, f.size, f.type from file_link l join file f on f.hash = l.hash where l.id in (${marks})`,
    fresh.map(([, { id }]) => id),
  );
  const kept = new Map(rows.map((row) => [row.id, row]));
  const readable = new Map<string, boolean>();
  for (const id of new Set(rows.map(({ record_id }) => record_id))) readable.set(id, await reads(id));
  return fresh.flatMap(([index, file]) => {
    const row = kept.get(file.id);
    const fine = row !== undefined && row.removed_at === null && readable.get(row.record_id) && agrees(file, row);
    const fault = { path: `${path}/${index}`, code: 'file.notThere', params: { name: file.name ?? file.id } };
    return fine ? [] : [fault];
  });
};

const agrees = (file: Attachment, row: Kept): boolean =>
  (file.sha256 ?? row.hash) === row.hash &&
  (file.size ?? Number(row.size)) === Number(row.size) &&
  (file.name ?? row.name) === row.name &&
  (file.type ?? row.type) === row.type;
