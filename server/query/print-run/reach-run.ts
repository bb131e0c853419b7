import { problem } from '#engine/problem.ts';
import type { Context } from '../../command/context.ts';
import { mayWorkOn } from '../../command/document/reach-document.ts';
import { asJson } from '../../storage/db.ts';
import { findDocument } from '../../storage/documents.ts';
import { findPrintRun, type PrintRunRow } from '../../storage/print-runs.ts';
import { isPaperHidden } from '../dossier/paper-hidden.ts';
import { reachVolume, rightsOver } from '../dossier/reach-dossier.ts';
import type { Piece, VolumePlan } from '../dossier/volume-plan.ts';
import { reachRecord } from '../read-record.ts';

/**
 * A run whose PDF this person may have today: a volume, of whoever sees as much and reaches every record in it; papers,
 * of the person who chose them, as long as he may have each of them. To others it does not exist.
 */
export const reachRun = async (context: Context, id: string): Promise<PrintRunRow> => {
  const run = await findPrintRun(context.storage.read, id);
  if (run === undefined) throw problem('not-found');
  if (run.kind === 'volume') await checkVolume(context, run);
  else if (run.created_by === context.actor.id) await checkPapers(context, run);
  else throw problem('not-found');
  return run;
};

const checkVolume = async (context: Context, run: PrintRunRow): Promise<void> => {
  const key = {
    module: run.module ?? '',
    id: run.record_id ?? '',
    dossier: run.dossier ?? '',
    volume: run.volume ?? '',
  };
  const { dossier } = await reachVolume(context, key);
  if (run.rights !== rightsOver(context, dossier)) throw problem('not-found');
  const { pieces = [], media = [] } = asJson<Partial<VolumePlan>>(run.plan ?? '{}');
  const records = new Map([...pieces, ...media].map(({ record }) => [record.id, record]));
  for (const record of records.values()) if (record.id !== run.record_id) await reachRecord(context, record);
};

const checkPapers = async (context: Context, run: PrintRunRow): Promise<void> => {
  const { pieces = [] } = asJson<Partial<VolumePlan>>(run.plan ?? '{}');
  const records = new Map(pieces.map(({ record }) => [record.id, record]));
  for (const record of records.values()) await mayWorkOn(context, await reachRecord(context, record), undefined);
  for (const piece of pieces) if (await isHiddenNow(context, piece)) throw problem('not-found');
};

/** Something in a paper that lies in it as it is has been hidden from this person since. */
const isHiddenNow = async (context: Context, piece: Piece): Promise<boolean> => {
  if (piece.kind !== 'paper' || piece.masked) return false;
  const row = await findDocument(context.storage.read, piece.id);
  if (row === undefined) return true;
  const declared = context.catalog.definitions.document.get(row.document) ?? { record: row.module };
  return await isPaperHidden(context, row, { declared, secrets: true });
};
