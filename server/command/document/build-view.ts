import { dueUnder } from '#engine/deadline/due-under.ts';
import { getPath } from '#engine/json.ts';
import { parameterIn } from '#engine/parameter/profile.ts';
import type { DocumentDefinition } from '#engine/schema/types.gen.ts';
import { isCivilDate, isInstant, toCivilDate, toDay } from '#engine/time.ts';
import { replacedBy } from '../../storage/corrections.ts';
import { all, asJson, type Db } from '../../storage/db.ts';
import { readBlobs } from '../../storage/definitions.ts';
import { type DocumentRow, findDocument } from '../../storage/documents.ts';
import { ancestorsOf, findOrganization } from '../../storage/organizations.ts';
import { childrenOf, findRecord, type RecordRow } from '../../storage/records.ts';
import type { ClockTable } from '../../storage/tables.ts';
import type { Context } from '../context.ts';
import { openStored } from '../secrets.ts';
import { viewApproval, viewSubmitted } from './approval-view.ts';
import { decisionBlock } from './decision-block.ts';
import { showPeople } from './show-people.ts';

export interface ViewedDocument {
  readonly definition: DocumentDefinition;
  readonly row: Pick<DocumentRow, 'document' | 'subject_id' | 'title' | 'data'> & { readonly id?: string };
  readonly record: RecordRow;
  /** null for a draft. */
  readonly number: string | null;
}

type Entries = readonly (readonly [string, unknown])[];

const each = async (keys: readonly string[] | undefined, load: (key: string) => Promise<unknown>): Promise<Entries> => {
  const found: [string, unknown][] = [];
  for (const key of keys ?? []) found.push([key, await load(key)]);
  return found;
};

/** What a document reads of the organization of a record. */
export const organizationOf = async (db: Db, record: Pick<RecordRow, 'organization' | 'regime'>) => {
  const row = await findOrganization(db, record.organization);
  const profile = asJson<Record<string, unknown>>(row?.profile ?? '{}');
  const docWord = getPath(profile, `docWord.${record.regime}`);
  return { ...profile, id: row?.id, name: row?.name, level: row?.level, region: row?.region, docWord };
};

const childData = async (context: Context, db: Db, module: string, row: RecordRow) => ({
  ...((await showPeople(db, context.catalog.module(module), openStored(context, row.id, row.data))) as object),
  id: row.id,
  state: row.state,
});

const children = async (context: Context, db: Db, record: RecordRow, module: string) => {
  const rows = await childrenOf(db, module, record.id);
  return await Promise.all(rows.map((row) => childData(context, db, module, row)));
};

const documents = (db: Db, record: RecordRow, key: string) =>
  all(
    db,
    "select number, issued_at as issuedAt, served_at as servedAt, title, subject_id as subject from document where record_id = ? and document = ? and state in ('numbered', 'rendering', 'issued') order by issued_at, created_at",
    [record.id, key],
  );

/** The paper in whose place this one is issued. */
const supersededBy = async (db: Db, id: string | undefined) => {
  const paper = id === undefined ? undefined : await replacedBy(db, id);
  const old = paper === undefined ? undefined : await findDocument(db, paper.document_id);
  if (old === undefined) return null;
  const frozen = (await readBlobs(db, [old.view ?? ''])).get(old.view ?? '');
  const date = frozen === undefined ? undefined : getPath(asJson(frozen), 'view.doc.date');
  return { number: old.number, title: old.title, issuedAt: old.issued_at, date: date ?? old.issued_at };
};

const clock = async (db: Db, record: RecordRow, deadline: string) => {
  const [row] = await all<ClockTable>(
    db,
    'select * from clock where record_id = ? and deadline = ? order by round desc, created_at desc limit 1',
    [record.id, deadline],
  );
  return row === undefined ? undefined : { start: row.start_at, due: row.due_at, state: row.state };
};

interface Named {
  readonly names: Readonly<Record<string, string>>;
  /** The data of the record a document is about, read as `subject.…`. */
  readonly about: unknown;
}

/** `key` is looked up today, `key@field` on the date in that field of the record, or today while it is empty. */
const parameters = async (context: Context, db: Db, record: RecordRow, { names, about }: Named) => {
  const organizationChain = await chainOf(db, record);
  const dayOf = dayReader(context, record, about);
  const valueAt = (declared: string): unknown => {
    const [key = '', field] = declared.split('@');
    const question = { date: dayOf(field), dimensions: { regime: record.regime }, organizationChain };
    return parameterIn(context.catalog.definitions.parameter, key, question)?.value;
  };
  return Object.fromEntries(Object.entries(names).map(([name, declared]) => [name, valueAt(declared)]));
};

/** `deadline@field`: the day it will be due when it begins on the day in that field, or today while it is empty. */
const dues = async (context: Context, db: Db, record: RecordRow, { names, about }: Named) => {
  const organizationChain = await chainOf(db, record);
  const dayOf = dayReader(context, record, about);
  const dueOf = (declared: string): string | undefined => {
    const [deadline = '', field] = declared.split('@');
    const question = { deadline, start: dayOf(field), dimensions: { regime: record.regime }, organizationChain };
    return dueUnder(context.catalog.definitions, question)?.due ?? undefined;
  };
  return Object.fromEntries(Object.entries(names).map(([name, declared]) => [name, dueOf(declared)]));
};

const chainOf = async (db: Db, record: RecordRow) =>
  (await ancestorsOf(db, record.organization)).map(({ id, level, region }) => ({ id, level, region }));

const dayReader = (context: Context, record: RecordRow, about: unknown) => {
  const data = { ...asObject(openStored(context, record.id, record.data)), subject: about };
  return (field: string | undefined): string => {
    const day = field === undefined ? undefined : getPath(data, field);
    return isCivilDate(day) || isInstant(day) ? toDay(day) : toCivilDate(context.now);
  };
};

const asObject = (data: unknown): object => (typeof data === 'object' && data !== null ? data : {});

const knows = (context: Context, module: string, action: string): boolean =>
  context.catalog.module(module).workflow.actions[action] !== undefined;

/**
 * The data view of a document: plain JSON, everything its template may print. What is declared in `view` is loaded,
 * nothing else. Codes stay codes, money stays fen, times stay ISO: helpers word them.
 */
export const buildView = async (
  context: Context,
  db: Db,
  { definition, row, record, number }: ViewedDocument,
): Promise<object> => {
  const view = definition.view ?? {};
  const data = openStored(context, record.id, record.data);
  const subject =
    definition.subject === undefined || row.subject_id === null
      ? undefined
      : await findRecord(db, definition.subject, row.subject_id);
  const about = subject === undefined ? undefined : openStored(context, subject.id, subject.data);
  const date =
    definition.date === undefined ? undefined : getPath({ ...asObject(data), subject: about }, definition.date);
  const actsOf = (action: string) =>
    subject !== undefined && !knows(context, record.module, action) ? subject : record;
  const ticksOf = (deadline: string) =>
    subject?.module === context.catalog.definitions.deadline.get(deadline)?.record ? subject : record;
  return {
    organization: await organizationOf(db, record),
    record: await showPeople(db, context.catalog.module(record.module), data),
    system: { state: record.state, regime: record.regime, created: record.created_at },
    children: Object.fromEntries(await each(view.children, (key) => children(context, db, record, key))),
    documents: Object.fromEntries(await each(view.documents, (key) => documents(db, record, key))),
    approvals: Object.fromEntries(await each(view.approvals, (key) => viewApproval(context, db, actsOf(key), key))),
    submitted: Object.fromEntries(await each(view.approvals, (key) => viewSubmitted(db, actsOf(key), key))),
    clocks: Object.fromEntries(await each(view.clocks, (key) => clock(db, ticksOf(key) ?? record, key))),
    parameters: await parameters(context, db, record, { names: view.parameters ?? {}, about }),
    dues: await dues(context, db, record, { names: view.dues ?? {}, about }),
    decisions: Object.fromEntries(await each(view.decisions, (key) => decisionBlock(context, db, record.id, key))),
    subject: subject && definition.subject ? await childData(context, db, definition.subject, subject) : null,
    doc: {
      number,
      date: typeof date === 'string' ? date : toCivilDate(context.now),
      title: row.title,
      copies: definition.copies ?? null,
      draft: number === null,
      seal: definition.seal === true && number !== null,
      straddle: definition.straddle === true && number !== null,
      supersedes: await supersededBy(db, row.id),
      data: asJson(row.data),
    },
    now: context.now,
  };
};
