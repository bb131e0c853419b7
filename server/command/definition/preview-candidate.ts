import type { Catalog } from '#engine/definition/catalog.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import { reachedRecords } from '../../query/rule/reached-records.ts';
import { withNames } from '../../query/with-names.ts';
import { all, type Db } from '../../storage/db.ts';
import { findOrganization } from '../../storage/organizations.ts';
import type { Context } from '../context.ts';
import { type Candidate, catalogBefore } from './candidate.ts';
import { previewDeadlines } from './preview-deadlines.ts';
import { previewDocuments } from './preview-documents.ts';
import { previewRules } from './preview-rules.ts';
import { createSink, type PreviewPage, type RecordChanges, type SinkResult } from './preview-sink.ts';
import { touchedBy } from './touched.ts';

export interface Preview extends Omit<SinkResult, 'changes' | 'byOrganization'> {
  readonly changes: readonly PreviewedChanges[];
  readonly byOrganization: readonly (SinkResult['byOrganization'][number] & { readonly name: string })[];
  /** What was asked: rule sets and deadlines that are changed themselves or through parameters and calendars. */
  readonly ruleSets: readonly string[];
  readonly deadlines: readonly string[];
  /** Prepared documents of these kinds were made under both. */
  readonly documents: readonly string[];
}

interface PreviewedChanges extends Pick<RecordChanges, 'rulesets' | 'clocks' | 'documents'> {
  readonly record: {
    readonly _id: string;
    readonly module: string;
    /** null where the actor may not read the record: then nothing leads to it. */
    readonly title: string | null;
    readonly moduleTitle: Title;
    readonly organization: string;
    readonly organizationName: string;
    readonly state: string;
    readonly stateTitle: Title | null;
  };
}

/** What a candidate would change for open records: every touched rule set and deadline asked under both catalogs. */
export const previewCandidate = async (context: Context, candidate: Candidate, page: PreviewPage): Promise<Preview> => {
  const before = await catalogBefore(context, candidate);
  const { catalog: after, changed } = candidate;
  const { ruleSets, deadlines } = touchedBy(changed, before, after);
  const open = page.watch === undefined ? 0 : await countOpen(context.storage.read);
  const sink = createSink({ ...page, open });
  await previewRules({ context, before, after, ruleSets }, sink);
  await previewDeadlines({ context, before, after, deadlines }, sink);
  const documents = await previewDocuments({ context, before, after, changed }, sink);
  const { changes, byOrganization, ...counts } = sink.result();
  return {
    ...counts,
    byOrganization: await withNames(context, byOrganization),
    changes: await named(context, before, changes),
    ruleSets,
    deadlines,
    documents,
  };
};

const countOpen = async (db: Db): Promise<number> => {
  const [row] = await all<{ n: number }>(db, "select count(*) as n from record where state_class <> 'terminal'");
  return Number(row?.n ?? 0);
};

/** Records with the words people know them by, as far as the actor may read them. */
const named = async (
  context: Context,
  catalog: Catalog,
  changes: readonly RecordChanges[],
): Promise<PreviewedChanges[]> => {
  const shown: PreviewedChanges[] = [];
  const reached = await reachedRecords(
    context,
    changes.map(({ record }) => record.id),
  );
  for (const { record, ...change } of changes) {
    const { id, module, organization, state } = record;
    const title = reached.get(id)?.title ?? null;
    const moduleTitle = catalog.module(module).definition.title;
    const found = await findOrganization(context.storage.read, organization);
    const stateTitle = catalog.module(module).workflow.states[state]?.title ?? null;
    const organizationName = found?.name ?? organization;
    shown.push({
      record: { _id: id, module, title, moduleTitle, organization, organizationName, state, stateTitle },
      ...change,
    });
  }
  return shown;
};
