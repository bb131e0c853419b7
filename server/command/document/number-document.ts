import { getPath, setPath } from '#engine/json.ts';
import { replacedBy } from '../../storage/corrections.ts';
import { one } from '../../storage/db.ts';
import type { DocumentRow } from '../../storage/documents.ts';
import { numbersOf } from '../../storage/numbers.ts';
import { keepSearchedNumber } from '../../storage/search-texts.ts';
import { actByPlatform } from '../act-by-platform.ts';
import { type OpenRecord, openForPlatform } from '../open-record.ts';
import { takeNumberFor } from '../take-number.ts';
import type { Unit } from '../unit.ts';
import type { ReachedDocument } from './reach-document.ts';

/** Below whom a document's number is carried: `subject.` begins the path of a field of the record it is about. */
const ofSubject = 'subject.';

/** A number that went void with the document that had it is not given again; the next one takes its place. */
const wentVoid = async (unit: Unit, { row }: OpenRecord, number: string): Promise<boolean> =>
  (await numbersOf(unit.db, row.id)).some(({ text, state }) => text === number && state === 'voided');

/** May the paper have it? What takes the place of another paper is a paper of its own. */
const isFree = async (unit: Unit, record: OpenRecord, { id }: DocumentRow, number: string): Promise<boolean> =>
  number !== '' && (await replacedBy(unit.db, id)) === undefined && !(await wentVoid(unit, record, number));

/** Another paper of the kind has it, about something else. */
const isAnothers = async (unit: Unit, row: DocumentRow, number: string): Promise<boolean> =>
  number !== '' &&
  row.subject_id !== null &&
  (await one(
    unit.db,
    "select 1 as found from document where record_id = ? and document = ? and number = ? and state <> 'voided' and (subject_id is null or subject_id <> ?)",
    [row.record_id, row.document, number, row.subject_id],
  )) !== undefined;

/** That of the newest paper of another kind about the same thing; undefined where there is none. */
const numberAs = async (unit: Unit, row: DocumentRow, kind: string): Promise<string | undefined> => {
  const found = await one<{ number: string | null }>(
    unit.db,
    "select number from document where record_id = ? and document = ? and coalesce(subject_id, '') = ? and state in ('numbered', 'rendering', 'issued') order by created_at desc, id desc limit 1",
    [row.record_id, kind, row.subject_id ?? ''],
  );
  return found?.number ?? undefined;
};

/** Where a document's number is carried: a field of its record, or of the record below that it is about. */
interface Carrier {
  readonly path: string | undefined;
  readonly below: OpenRecord | undefined;
  /** The number there; '' while there is none. */
  readonly held: string;
}

const carrierOf = async (unit: Unit, record: OpenRecord, { row, definition }: ReachedDocument): Promise<Carrier> => {
  const field = definition.numberField;
  const below = field?.startsWith(ofSubject) === true ? await subjectOf(unit, definition, row) : undefined;
  const path = below === undefined ? field : field?.slice(ofSubject.length);
  const carried = path === undefined ? undefined : getPath((below ?? record).data, path);
  return { path, below, held: typeof carried === 'string' ? carried : '' };
};

/**
 * The number of a document: the one its field carries already, or the next of the series, written to that field: of the
 * record, or of the record below that the document is about. Of several papers about several things each has its own.
 */
export const numberDocument = async (
  unit: Unit,
  record: OpenRecord,
  reached: ReachedDocument,
): Promise<string | null> => {
  const { row, definition } = reached;
  const carrier = await carrierOf(unit, record, reached);
  const { held, below } = carrier;
  if (definition.sameNumberAs !== undefined) return (await numberAs(unit, row, definition.sameNumberAs)) ?? held;
  if (definition.numbering === undefined) return held;
  const anothers = below === undefined && (await isAnothers(unit, row, held));
  if (!anothers && (await isFree(unit, record, row, held))) return held;
  const { id, organization, regime } = record.row;
  const own = below === undefined && !anothers ? carrier.path : undefined;
  const taken = await takeNumberFor(unit, {
    numbering: definition.numbering,
    record: { id, organization, regime },
    documentId: row.id,
    ...(own !== undefined && { field: own }),
  });
  await keepSearchedNumber(unit.db, record.row, taken);
  if (own !== undefined) record.data = setPath(record.data, own, taken.text);
  if (below !== undefined) await carryBelow(unit, carrier, taken.text);
  return taken.text;
};

const carryBelow = async (unit: Unit, { below, path }: Carrier, number: string): Promise<void> => {
  if (below === undefined || path === undefined) return;
  const { module, id } = below.row;
  await actByPlatform(unit, { module, id }, { change: (data) => setPath(data, path, number) });
};

const subjectOf = async (
  unit: Unit,
  { subject }: ReachedDocument['definition'],
  { subject_id: id }: ReachedDocument['row'],
): Promise<OpenRecord | undefined> =>
  subject === undefined || id === null ? undefined : await openForPlatform(unit, { module: subject, id });
