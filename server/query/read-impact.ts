import type { Catalog } from '#engine/definition/catalog.ts';
import { problem } from '#engine/problem.ts';
import type {
  DeviatingSubjects,
  Deviation,
  ImpactOutcome,
  ImpactPage,
  ImpactSubject,
  ImpactSummary,
  StoredImpact,
  SubjectChange,
} from '#engine/rule/impact.ts';
import type { Context } from '../command/context.ts';
import { candidateOf } from '../command/definition/candidate.ts';
import { contentOf, draftChanges } from '../command/definition/draft-candidate.ts';
import { shownReason } from '../command/rule/failure-reason.ts';
import { asJson } from '../storage/db.ts';
import { findDraft } from '../storage/drafts.ts';
import { findRuleImpact, impactsOfDraft, impactsOfRelease, type RuleImpactRow } from '../storage/rule-impacts.ts';
import { findRuleRun } from '../storage/rule-runs.ts';
import { readInputs } from '../storage/run-inputs.ts';
import type { Storage } from '../storage/storage.ts';
import { namesOf } from './names-of.ts';
import { requireSystem } from './require-system.ts';
import { readImpactSubject, recordsMade } from './rule/read-impact-subject.ts';
import { releaseCatalog } from './rule/release-catalog.ts';
import { percentOf } from './undertaking.ts';
import { withNames } from './with-names.ts';

/** The newest impact of a draft by rule set, and how it came out where the draft was published. */
export const readImpacts = async (context: Context, { draft: id }: { readonly draft: string }) => {
  requireSystem(context, 'definitionsRead');
  const draft = await findDraft(context.storage.read, id);
  if (draft === undefined) throw problem('not-found');
  const content = contentOf((await draftChanges(context, id)).delta);
  const rows = await impactsOfDraft(context.storage.read, id);
  const newest = new Map([...rows].reverse().map((row) => [row.ruleset, row]));
  return await told(context, [...newest.values()], (row) => isCurrent(context, row, content));
};

/** What was foreseen of a release by rule set, and how it came out. */
export const readReleaseImpacts = async (context: Context, { release }: { readonly release: string }) => {
  requireSystem(context, 'definitionsRead');
  return await told(context, await impactsOfRelease(context.storage.read, release), () => true);
};

const isCurrent = ({ catalog }: Context, row: RuleImpactRow, content: string): boolean =>
  row.content === content && (row.release !== null || row.base === catalog.release);

const told = async (
  context: Context,
  rows: readonly RuleImpactRow[],
  current: (row: RuleImpactRow) => boolean,
): Promise<readonly StoredImpact[]> => {
  const name = await namesOf(
    context,
    rows.map(({ by_account }) => by_account),
  );
  const answers: StoredImpact[] = [];
  for (const row of rows) answers.push(await shown(context, row, { current: current(row), by: name(row.by_account) }));
  return answers;
};

interface Told {
  /** False when the draft or the definitions in force have changed since. */
  readonly current: boolean;
  readonly by: { readonly id: string; readonly name: string };
}

type Summary = Omit<ImpactSummary, 'byOrganization'> & {
  readonly byOrganization: readonly Omit<ImpactSummary['byOrganization'][number], 'name'>[];
};

const shown = async (context: Context, row: RuleImpactRow, { current, by }: Told): Promise<StoredImpact> => {
  const { storage } = context;
  const { byOrganization, ...summary } = asJson<Summary>(row.summary);
  const run = row.run_id === null ? undefined : await findRuleRun(storage.read, row.run_id);
  const compared = row.compared === null ? null : asJson<Compared>(row.compared);
  return {
    id: row.id,
    draft: row.draft,
    at: row.at,
    by,
    ...summary,
    byOrganization: await withNames(context, byOrganization),
    current,
    release: row.release,
    run: run
      ? { id: run.id, state: run.state, error: shownReason(run.error), percent: percentOf(storage, run.id) ?? null }
      : null,
    compared: compared && {
      ...compared,
      changedSince: await linked(context, row, compared.changedSince),
      deviating: await linked(context, row, compared.deviating),
    },
  };
};

interface Part {
  readonly count: number;
  readonly subjects: readonly Deviation[];
}

interface Compared extends Omit<ImpactOutcome, 'changedSince' | 'deviating'> {
  readonly changedSince: Part;
  readonly deviating: Part;
}

/** Each subject with the records that rules made about it. */
const linked = async (
  context: Context,
  { ruleset }: RuleImpactRow,
  { count, subjects }: Part,
): Promise<DeviatingSubjects> => {
  const found: DeviatingSubjects['subjects'][number][] = [];
  for (const subject of subjects)
    found.push({ ...subject, records: await recordsMade(context, { ...subject, ruleset }) });
  return { count, subjects: found };
};

export interface AskedPage {
  readonly id: string;
  readonly change?: string;
  readonly organization?: string;
  readonly skip?: number;
  readonly limit?: number;
}

const mostOfPage = 200;

/** The subjects of an impact, a page of them; `line` is what one of them is asked for by. */
export const readImpactSubjects = async (context: Context, page: AskedPage): Promise<ImpactPage> => {
  requireSystem(context, 'definitionsRead');
  const { id, change, organization, skip = 0, limit = 50 } = page;
  const row = await impactOf(context, id);
  const lines = await linesOf(context, id);
  const wanted = [...lines.keys()].filter((line) => {
    const text = lines[line] ?? '';
    // Only what may fit is taken apart.
    if (organization !== undefined && !text.includes(organization)) return false;
    if (change === undefined && organization === undefined) return true;
    if (change !== undefined && !text.includes(change)) return false;
    const one = asJson<SubjectChange>(text);
    return (change === undefined || one.change === change) && (organization ?? one.organization) === one.organization;
  });
  const shown = wanted.slice(skip, skip + Math.min(limit, mostOfPage));
  return {
    ruleset: row.ruleset,
    total: wanted.length,
    subjects: shown.map((line) => ({ line, ...asJson<SubjectChange>(lines[line]) })),
  };
};

/** One subject of an impact with both traces, whatever was stored of them, and the ways to the records. */
export const readOneImpactSubject = async (
  context: Context,
  { id, line }: { id: string; line: number },
): Promise<ImpactSubject> => {
  requireSystem(context, 'definitionsRead');
  const row = await impactOf(context, id);
  const text = (await linesOf(context, id))[line];
  if (text === undefined) throw problem('not-found');
  const change = asJson<SubjectChange>(text);
  return {
    line,
    ...change,
    ...(await readImpactSubject(context, { row, change, after: await afterOf(context, row) })),
  };
};

const impactOf = async (context: Context, id: string): Promise<RuleImpactRow> => {
  const row = await findRuleImpact(context.storage.read, id);
  if (row === undefined) throw problem('not-found');
  return row;
};

/** The first line counts, the last holds versions; between them stand the subjects. */
const linesOf = async (context: Context, id: string): Promise<readonly string[]> =>
  (await readInputs(context.storage.read, id)).lines.slice(1, -1);

/** The definitions a preview looked ahead to: the release that came of it, or the draft while it is the same. */
const afterOf = async (context: Context, row: RuleImpactRow): Promise<Catalog | undefined> => {
  const { storage, catalog } = context;
  if (row.release !== null) return await releaseCatalog(storage, row.release, catalog);
  const { draft, delta } = await draftChanges(context, row.draft);
  if (contentOf(delta) !== row.content || row.base !== catalog.release) return undefined;
  const known = looked.get(storage);
  if (known?.id === row.id) return known.catalog;
  const made = (await candidateOf(storage.read, draft.base, delta)).catalog;
  looked.set(storage, { id: row.id, catalog: made });
  return made;
};

/** The draft looked at last: who goes through a list asks for it again and again. */
const looked = new WeakMap<Storage, { readonly id: string; readonly catalog: Catalog }>();
