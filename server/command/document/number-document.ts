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

/** Another paper of the kind has it, about something else. */
const isAnothers = async (unit: Unit, row: DocumentRow, number: string): Promise<boolean> =>
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

/**
 * The number of a document: the one its field carries already, or the next of the series, written to that field: of the
 * record, or of the record below that the document is about. Of several papers about several things each has its own.
 */
export const numberDocument = async (
  unit: Unit,
  record: OpenRecord,
  { row, definition }: ReachedDocument,
): Promise<string | null> => {
  const field = definition.numberField;
  const below = field?.startsWith(ofSubject) === true ? await subjectOf(unit, definition, row) : undefined;
  const path = below === undefined ? field : field?.slice(ofSubject.length);
  const carried = path === undefined ? undefined : getPath((below ?? record).data, path);
  const held = typeof carried === 'string' ? carried : '';
  if (definition.sameNumberAs !== undefined) return (await numberAs(unit, row, definition.sameNumberAs)) ?? held;
  if (definition.numbering === undefined) return held;
  // What takes the place of another paper is a paper of its own.
  const apart = (await replacedBy(unit.db, row.id)) !== undefined;
  const anothers = held !== '' && below === undefined && (await isAnothers(unit, row, held));
  if (held !== '' && !apart && !anothers && !(await wentVoid(unit, record, held))) return held;
  const thing = {
    numbering: definition.numbering,
    record: { id: record.row.id, organization: record.row.organization, regime: record.row.regime },
  };
  const own = below === undefined && !anothers ? field : undefined;
  const taken = await takeNumberFor(unit, { ...thing, documentId: row.id, ...(own !== undefined && { field: own }) });
  await keepSearchedNumber(unit.db, record.row, taken);
  if (own !== undefined) record.data = setPath(record.data, own, taken.text);
  if (below !== undefined && path !== undefined)
    await actByPlatform(
      unit,
      { module: below.row.module, id: below.row.id },
      { change: (data) => setPath(data, path, taken.text) },
    );
  return taken.text;
};

const subjectOf = async (
  unit: Unit,
  { subject }: ReachedDocument['definition'],
  { subject_id: id }: ReachedDocument['row'],
): Promise<OpenRecord | undefined> =>
  subject === undefined || id === null ? undefined : await openForPlatform(unit, { module: subject, id });
