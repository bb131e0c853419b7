import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { manifestOf, releaseOf } from '../command/definition/candidate.ts';
import { packZip } from '../command/definition/pack-zip.ts';
import { currentRelease, readFiles } from '../storage/definitions.ts';
import { requireSystem } from './require-system.ts';

/** The whole release as canonical files in a zip; the same release gives the same bytes. The one this server works with, unless another is named. */
export const exportPack = async (context: Context, { release: id }: { readonly release?: string } = {}) => {
  requireSystem(context, 'definitionsRead');
  const db = context.storage.read;
  // In safe mode the release in force cannot be read; the one that is used instead can.
  const wanted = id ?? context.catalog.release;
  const release = wanted === '' ? await currentRelease(db) : await releaseOf(db, wanted);
  if (release === undefined) throw problem('not-found');
  const { files, damaged } = await readFiles(db, await manifestOf(db, release));
  if (damaged.length > 0) throw problem('not-available', { params: { reason: damaged.join(', ') } });
  return packZip(files);
};
