import { buildCatalog, type Catalog } from '#engine/definition/catalog.ts';
import { readFiles } from '../../storage/definitions.ts';
import type { Context } from '../context.ts';
import type { Candidate } from './candidate.ts';
import { previewDeadlines } from './preview-deadlines.ts';
import { previewRules } from './preview-rules.ts';
import { type Change, createSink, type PreviewPage } from './preview-sink.ts';
import { touchedBy } from './touched.ts';

export interface Preview {
  /** Open records that were looked at, and how many of them would be treated otherwise. */
  readonly examined: number;
  readonly changed: number;
  readonly items: readonly Change[];
  /** False when more records are open than were looked at. */
  readonly complete: boolean;
  readonly ruleSets: readonly string[];
  readonly deadlines: readonly string[];
}

/** What a candidate would change for open records: every touched rule set and deadline asked under both catalogs. */
export const previewCandidate = async (context: Context, candidate: Candidate, page: PreviewPage): Promise<Preview> => {
  const before = await inForce(context, candidate);
  const { catalog: after, changed } = candidate;
  const { ruleSets, deadlines } = touchedBy(changed, before, after);
  const sink = createSink(page);
  await previewRules({ context, before, after, ruleSets }, sink);
  await previewDeadlines({ context, before, after, deadlines }, sink);
  return { ...sink.result(), ruleSets, deadlines };
};

const inForce = async (context: Context, { parent, before }: Candidate): Promise<Catalog> => {
  if (context.catalog.release === parent.id) return context.catalog;
  const { files } = await readFiles(context.storage.read, before);
  return buildCatalog(files, new Map(Object.entries(before)), parent.id).catalog;
};
