import { buildCatalog, type Finding } from '#engine/definition/catalog.ts';
import { checkCatalog } from '#engine/definition/check/check-catalog.ts';
import { checkOpenClosures } from '#engine/definition/check/open-closures.ts';
import { checkOverlay } from '#engine/definition/check/overlay.ts';
import { checkParametersOn } from '#engine/definition/check/parameters-on.ts';
import { toCivilDate } from '#engine/time.ts';
import { openClosures } from '../../query/open-closures.ts';
import { readFiles, readManifest, readPointer } from '../../storage/definitions.ts';
import type { Context } from '../context.ts';
import type { Candidate } from './candidate.ts';

/**
 * Everything that speaks against a candidate: files that cannot be read, faults of the bundle, changes the shipped pack
 * below does not open, parameters without a value today, and what would not work with records that stay on older definitions.
 */
export const judgeCandidate = async (context: Context, candidate: Candidate): Promise<Finding[]> => {
  const { catalog, issues } = candidate;
  const bundle = [
    ...issues,
    ...checkCatalog(catalog),
    ...checkParametersOn(catalog, toCivilDate(context.now)),
    ...(await overlayFaults(context, candidate)),
  ];
  const pinned = checkOpenClosures(catalog, await openClosures(context, catalog));
  return [...bundle, ...pinned.filter((found) => !bundle.some((other) => samePlace(found, other)))];
};

const samePlace = (a: Finding, b: Finding): boolean => a.file === b.file && a.path === b.path;

const overlayFaults = async (context: Context, { catalog }: Candidate): Promise<Finding[]> => {
  const db = context.storage.read;
  const shipped = await readPointer(db, 'shipped');
  const manifest = shipped === undefined ? undefined : await readManifest(db, shipped);
  if (manifest === undefined) return [];
  const { files } = await readFiles(db, manifest);
  return checkOverlay(buildCatalog(files, new Map()).catalog, catalog);
};
