import type { Piece } from '../../query/dossier/volume-plan.ts';
import { findRecord } from '../../storage/records.ts';
import type { Context } from '../context.ts';
import { maskedPaper } from './masked-paper.ts';
import { printSheet } from './print-sheet.ts';

interface Preparing {
  /** May what is secret lie in the volume? */
  readonly secrets: boolean;
  /** The date of the volume. */
  readonly at: string;
}

/** A piece with the stored PDF it is bound as; undefined for a file that cannot be bound. Doing it again gives the same. */
export const preparePiece = async (
  context: Context,
  piece: Piece,
  preparing: Preparing,
): Promise<Piece | undefined> => {
  const { files, binder } = context.services;
  if (piece.pdf !== undefined) return piece;
  switch (piece.kind) {
    case 'paper':
      return piece.masked ? await printed(context, piece, maskedPaper(context, { id: piece.id, ...preparing })) : piece;
    case 'sheet':
      return await printed(context, piece, sheetOf(context, piece, preparing));
    case 'file': {
      const measured = await binder.measure(await files.bytes(piece.file.hash), piece.file.type);
      return 'pages' in measured ? { ...piece, pdf: piece.file.hash, pages: measured.pages } : undefined;
    }
    case 'scan': {
      const measured = await binder.measure(await files.bytes(piece.file.hash), piece.file.type);
      if ('pages' in measured) return { ...piece, pdf: piece.file.hash, pages: measured.pages };
      const { file, printed: paper, ...rest } = piece;
      return { ...rest, kind: 'paper', hash: paper.pdf, masked: false, ...paper };
    }
    case 'photos':
      return await soundPhotos(context, piece);
  }
};

const printed = async (
  context: Context,
  piece: Piece,
  printing: Promise<{ readonly bytes: Uint8Array; readonly pages: number }>,
): Promise<Piece> => {
  const { bytes, pages } = await printing;
  const { hash } = await context.services.files.put(bytes);
  return { ...piece, pdf: hash, pages };
};

const sheetOf = async (context: Context, piece: Piece & { readonly kind: 'sheet' }, { secrets, at }: Preparing) => {
  const row = await findRecord(context.storage.read, piece.record.module, piece.record.id);
  if (row === undefined) throw new Error(`record ${piece.record.id} is gone`);
  return await printSheet(context, { document: piece.document, row, at, secrets, dossier: {} });
};

/** Two pictures a page; the pages themselves are printed with those of the whole volume. */
const soundPhotos = async (
  { services: { files, binder } }: Context,
  piece: Piece & { readonly kind: 'photos' },
): Promise<Piece | undefined> => {
  const images = [];
  for (const image of piece.images)
    if ('pages' in (await binder.measure(await files.bytes(image.hash), image.type))) images.push(image);
  return images.length === 0 ? undefined : { ...piece, images, pages: Math.ceil(images.length / 2) };
};
