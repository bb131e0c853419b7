import type { Catalog } from '#engine/definition/catalog.ts';
import { canonicalJson } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import { isCivilDate, toCivilDate } from '#engine/time.ts';
import { compareSweeps, type SubjectChange, type SweepComparison } from '../../query/rule/compare-surveys.ts';
import { findOrganization } from '../../storage/organizations.ts';
import { impactsOfDraft, insertRuleImpact, type RuleImpactRow } from '../../storage/rule-impacts.ts';
import { openInputs } from '../../storage/run-inputs.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { type Candidate, catalogBefore } from './candidate.ts';
import { touchedSweeps } from './touched-sweeps.ts';

/** The impact on the subjects of one rule set as it is stored with the draft and shown. */
export interface SweepImpact extends Omit<SweepComparison, 'byOrganization'> {
  readonly id: string;
  /** When it was computed. */
  readonly at: string;
  readonly byOrganization: readonly (SweepComparison['byOrganization'][number] & { readonly name: string })[];
  /** Tasks that would be opened for those who enter. */
  readonly tasks: number;
  /** True when not all changes are in the list; the stored one has them. */
  readonly truncated: boolean;
}

export interface SweepsPreview {
  readonly candidate: Candidate;
  readonly draft: string;
  readonly content: string;
  readonly asOf?: string;
}

const mostShown = 50;

/** Computes who enters, leaves, changes level or stays for every rule set a draft touches, and stores it with the draft. */
export const previewSweeps = async (context: Context, preview: SweepsPreview): Promise<readonly SweepImpact[]> => {
  const { candidate, asOf = toCivilDate(context.now) } = preview;
  if (!isCivilDate(asOf)) throw problem('invalid-input', { issues: [{ path: '/asOf', code: 'type' }] });
  const before = await catalogBefore(context, candidate);
  const { catalog: after, changed } = candidate;
  const { storage, now } = context;
  const source = { db: storage.read, dialect: storage.dialect, now };
  const impacts: SweepImpact[] = [];
  for (const key of touchedSweeps(changed, before, after)) {
    const compared = await compareSweeps(source, { before, after }, key, { asOf, versions: true });
    if (compared === undefined) continue;
    const inputs = openInputs();
    const { changes, ...summary } = compared.comparison;
    inputs.add(canonicalJson(summary));
    for (const change of changes) inputs.add(canonicalJson(change));
    inputs.add(canonicalJson({ versions: Object.fromEntries(compared.after.versions) }));
    const tasks = summary.counts.enters * tasksOnEntry(after, key);
    const id = await store(context, { ...preview, summary: { ...summary, tasks }, inputs });
    impacts.push(await shown(context, { id, at: now, ...summary, tasks, changes }));
  }
  return impacts;
};

/** Tasks that the first state of what is made opens. */
const tasksOnEntry = (catalog: Catalog, key: string): number => {
  const rules = catalog.definitions.ruleset.get(key)?.rules ?? [];
  const module = rules.find(({ outcome }) => outcome.type === 'create')?.outcome.module;
  if (module === undefined || !catalog.definitions.module.has(module)) return 0;
  const { workflow } = catalog.module(module);
  return workflow.states[workflow.initial]?.tasks?.length ?? 0;
};

interface Storing extends SweepsPreview {
  readonly summary: Omit<SweepComparison, 'changes'> & { readonly tasks: number };
  readonly inputs: ReturnType<typeof openInputs>;
}

const store = async (context: Context, { draft, content, candidate, summary, inputs }: Storing): Promise<string> => {
  const { storage, now, actor } = context;
  const id = newId(now);
  await storage.transact(async (db) => {
    await insertRuleImpact(db, {
      id,
      draft,
      content,
      base: candidate.parent.id,
      ruleset: summary.ruleset,
      as_of: summary.asOf,
      at: now,
      by_account: actor.id,
      summary: canonicalJson(summary),
      inputs: await inputs.store(db, id),
      release: null,
      run_id: null,
      compared: null,
    });
  });
  return id;
};

const shown = async (
  context: Context,
  { changes, byOrganization, ...rest }: SweepComparison & Pick<SweepImpact, 'id' | 'at' | 'tasks'>,
): Promise<SweepImpact> => ({
  ...rest,
  byOrganization: await withNames(context, byOrganization),
  changes: changes.filter(isMove).slice(0, mostShown),
  truncated: changes.filter(isMove).length > mostShown,
});

const isMove = ({ change }: SubjectChange): boolean => change !== 'stays';

const withNames = async (
  { storage }: Context,
  counts: SweepComparison['byOrganization'],
): Promise<SweepImpact['byOrganization']> => {
  const named: SweepImpact['byOrganization'][number][] = [];
  for (const count of counts) {
    const found = await findOrganization(storage.read, count.organization);
    named.push({ ...count, name: found?.name ?? count.organization });
  }
  return named;
};

/** The newest impact of each rule set for this content of a draft, if it was compared with the release in force. */
export const storedImpacts = async (
  context: Context,
  { candidate, draft, content }: SweepsPreview,
): Promise<readonly RuleImpactRow[]> => {
  const rows = await impactsOfDraft(context.storage.read, draft, content);
  const current = rows.filter(({ base }) => base === candidate.parent.id);
  return [...new Map([...current].reverse().map((row) => [row.ruleset, row])).values()];
};
