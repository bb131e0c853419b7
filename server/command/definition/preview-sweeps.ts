import type { Catalog } from '#engine/definition/catalog.ts';
import { transitionsOf } from '#engine/definition/walk.ts';
import { canonicalJson } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { SubjectChange, SweepImpact, TasksToCome } from '#engine/rule/impact.ts';
import { isCivilDate, toCivilDate } from '#engine/time.ts';
import { compareSweeps, type SweepComparison } from '../../query/rule/compare-surveys.ts';
import { pieceOf, type Watch } from '../../query/undertaking.ts';
import { withNames } from '../../query/with-names.ts';
import { impactsOfDraft, insertRuleImpact, type RuleImpactRow } from '../../storage/rule-impacts.ts';
import { openInputs } from '../../storage/run-inputs.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { type Candidate, catalogBefore } from './candidate.ts';
import { touchedSweeps } from './touched-sweeps.ts';

export interface SweepsPreview {
  readonly candidate: Candidate;
  readonly draft: string;
  readonly content: string;
  readonly asOf?: string;
  /** Told how far it is. */
  readonly watch?: Watch;
}

const mostShown = 50;

/** Computes who enters, leaves, changes level or stays for every rule set a draft touches, and stores it with the draft. */
export const previewSweeps = async (context: Context, preview: SweepsPreview): Promise<readonly SweepImpact[]> => {
  const { candidate, asOf = toCivilDate(context.now) } = preview;
  if (!isCivilDate(asOf)) throw problem('invalid-input', { issues: [{ path: '/asOf', code: 'type' }] });
  const before = await catalogBefore(context, candidate);
  const { catalog: after, changed } = candidate;
  const { storage, now } = context;
  const source = { db: storage.read, wide: storage.wide, dialect: storage.dialect, now };
  const impacts: SweepImpact[] = [];
  const keys = touchedSweeps(changed, before, after);
  for (const [index, key] of keys.entries()) {
    const watch = pieceOf(preview.watch, index / keys.length, (index + 1) / keys.length);
    const place = preview.watch === undefined ? source : { ...source, watch };
    const compared = await compareSweeps(place, { before, after }, key, { asOf, versions: true });
    watch.tell(1);
    if (compared === undefined) continue;
    const inputs = openInputs();
    const { changes, ...summary } = compared.comparison;
    inputs.add(canonicalJson(summary));
    for (const change of changes) inputs.add(canonicalJson(change));
    inputs.add(canonicalJson({ versions: Object.fromEntries(compared.after.versions) }));
    const tasksBy = tasksOnEntry(after, key, summary.counts.enters);
    const tasks = tasksBy.reduce((sum, { count }) => sum + count, 0);
    const told = { ...summary, tasks, tasksBy };
    const id = await store(context, { ...preview, summary: told, inputs });
    impacts.push(await shown(context, { id, at: now, ...told, changes }));
  }
  return impacts;
};

/** Tasks of the state that what is made comes into by the action run on it, for each that enters. */
const tasksOnEntry = (catalog: Catalog, key: string, entering: number): readonly TasksToCome[] => {
  const rules = catalog.definitions.ruleset.get(key)?.rules ?? [];
  const { module, action } = rules.find(({ outcome }) => outcome.type === 'create')?.outcome ?? {};
  if (module === undefined || !catalog.definitions.module.has(module) || entering === 0) return [];
  const { workflow } = catalog.module(module);
  const first = workflow.states[workflow.initial];
  const moves = first === undefined ? [] : transitionsOf(first, '').filter(({ event }) => event === action);
  const state = workflow.states[moves[0]?.value.target ?? ''] ?? first;
  return (state?.tasks ?? []).map(({ title }) => ({ title, count: entering }));
};

interface Storing extends SweepsPreview {
  readonly summary: Omit<SweepComparison, 'changes'> & Pick<SweepImpact, 'tasks' | 'tasksBy'>;
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
  { changes, byOrganization, ...rest }: SweepComparison & Pick<SweepImpact, 'id' | 'at' | 'tasks' | 'tasksBy'>,
): Promise<SweepImpact> => ({
  ...rest,
  byOrganization: await withNames(context, byOrganization),
  changes: changes.filter(isMove).slice(0, mostShown),
  truncated: changes.filter(isMove).length > mostShown,
});

const isMove = ({ change }: SubjectChange): boolean => change !== 'stays';

/** The newest impact of each rule set for this content of a draft, if it was compared with the release in force. */
export const storedImpacts = async (
  context: Context,
  { candidate, draft, content }: SweepsPreview,
): Promise<readonly RuleImpactRow[]> => {
  const rows = await impactsOfDraft(context.storage.read, draft, content);
  const current = rows.filter(({ base }) => base === candidate.parent.id);
  return [...new Map([...current].reverse().map((row) => [row.ruleset, row])).values()];
};
