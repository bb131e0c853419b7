import { titleUnder } from '#engine/definition/under-regime.ts';
import { getPath } from '#engine/json.ts';
import type { Language } from '#engine/message/translate.ts';
import type { DossierDefinition } from '#engine/schema/types.gen.ts';
import type { Context } from '../../command/context.ts';
import { mayWorkOn } from '../../command/document/reach-document.ts';
import { openStored } from '../../command/secrets.ts';
import { type PrintRunRow, runsOfVolume } from '../../storage/print-runs.ts';
import type { RecordRow } from '../../storage/records.ts';
import { presentRun } from '../print-run/present-run.ts';
import { type RecordKey, reachRecord } from '../read-record.ts';
import { type ClaimedVolume, claimParts } from './claim-parts.ts';
import { planVolume } from './plan-volume.ts';
import { dossiersKeeping, dossiersOf, keepingParts, rightsOver, showsVolume } from './reach-dossier.ts';
import { recordsKeeping } from './records-keeping.ts';
import type { Piece, PlannedFile, VolumePlan } from './volume-plan.ts';

const shownPiece = (piece: Piece) => ({
  kind: piece.kind,
  title: piece.title,
  number: piece.number,
  date: piece.date,
  note: piece.note,
  record: piece.record,
  document: piece.kind === 'paper' || piece.kind === 'scan' ? piece.id : null,
  masked: piece.kind === 'paper' && piece.masked,
  pages: piece.pages ?? null,
  count: piece.kind === 'photos' ? piece.images.length : 1,
});

const shownMedium = ({ id, title, name, type, size, hash, date, record }: PlannedFile) => ({
  id,
  title,
  name,
  type,
  size,
  hash,
  date,
  record,
});

/** What was bound last, whether it still is what lies in the volume, and what is being bound. */
const shownRuns = (runs: readonly PrintRunRow[], content: string, language: Language) => {
  const bound = runs.find(({ state }) => state === 'done');
  const newest = runs[0];
  return {
    bound: bound === undefined ? null : { ...presentRun(bound, language), current: bound.content === content },
    running: newest === undefined || newest === bound ? null : presentRun(newest, language),
  };
};

interface Shown {
  readonly dossier: DossierDefinition;
  readonly record: RecordRow;
  readonly kept?: boolean;
  readonly language: Language;
}

const shownVolume = async (context: Context, { dossier, record, language, kept }: Shown, claimed: ClaimedVolume) => {
  const { volume } = claimed;
  const { plan, content } = await planVolume(context, record, claimed, kept);
  const key = { record: record.id, dossier: dossier.key, volume: volume.key };
  const rights = rightsOver(context, dossier);
  const runs = (await runsOfVolume(context.storage.read, key)).filter((run) => run.rights === rights);
  return {
    key: volume.key,
    title: titleUnder(volume, record.regime),
    secret: volume.secret !== undefined,
    parts: partsOf(volume.parts, plan, record),
    media: plan.media.map(shownMedium),
    ...shownRuns(runs, content, language),
  };
};

const partsOf = (parts: ClaimedVolume['volume']['parts'], { pieces }: VolumePlan, record: RecordRow) =>
  parts.map((part, index) => ({
    title: titleUnder(part, record.regime),
    pieces: pieces.filter((piece) => piece.part === index).map(shownPiece),
  }));

/** The files of a record with their volumes, as this person may see them. @throws Problem not-permitted without work on its papers */
export const readDossiers = async (
  context: Context,
  { language, ...key }: RecordKey & { readonly language: Language },
): Promise<readonly object[]> => {
  const record = await reachRecord(context, key);
  const dossiers = dossiersOf(context, key.module);
  if (dossiers.length === 0) return await keptDossiers(context, record, language);
  await mayWorkOn(context, record, undefined);
  const data = openStored(context, record.id, record.data);
  const shown: object[] = [];
  for (const dossier of dossiers) {
    const volumes = (await claimParts(context, record, dossier)).filter(({ volume }) => showsVolume(context, volume));
    const field = (path: string | undefined) => (path === undefined ? null : (getPath(data, path) ?? null));
    shown.push({
      key: dossier.key,
      title: titleUnder(dossier, record.regime),
      record: { module: record.module, id: record.id },
      number: field(dossier.number),
      retention: field(dossier.retention),
      checklist: dossier.checklist ?? null,
      volumes: await Promise.all(
        volumes.map((claimed) => shownVolume(context, { dossier, record, language }, claimed)),
      ),
    });
  }
  return shown;
};

/** The secret volumes a record lies in, of records its keeper may know nothing else of. */
const keptDossiers = async (context: Context, row: RecordRow, language: Language): Promise<readonly object[]> => {
  const shown: object[] = [];
  for (const dossier of dossiersKeeping(context, row.module))
    for (const volume of dossier.volumes.filter((one) => one.secret === row.module && showsVolume(context, one)))
      for (const record of await recordsKeeping(context, row, { dossier, parts: keepingParts(volume) })) {
        const claimed = (await claimParts(context, record, dossier)).filter((one) => one.volume === volume);
        const asked = { dossier, record, language, kept: true };
        shown.push({
          key: dossier.key,
          title: titleUnder(dossier, record.regime),
          record: { module: record.module, id: record.id },
          number: null,
          retention: null,
          checklist: null,
          volumes: await Promise.all(claimed.map((one) => shownVolume(context, asked, one))),
        });
      }
  return shown;
};
