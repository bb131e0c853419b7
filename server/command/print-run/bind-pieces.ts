import { titleUnder } from '#engine/definition/under-regime.ts';
import { numberPieces } from '#engine/document/number-pieces.ts';
import { getPath } from '#engine/json.ts';
import type { DossierDefinition } from '#engine/schema/types.gen.ts';
import type { BindPiece, Bookmark, BoundPages } from '../../print/bind-job.ts';
import { sealPicture } from '../../print/seal-across.ts';
import type { Piece, PlannedFile, Volume, VolumePlan } from '../../query/dossier/volume-plan.ts';
import { findOrganization } from '../../storage/organizations.ts';
import type { RecordRow } from '../../storage/records.ts';
import type { Context } from '../context.ts';
import { openStored } from '../secrets.ts';
import { pageNumbers } from './page-numbers.ts';
import { printSheet } from './print-sheet.ts';

export interface Binding {
  readonly record: RecordRow;
  readonly dossier: DossierDefinition;
  readonly volume: Volume;
  readonly plan: VolumePlan;
}

interface Entry {
  readonly kind: string;
  readonly part: string;
  readonly number: string | null;
  readonly title: string;
  readonly date: string | null;
  readonly note: string | null;
  readonly pages: number;
}

const bareName = (name: string): string => name.replace(/\.[^.]*$/, '');

const entryOf = ({ volume, record }: Binding, piece: Piece): Entry => {
  const part = volume.parts[piece.part];
  return {
    kind: piece.kind,
    part: part === undefined ? '' : titleUnder(part, record.regime).zh,
    number: piece.number,
    title: piece.title,
    date: piece.date,
    note: piece.note,
    pages: piece.pages ?? 0,
  };
};

const mediumEntry = (file: PlannedFile, pages: number): Entry => ({
  kind: 'medium',
  part: '',
  number: null,
  title: file.title,
  date: file.date,
  note: file.name,
  pages,
});

/** What the printed sheets of a volume read as `dossier`. */
const told = (context: Context, { record, dossier, volume }: Binding) => {
  const data = openStored(context, record.id, record.data);
  const field = (path: string | undefined): unknown => (path === undefined ? null : (getPath(data, path) ?? null));
  return {
    title: titleUnder(volume, record.regime).zh,
    of: titleUnder(dossier, record.regime).zh,
    number: field(dossier.number),
    retention: field(dossier.retention),
    volume: dossier.volumes.indexOf(volume) + 1,
    volumes: dossier.volumes.length,
  };
};

const mediaRows = (media: readonly PlannedFile[]) =>
  media.map(({ title, name, type, size, hash, date }, index) => ({
    no: index + 1,
    title,
    name,
    type,
    size,
    hash,
    date,
  }));

interface Sheets {
  readonly print: (
    document: string | undefined,
    more: object,
  ) => Promise<{ bytes: Uint8Array; pages: number } | undefined>;
}

const sheetsOf = (context: Context, binding: Binding): Sheets => {
  const { record, volume, plan } = binding;
  const common = { row: record, at: plan.at, secrets: volume.secret !== undefined };
  const base = told(context, binding);
  return {
    print: async (document, more) =>
      document === undefined
        ? undefined
        : await printSheet(context, { ...common, document, dossier: { ...base, ...more } }),
  };
};

const nothing = new Uint8Array();

/** The pages a piece is bound as. */
const pagesOf = async (context: Context, piece: Piece, photoPages: Uint8Array | undefined): Promise<BindPiece> => {
  const { files } = context.services;
  if (piece.kind === 'scan' && piece.file.type !== 'application/pdf') {
    const type = piece.file.type === 'image/png' ? 'image/png' : 'image/jpeg';
    return { bytes: nothing, scan: { bytes: await files.bytes(piece.file.hash), type }, numbered: true };
  }
  if (piece.kind !== 'photos') return { bytes: await files.bytes(piece.pdf ?? ''), numbered: true };
  const photos = [];
  for (const { hash, type } of piece.images)
    photos.push({ bytes: await files.bytes(hash), type: type === 'image/png' ? type : 'image/jpeg' } as const);
  return { bytes: photoPages ?? nothing, photos, numbered: true };
};

const captions = ({ images }: Piece & { readonly kind: 'photos' }) =>
  images.map(({ title, name, date }) => ({ caption: `${title} ${bareName(name)}`, date }));

export interface BoundVolume extends BoundPages {
  readonly pieces: number;
  readonly numbered: number;
  /** It carries the seal across its edges. */
  readonly sealed: boolean;
}

/** The seal of who keeps the record, for a volume that is whole. */
const sealOf = async (context: Context, { volume, plan, record }: Binding): Promise<Uint8Array | undefined> => {
  if (volume.straddle !== true || plan.pieces.some((piece) => piece.kind === 'paper' && piece.masked)) return undefined;
  const organization = await findOrganization(context.storage.read, record.organization);
  return await sealPicture(context.services, organization?.name ?? '', context.services.fontRoles);
};

/** Binds a volume whose pieces are ready: cover, index, numbered pages, the list of what cannot be bound, note. */
export const bindPieces = async (context: Context, binding: Binding): Promise<BoundVolume> => {
  const { volume, plan, record } = binding;
  const sheets = sheetsOf(context, binding);
  const media =
    plan.media.length === 0 ? undefined : await sheets.print(volume.media, { media: mediaRows(plan.media) });
  const entries = numberPieces([
    ...plan.pieces.map((piece) => entryOf(binding, piece)),
    ...plan.media.map((file, index) => mediumEntry(file, index === 0 ? (media?.pages ?? 0) : 0)),
  ]);
  const pages = entries.reduce((sum, entry) => sum + entry.pages, 0);
  const sums = { entries, pages, pieces: entries.length };
  const front = [await sheets.print(volume.cover, sums), await sheets.print(volume.index, sums)];
  const note = await sheets.print(volume.note, sums);
  const body: BindPiece[] = [];
  for (const piece of plan.pieces) {
    const frames = piece.kind === 'photos' ? await sheets.print(volume.photos, { photos: captions(piece) }) : undefined;
    body.push(await pagesOf(context, piece, frames?.bytes));
  }
  const plain = (sheet: { readonly bytes: Uint8Array } | undefined, numbered: boolean): BindPiece[] =>
    sheet === undefined ? [] : [{ bytes: sheet.bytes, numbered }];
  const before = front.flatMap((sheet) => plain(sheet, false));
  const seal = await sealOf(context, binding);
  const bound = await context.services.binder.bind({
    ...(seal && { seal }),
    title: `${record.title} ${titleUnder(volume, record.regime).zh}`,
    at: plan.at,
    pieces: [...before, ...body, ...plain(media, true), ...plain(note, false)],
    numbers: await pageNumbers(context, pages),
    bookmarks: bookmarks(context, binding, {
      before: before.length,
      media: media !== undefined,
      note: note !== undefined,
    }),
    blanks: false,
  });
  return { ...bound, pieces: entries.length, numbered: pages, sealed: seal !== undefined };
};

interface Around {
  readonly before: number;
  readonly media: boolean;
  readonly note: boolean;
}

/** Cover and index, then each part with its pieces, then what follows. */
const bookmarks = (
  context: Context,
  { volume, plan, record }: Binding,
  { before, media, note }: Around,
): Bookmark[] => {
  const nameOf = (document: string | undefined): string => {
    const definition = context.catalog.definitions.document.get(document ?? '');
    return definition === undefined ? '' : titleUnder(definition, record.regime).zh;
  };
  const front = [volume.cover, volume.index].filter((one) => one !== undefined).slice(0, before);
  const behind = [...(media ? [volume.media] : []), ...(note ? [volume.note] : [])];
  const first = before + plan.pieces.length;
  const parts = volume.parts.flatMap((part, index): Bookmark[] => {
    const below = plan.pieces.flatMap((piece, at) =>
      piece.part === index ? [{ title: bookmarkTitle(piece), piece: before + at }] : [],
    );
    return below[0] === undefined ? [] : [{ title: titleUnder(part, record.regime).zh, piece: below[0].piece, below }];
  });
  return [
    ...front.map((document, piece) => ({ title: nameOf(document), piece })),
    ...parts,
    ...behind.map((document, index) => ({ title: nameOf(document), piece: first + index })),
  ];
};

const bookmarkTitle = ({ title, number, note }: Piece): string =>
  [title, number, note].filter((one) => one !== null && one !== '').join(' ');
