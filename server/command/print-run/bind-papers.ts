import type { BoundPages } from '../../print/bind-job.ts';
import type { VolumePlan } from '../../query/dossier/volume-plan.ts';
import { asJson } from '../../storage/db.ts';
import type { PrintRunRow } from '../../storage/print-runs.ts';
import type { Context } from '../context.ts';

/** What its person chose for a run of papers. */
interface PrintOptions {
  /** Each paper begins on a new sheet of a print on both sides. */
  readonly doubleSided?: boolean;
}

/** Papers as they are, one behind the other in the order chosen, with a bookmark each. */
export const bindPapers = async (
  { services: { files, binder } }: Context,
  run: PrintRunRow,
  { pieces, at }: VolumePlan,
): Promise<BoundPages & { readonly pieces: number }> => {
  const { doubleSided = false } = asJson<PrintOptions>(run.options);
  const bytes = [];
  for (const piece of pieces) bytes.push({ bytes: await files.bytes(piece.pdf ?? ''), numbered: false });
  const bound = await binder.bind({
    title: run.title,
    at,
    pieces: bytes,
    numbers: [],
    bookmarks: pieces.map(({ title, number }, piece) => ({
      title: number === null ? title : `${title} ${number}`,
      piece,
    })),
    blanks: doubleSided,
  });
  return { ...bound, pieces: pieces.length };
};
