import { allowed, type Operation, reachesOf } from '#engine/access/allowed.ts';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import type { Issue } from '#engine/issue.ts';
import { problem } from '#engine/problem.ts';
import { assignedIn, type Subject } from '#engine/workflow/fits.ts';
import type { Judge } from '#engine/workflow/transition.ts';
import { treeOf } from '../query/code-tree.ts';
import { assignmentsOf } from '../storage/access.ts';
import { moduleTableName, one, run } from '../storage/db.ts';
import type { RecordTable } from '../storage/tables.ts';
import { organizationPath } from './organization-path.ts';
import { readRecordFact, recordJudge } from './record-judge.ts';
import { openStored } from './secrets.ts';
import { forUpdate, type Unit } from './unit.ts';

export interface RecordAt {
  readonly module: string;
  readonly id: string;
}

export type RecordData = Record<string, unknown>;

/** A record inside a command: locked, in scope, with the module it pins. Commands change `data` and the parts of `row`. */
export interface OpenRecord {
  readonly row: Mutable<RecordTable>;
  readonly before: RecordTable;
  module: CompiledModule;
  /** What the columns of the row were written with. */
  readonly layout?: string;
  /** The data as it was opened. */
  readonly stored: RecordData;
  data: RecordData;
  subject: Subject;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface Opening {
  /** What is about to happen; beside it the record must be readable. */
  readonly operation: Operation;
  /** The version the caller has seen. */
  readonly version?: number;
}

/**
 * The one way a command reaches a record. All commands within one family (a root and everything below it) wait for each
 * other here, so what a guard counts cannot change before its transition is stored. Outside the actor's scope, absent
 * and of another module are one answer; in scope but not granted is told apart.
 */
export const openRecord = async (unit: Unit, at: RecordAt, opening: Opening): Promise<OpenRecord> => {
  if (!unit.context.catalog.definitions.module.has(at.module)) throw problem('not-found');
  await lockFamily(unit, at);
  const record = await load(unit, at, opening, forUpdate(unit));
  unit.touched.delete(record.row.id);
  if (changes.has(opening.operation)) await requireOpenParent(unit, record.row.parent_id);
  return record;
};

/** The same without waiting for anybody, for answers that change nothing. */
export const viewRecord = (unit: Unit, at: RecordAt): Promise<OpenRecord> => {
  if (!unit.context.catalog.definitions.module.has(at.module)) throw problem('not-found');
  return load(unit, at, { operation: 'read' }, '');
};

/** For what the platform does by itself; nobody's rights are asked. */
export const openForPlatform = async (unit: Unit, at: RecordAt): Promise<OpenRecord> => {
  if (!unit.context.catalog.definitions.module.has(at.module)) throw problem('not-found');
  await lockFamily(unit, at);
  const record = await load(unit, at, undefined, forUpdate(unit));
  unit.touched.delete(record.row.id);
  return record;
};

const load = async (unit: Unit, at: RecordAt, opening: Opening | undefined, lock: string): Promise<OpenRecord> => {
  const access = { roles: unit.context.catalog.definitions.role, person: unit.context.actor };
  // Asked before anything is looked for, so that the answer tells nothing about what there is.
  if (opening !== undefined && reachesOf(access, at.module, 'read').length === 0) throw refuse('read');
  const found = await one<RecordTable & { data: unknown; layout: string }>(
    unit.db,
    `select r.*, m.data as data, m.layout as layout from record r join \`${moduleTableName(at.module)}\` m on m.id = r.id where r.id = ? and r.module = ?${lock}`,
    [at.id, at.module],
  );
  if (found === undefined) throw problem('not-found');
  const { data, layout, ...row } = found;
  const subject = await subjectOf(unit, row);
  if (opening !== undefined) permit(unit, row, subject, opening.operation);
  if (opening?.version !== undefined && opening.version !== Number(row.version))
    throw problem('record-stale', { params: { version: Number(row.version) } });
  const { closures } = unit.context.services;
  const module = await closures.get(unit.db, unit.context.catalog, row.module, row.closure);
  const stored = openStored<RecordData>(unit.context, row.id, data);
  return { row: { ...row }, before: row, module, layout, stored, data: stored, subject };
};

const changes: ReadonlySet<Operation> = new Set(['update', 'delete', 'act']);

const requireOpenParent = async (unit: Unit, parent: string | null): Promise<void> => {
  if (await parentIsOpen(unit, parent)) return;
  throw problem('action-not-available', { issues: [finishedAbove] });
};

const finishedAbove: Issue = { path: '', code: 'workflow.parentState' };

/** What lies below a record that is finished is finished too. */
const parentIsOpen = async (unit: Unit, parent: string | null): Promise<boolean> => {
  if (parent === null) return true;
  const row = await one<{ state_class: string }>(unit.db, 'select state_class from record where id = ?', [parent]);
  return row?.state_class !== 'terminal';
};

/** Why nothing can be done to a record that the actor reaches, whatever its workflow says: his rights, what lies above. */
export const heldUp = async (
  unit: Unit,
  { row, subject }: Pick<OpenRecord, 'row' | 'subject'>,
): Promise<readonly Issue[]> => [
  ...(grants(unit, row, subject, 'act')
    ? []
    : [{ path: '', code: 'access.operation', params: { operation: 'act' } } satisfies Issue]),
  ...((await parentIsOpen(unit, row.parent_id)) ? [] : [finishedAbove]),
];

/** Where a record belongs and who is assigned to its family. */
export const subjectOf = async (
  unit: Unit,
  row: Pick<RecordTable, 'id' | 'organization' | 'owner' | 'root_id'>,
): Promise<Subject> => ({ ...(await placeOf(unit, row)), assignments: await assignmentsOf(unit.db, row) });

/** Of a record that is being made: nobody is assigned to it yet. */
export const placeOf = async (
  unit: Unit,
  { organization, owner }: Pick<RecordTable, 'organization' | 'owner'>,
): Promise<Subject> => ({
  organization,
  organizationPath: await organizationPath(unit, organization),
  owner,
  assignments: [],
});

/** Refuses an actor whose roles do not reach the record (as if it were absent) or do not grant the operation. */
const permit = (unit: Unit, row: PlacedRow, subject: Subject, operation: Operation): void => {
  if (!grants(unit, row, subject, 'read')) throw problem('not-found');
  const { operations } = unit.context.catalog.module(row.module).definition;
  const known = operation === 'act' || (operations as readonly Operation[]).includes(operation);
  if (known && grants(unit, row, subject, operation)) return;
  throw refuse(operation);
};

type PlacedRow = Pick<RecordTable, 'id' | 'root_id' | 'module' | 'state' | 'owner'>;

const grants = ({ context }: Unit, row: PlacedRow, subject: Subject, operation: Operation): boolean => {
  const { actor, catalog } = context;
  return allowed({ roles: catalog.definitions.role, person: actor }, row.module, operation, {
    organizationPath: subject.organizationPath,
    owner: row.owner,
    ...assignedIn(subject, actor.id, row.id === row.root_id),
    state: row.state,
    draft: row.state === catalog.module(row.module).workflow.initial,
  });
};

const refuse = (operation: Operation) =>
  problem('not-permitted', { issues: [{ path: '', code: 'access.operation', params: { operation } }] });

/** Commands on a child write the header of its root first: whoever decides about the root waits, and sees the change. */
const lockFamily = async (unit: Unit, { module, id }: RecordAt): Promise<void> => {
  if (unit.context.catalog.definitions.module.get(module)?.parent === undefined) return;
  const row = await one<{ root_id: string }>(unit.db, 'select root_id from record where id = ?', [id]);
  if (row !== undefined && row.root_id !== id) await touchFamily(unit, row.root_id);
};

/** Tells everybody who decides about the root that something below it, or a paper of it, has changed. */
export const touchFamily = (unit: Unit, root: string): Promise<number> => {
  noteTouched(unit, root);
  return run(unit.db, 'update record set family_version = family_version + 1 where id = ?', [root]);
};

/** Remembers that the command has moved a family itself, so that it does not take its own change for another's. */
export const noteTouched = (unit: Unit, root: string): void => {
  unit.touched.set(root, (unit.touched.get(root) ?? 0) + 1);
};

/** Answers conditions over the record as it stands in the command. */
export const judgeOf = (unit: Unit, record: OpenRecord): Judge =>
  recordJudge(record.module, treeOf(unit.context.catalog, record.module), (fact) =>
    readRecordFact(record, { now: unit.context.now, actor: unit.context.actor.id })(fact),
  );
