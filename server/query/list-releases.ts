import type { Context } from '../command/context.ts';
import { listReleaseRows, readPointer } from '../storage/definitions.ts';
import { releasesWithImpact } from '../storage/rule-impacts.ts';
import { namesOf } from './names-of.ts';
import { requireSystem } from './require-system.ts';

/** Releases, newest first; `current` is the one in force, `loaded` the one this server works with. */
export const listReleases = async (context: Context) => {
  requireSystem(context, 'definitionsRead');
  const db = context.storage.read;
  const current = await readPointer(db, 'release');
  const rows = await listReleaseRows(db);
  const foreseen = await releasesWithImpact(db);
  const name = await namesOf(
    context,
    rows.flatMap(({ author, approver }) => [author, approver]),
  );
  return rows.map(({ id, number, parent, author, approver, note, published_at }) => ({
    id,
    number: Number(number),
    parent,
    author: name(author),
    approver: approver === null ? null : name(approver),
    note,
    publishedAt: published_at,
    current: id === current,
    loaded: id === context.catalog.release,
    /** Whether something can be read of what it meant for the subjects of rule sets. */
    impact: foreseen.has(id),
  }));
};
