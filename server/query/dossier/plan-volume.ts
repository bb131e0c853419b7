import { canonicalJson } from '#engine/json.ts';
import type { Context } from '../../command/context.ts';
import { maskView } from '../../command/document/mask-view.ts';
import { hashText } from '../../command/hash.ts';
import type { DocumentRow } from '../../storage/documents.ts';
import type { RecordRow } from '../../storage/records.ts';
import type { ClaimedFiles, ClaimedPart, ClaimedVolume } from './claim-parts.ts';
import { isPaperHidden } from './paper-hidden.ts';
import { sheetView } from './sheet-view.ts';
import type { PaperPiece, Piece, PlannedFile, Volume, VolumePlan } from './volume-plan.ts';

/** Larger ones are listed and not bound, so that a volume can be opened. */
const largest = { 'application/pdf': 40 * 2 ** 20, 'image/jpeg': 20 * 2 ** 20, 'image/png': 12 * 2 ** 20 } as const;

const isBindable = ({ type, size }: PlannedFile): boolean =>
  Object.hasOwn(largest, type) && size <= largest[type as keyof typeof largest];

interface Planning {
  readonly context: Context;
  readonly volume: Volume;
  readonly at: string;
  /** For who keeps the secrets in it: nothing is starred in its papers. */
  readonly kept: boolean;
}

const bareName = (name: string): string => name.replace(/\.[^.]*$/, '');

const paperPiece = async (
  { context, volume, kept }: Planning,
  paper: DocumentRow,
  { part, several }: { readonly part: number; readonly several: boolean },
): Promise<PaperPiece> => {
  const declared = context.catalog.definitions.document.get(paper.document) ?? { record: paper.module };
  const masked = !kept && (await isPaperHidden(context, paper, { declared, secrets: volume.secret !== undefined }));
  return {
    kind: 'paper',
    part,
    id: paper.id,
    hash: paper.pdf ?? '',
    masked,
    title: paper.title,
    number: paper.number === '' ? null : paper.number,
    date: paper.issued_at,
    note: several ? await subjectTitle(context, paper) : null,
    record: { module: paper.module, id: paper.record_id },
    ...(!masked && paper.pdf !== null && { pdf: paper.pdf, pages: Number(paper.pages) }),
  };
};

/** Scans are in place of the paper for whoever sees all of it. */
const inPlace = (paper: PaperPiece, scans: readonly PlannedFile[]): readonly Piece[] => {
  const { pdf, pages, masked, ...rest } = paper;
  const bound = scans.filter(isBindable);
  if (masked || bound.length === 0 || pdf === undefined || pages === undefined) return [paper];
  return bound.map((file) => ({ ...rest, kind: 'scan', file, printed: { pdf, pages } }));
};

/** What one of several papers of a kind is about. */
const subjectTitle = async (context: Context, { subject_id: id }: DocumentRow): Promise<string | null> => {
  if (id === null) return null;
  const row = await context.storage.read.selectFrom('record').select('title').where('id', '=', id).executeTakeFirst();
  return row?.title ?? null;
};

const filePieces = (part: number, { record, files }: ClaimedFiles): readonly Piece[] => {
  const common = {
    part,
    title: record.title,
    number: null,
    note: null,
    record: { module: record.module, id: record.id },
  };
  const bound = files.filter(isBindable);
  const images = bound.filter(({ type }) => type !== 'application/pdf');
  const others = bound.filter(({ type }) => type === 'application/pdf');
  return [
    ...others.map((file): Piece => ({ ...common, kind: 'file', date: file.date, note: bareName(file.name), file })),
    ...(images[0] === undefined ? [] : [{ ...common, kind: 'photos', date: images[0].date, images } as const]),
  ];
};

const partPieces = async (planning: Planning, claimed: ClaimedPart, part: number): Promise<readonly Piece[]> => {
  const pieces: Piece[] = [];
  const { papers, sheets, files } = claimed;
  for (const paper of papers) {
    const several = papers.filter(({ document }) => document === paper.document).length > 1;
    const piece = await paperPiece(planning, paper, { part, several });
    pieces.push(...inPlace(piece, claimed.scans.get(paper.id) ?? []));
  }
  for (const row of sheets) pieces.push(...(await sheetPieces(planning, { row, claimed, part })));
  return [...pieces, ...files.flatMap((one) => filePieces(part, one))];
};

const sheetPieces = async (
  planning: Planning,
  { row, claimed, part }: { readonly row: RecordRow; readonly claimed: ClaimedPart; readonly part: number },
): Promise<readonly Piece[]> => {
  const document = claimed.part.sheet;
  const definition = document === undefined ? undefined : planning.context.catalog.definitions.document.get(document);
  if (document === undefined || definition === undefined) return [];
  const view = await volumeSheet(planning, document, row);
  return [
    {
      kind: 'sheet',
      part,
      document,
      hash: hashText(canonicalJson(view)),
      title: definition.title.zh,
      number: null,
      date: row.modified_at,
      note: null,
      record: { module: row.module, id: row.id },
    },
  ];
};

/** The data view of a document printed for a volume, as its reader may see it. */
const volumeSheet = async ({ context, volume, at }: Planning, document: string, row: RecordRow): Promise<object> => {
  const { definition, view } = await sheetView(context, { document, row, at });
  return maskView(context, definition, view, { secrets: volume.secret !== undefined });
};

const newest = (record: RecordRow, { parts }: ClaimedVolume): string =>
  parts
    .flatMap(({ papers, files, sheets }) => [
      ...papers.map((paper) => paper.issued_at ?? ''),
      ...files.flatMap((one) => one.files.map(({ date }) => date)),
      ...sheets.map((row) => row.modified_at),
    ])
    .sort()
    .at(-1) ?? record.created_at;

/** What lies in a volume, in order, as this actor may see it; and what it is made of. */
export const planVolume = async (
  context: Context,
  record: RecordRow,
  claimed: ClaimedVolume,
  kept = false,
): Promise<{ readonly plan: VolumePlan; readonly content: string }> => {
  const { volume, parts } = claimed;
  const planning: Planning = { context, volume, kept, at: newest(record, claimed) };
  const pieces: Piece[] = [];
  for (const [index, part] of parts.entries()) pieces.push(...(await partPieces(planning, part, index)));
  const media = parts.flatMap(({ files }) => files.flatMap((one) => one.files.filter((file) => !isBindable(file))));
  const plan: VolumePlan = { pieces, media, at: planning.at };
  return {
    plan,
    content: hashText(
      canonicalJson({
        plan,
        sheets: await sheets(planning, record),
        texts: texts(planning),
        ...(volume.straddle && { straddle: true }),
      }),
    ),
  };
};

const named = ['cover', 'index', 'note', 'photos', 'media'] as const;

/** What is printed around the pieces shows data of the record, too. */
const sheets = async (planning: Planning, record: RecordRow): Promise<readonly object[]> => {
  const views: object[] = [];
  for (const name of named) {
    const document = planning.volume[name];
    if (document !== undefined) views.push(await volumeSheet(planning, document, record));
  }
  return views;
};

/** Hashes of the texts those are printed with. */
const texts = ({ context: { catalog }, volume }: Planning): readonly string[] =>
  [...catalog.hashes]
    .filter(([path]) => path.startsWith('templates/partials/') || path.startsWith('templates/styles/'))
    .map(([, hash]) => hash)
    .concat(
      [...named.map((name) => volume[name]), ...volume.parts.map(({ sheet }) => sheet)].flatMap((key) => {
        const template = catalog.definitions.document.get(key ?? '')?.template;
        return template === undefined ? [] : [catalog.hashes.get(`templates/${template}.hbs`) ?? ''];
      }),
    );
