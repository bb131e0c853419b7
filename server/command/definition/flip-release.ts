import type { Catalog } from '#engine/definition/catalog.ts';
import type { Manifest } from '#engine/definition/diff.ts';
import { Problem, problem } from '#engine/problem.ts';
import { insertRelease, movePointer } from '../../storage/definitions.ts';
import { moduleTableSpec, prepareModuleTables } from '../../storage/module-tables.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../event.ts';
import { idFor, type Unit } from '../unit.ts';
import type { Candidate } from './candidate.ts';

export interface Published {
  readonly id: string;
  readonly number: number;
}

/** Prepare: what the modules need in the database, additive and repeatable, outside of every transaction. */
export const prepareCandidate = async (context: Context, catalog: Catalog): Promise<number> => {
  const modules = [...catalog.definitions.module.keys()].map((key) => moduleTableSpec(catalog.module(key)));
  return await prepareModuleTables(context.storage, modules);
};

export interface Consent {
  readonly note: string;
  /** The second person, where access is widened. */
  readonly approver: string | null;
}

/**
 * Flip: the candidate becomes the release in force, if the release it was judged on still is.
 * @throws Problem draft-conflict when another release was published since.
 */
export const flipRelease = async (
  unit: Unit,
  candidate: Candidate,
  { note, approver }: Consent,
): Promise<Published> => {
  const { actor, now } = unit.context;
  const id = idFor(unit);
  const { parent, manifest, changed } = candidate;
  if (!(await movePointer(unit.db, 'release', parent.id, id))) throw raced(parent.id);
  const row = await insertRelease(
    unit.db,
    { id, parent: parent.id, author: actor.id, approver, note, published_at: now },
    manifest,
  );
  await appendEvent(unit, {
    type: 'release.published',
    organization: actor.organization,
    data: { release: id, number: row.number, parent: parent.id, changed: [...changed].sort(), approver },
  });
  return { id, number: row.number };
};

const raced = (parent: string): Problem =>
  problem('draft-conflict', { issues: [{ path: '', code: 'draft-raced', params: { release: parent } }] });

/** True when a conflict only means that another release was faster and the whole judgement may be tried again. */
export const wasRaced = (error: unknown): boolean =>
  error instanceof Problem && error.issues.some(({ code }) => code === 'draft-raced');

export const sameManifest = (a: Manifest, b: Manifest): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([path, hash]) => b[path] === hash);
