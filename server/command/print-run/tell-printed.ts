import type { VolumePlan } from '../../query/dossier/volume-plan.ts';
import { findHeader } from '../../storage/records.ts';
import { noteHandled } from '../file/custody.ts';
import type { Unit } from '../unit.ts';

/** Tells in the custody log, for each paper and file of a bound PDF, that it was printed. */
export const tellPrinted = async (unit: Unit, { pieces }: VolumePlan, how: 'dossier' | 'batch'): Promise<void> => {
  const records = new Map<string, Awaited<ReturnType<typeof findHeader>>>();
  const tell = async (item: string, kind: 'document' | 'file', of: string, masked = false): Promise<void> => {
    if (!records.has(of)) records.set(of, await findHeader(unit.db, of));
    const record = records.get(of);
    if (record !== undefined)
      await noteHandled(unit, { item, kind, action: 'print', record, how: masked ? 'masked' : how });
  };
  for (const piece of pieces) {
    const { id } = piece.record;
    if (piece.kind === 'paper') await tell(piece.id, 'document', id, piece.masked);
    if (piece.kind === 'file' || piece.kind === 'scan') await tell(piece.file.id, 'file', id);
    if (piece.kind === 'photos') for (const image of piece.images) await tell(image.id, 'file', id);
  }
};
