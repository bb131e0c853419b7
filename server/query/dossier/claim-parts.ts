import type { DossierDefinition } from '#engine/schema/types.gen.ts';
import type { Context } from '../../command/context.ts';
import { all } from '../../storage/db.ts';
import type { DocumentRow } from '../../storage/documents.ts';
import { findRecord, type RecordRow } from '../../storage/records.ts';
import { familyOf, partHolds, recordsOfPart } from './part-records.ts';
import { filesOfRecord, type Scans, scansOfRecord } from './record-files.ts';
import type { Part, PlannedFile, Volume } from './volume-plan.ts';

export interface ClaimedFiles {
  readonly record: RecordRow;
  readonly files: readonly PlannedFile[];
}

/** What lies in one part. */
export interface ClaimedPart {
  readonly part: Part;
  readonly papers: readonly DocumentRow[];
  /** Of papers signed by hand, by document. */
  readonly scans: Scans;
  /** Records of which a sheet is printed. */
  readonly sheets: readonly RecordRow[];
  readonly files: readonly ClaimedFiles[];
}

export interface ClaimedVolume {
  readonly volume: Volume;
  readonly parts: readonly ClaimedPart[];
}

interface Claiming {
  readonly context: Context;
  readonly scans: Scans;
  readonly family: readonly RecordRow[];
  readonly papers: readonly DocumentRow[];
  readonly taken: Set<string>;
}

const issued = (context: Context, record: RecordRow): Promise<DocumentRow[]> =>
  all<DocumentRow>(
    context.storage.read,
    "select * from document where record_id = ? and state in ('issued', 'signed') and pdf is not null order by issued_at, created_at, id",
    [record.id],
  );

const take = <T extends { readonly id: string }>({ taken }: Claiming, items: readonly T[]): readonly T[] => {
  const free = items.filter(({ id }) => !taken.has(id));
  for (const { id } of free) taken.add(id);
  return free;
};

const papersOf = async (claiming: Claiming, part: Part): Promise<readonly DocumentRow[]> => {
  const { context, papers } = claiming;
  if (part.rest) return take(claiming, papers);
  const kept: DocumentRow[] = [];
  for (const kind of part.documents ?? [])
    for (const paper of papers.filter(({ document }) => document === kind))
      if (await isAbout(context, part, paper)) kept.push(paper);
  return take(claiming, kept);
};

/** A paper about no record below lies in no part that asks something of it. */
const isAbout = async (context: Context, part: Part, paper: DocumentRow): Promise<boolean> => {
  if (part.where === undefined) return true;
  const subject = context.catalog.definitions.document.get(paper.document)?.subject;
  if (subject === undefined || paper.subject_id === null) return false;
  const row = await findRecord(context.storage.read, subject, paper.subject_id);
  return row !== undefined && partHolds(context, part, row);
};

const filesOf = async (claiming: Claiming, part: Part, secrets: boolean): Promise<readonly ClaimedFiles[]> => {
  const { context, family } = claiming;
  if (part.files === undefined && part.rest === undefined) return [];
  const records = part.rest ? family : await recordsOfPart(context, part, family);
  const found: ClaimedFiles[] = [];
  for (const record of records) {
    const files = take(claiming, await filesOfRecord(context, record, { fields: part.files ?? [], secrets }));
    if (files.length > 0) found.push({ record, files });
  }
  return found;
};

const claimPart = async (claiming: Claiming, part: Part, secrets: boolean): Promise<ClaimedPart> => ({
  part,
  papers: await papersOf(claiming, part),
  scans: claiming.scans,
  sheets: part.sheet === undefined ? [] : await recordsOfPart(claiming.context, part, claiming.family),
  files: await filesOf(claiming, part, secrets),
});

/**
 * What lies in which part of the file of a record, as far as this actor reaches it: every paper and attachment once, in
 * the first part that names it; what no part names in the part for the rest.
 */
export const claimParts = async (
  context: Context,
  record: RecordRow,
  dossier: DossierDefinition,
): Promise<readonly ClaimedVolume[]> => {
  const family = await familyOf(context, record);
  const scans = await scansOfRecord(context, record);
  const claiming: Claiming = {
    context,
    scans,
    family,
    papers: await issued(context, record),
    // A scan lies in place of its paper, and nowhere else.
    taken: new Set([...scans.values()].flatMap((files) => files.map(({ id }) => id))),
  };
  const claimed = new Map<Part, ClaimedPart>();
  for (const rest of [false, true])
    for (const { secret, parts } of dossier.volumes)
      for (const part of parts.filter((one) => (one.rest === true) === rest))
        claimed.set(part, await claimPart(claiming, part, secret !== undefined));
  return dossier.volumes.map((volume) => ({
    volume,
    parts: volume.parts.flatMap((part) => claimed.get(part) ?? []),
  }));
};
