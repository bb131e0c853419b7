import { titleUnder } from '#engine/definition/under-regime.ts';
import type { PrintRunRow } from '../../storage/print-runs.ts';
import type { findHeader } from '../../storage/records.ts';
import { insertSealUse } from '../../storage/seal-uses.ts';
import { idFor, type Unit } from '../unit.ts';

interface Sealed {
  readonly run: PrintRunRow;
  readonly record: NonNullable<Awaited<ReturnType<typeof findHeader>>>;
  readonly pages: number;
}

/** The seal across the edges of a bound volume is in the register, as that of a paper is. */
export const noteVolumeSeal = async (unit: Unit, { run, record, pages }: Sealed): Promise<void> => {
  const dossier = unit.context.catalog.definitions.dossier.get(run.dossier ?? '');
  const volume = dossier?.volumes.find(({ key }) => key === run.volume);
  const titles = [dossier, volume].map((one) => (one === undefined ? '' : titleUnder(one, record.regime).zh));
  await insertSealUse(unit.db, {
    id: idFor(unit),
    organization: run.organization,
    document_id: run.id,
    print_run: run.id,
    record_id: record.id,
    root_id: record.root_id,
    module: record.module,
    document: run.dossier ?? '',
    title: titles.join(' '),
    number: null,
    person: run.created_by,
    at: unit.context.now,
    edges: pages,
  });
};
