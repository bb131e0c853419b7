import type { DocumentRow } from '../../storage/documents.ts';
import { addEdges, insertSealUse } from '../../storage/seal-uses.ts';
import { idFor, type Unit } from '../unit.ts';

interface Printed {
  readonly row: DocumentRow;
  /** What it was frozen with. */
  readonly view: object;
  readonly pages: number;
  readonly organization: string;
}

/** A paper of several pages carries the seal across their edges: the register says so. False when it carries none. */
export const noteEdges = async (unit: Unit, { row, view, pages, organization }: Printed): Promise<boolean> => {
  const { doc } = view as { readonly doc?: { readonly straddle?: boolean } };
  if (doc?.straddle !== true || pages < 2) return false;
  if (await addEdges(unit.db, row.id, pages)) return true;
  await insertSealUse(unit.db, {
    id: idFor(unit),
    organization,
    document_id: row.id,
    record_id: row.record_id,
    root_id: row.root_id,
    module: row.module,
    document: row.document,
    title: row.title,
    number: row.number,
    person: row.issued_by ?? '',
    at: unit.context.now,
    edges: pages,
  });
  return true;
};
