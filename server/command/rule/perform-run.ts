import { setImmediate } from 'node:timers/promises';
import { type Catalog, fileOf } from '#engine/definition/catalog.ts';
import { profileOn } from '#engine/parameter/profile.ts';
import { applies } from '#engine/rule/decide.ts';
import type { RuleSet } from '#engine/rule/rule-set.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { undertake, type Watch } from '../../query/undertaking.ts';
import { deleteInputs, findRuleRun, findRuleSwitch, type RuleRunRow, updateRuleRun } from '../../storage/rule-runs.ts';
import type { Context } from '../context.ts';
import { pinClosures } from '../pin-closures.ts';
import { runCommand } from '../run-command.ts';
import { applySubject } from './apply-subject.ts';
import { guarded } from './breaker.ts';
import { failureReason } from './failure-reason.ts';
import { gatherWorks } from './gather-works.ts';
import { goOnAfresh } from './go-on-afresh.ts';
import { holdAgainstImpact } from './hold-against-impact.ts';
import { type Applied, addApplied, createTargets, nothingApplied, type SubjectWork } from './subject-work.ts';

/** Subjects whose outcomes are carried out in one transaction. */
const together = 20;

/**
 * A run from its first subject to its last: everything is evaluated and the inputs stored once, then what differs from
 * what is remembered is carried out. After a crash it begins again, or goes on as another run, and finds done what was done.
 */
export const performRun = async (context: Context, { run: id }: { readonly run: string }): Promise<void> => {
  const { storage, catalog, now } = context;
  const run = await findRuleRun(storage.read, id);
  if (run === undefined || run.finished_at !== null) return;
  const definition = catalog.definitions.ruleset.get(run.ruleset);
  const fail = (error: string) =>
    storage.transact((db) => updateRuleRun(db, id, { state: 'failed', finished_at: now, error }));
  if (definition?.subject === undefined) return void (await fail('the rule set is gone'));
  const off = (await findRuleSwitch(storage.read, run.ruleset))?.state === 'off';
  if (off || !applies(definition as RuleSet, { date: run.as_of })) return void (await fail('the rule set is off'));
  if (run.inputs !== null) return await goOnAfresh(context, run);
  try {
    await undertake(storage, { id, account: run.started_by }, (watch) =>
      guarded(context, definition, () => perform({ ...context, watch }, run, definition)),
    );
    if (run.cause === 'release') await holdAgainstImpact(context, id);
  } catch (error) {
    // Ended by somebody: what was carried out stays, and nothing is tried again.
    if ((await findRuleRun(storage.read, id))?.state === 'cancelled') return;
    await storage.transact((db) => updateRuleRun(db, id, { error: failureReason(error) }));
    throw error;
  }
};

/** The share of a run in which subjects are evaluated; in the rest what differs is carried out. */
const evaluating = 0.6;

type Watched = Context & { readonly watch: Watch };

const perform = async (context: Watched, run: RuleRunRow, definition: RuleSetDefinition): Promise<void> => {
  const { storage, catalog, now } = context;
  const { id } = run;
  const begun = { state: 'running', release: catalog.release, ...versionOf(catalog, run) } as const;
  await storage.transact((db) => updateRuleRun(db, id, begun));
  for (const { module } of createTargets(definition)) await pinClosures(context, module);
  const gathered = await gatherWorks(context, { ...run, ...begun }, definition);
  context.watch.tell(evaluating);
  const { subjects, hits } = gathered;
  await storage.transact(async (db) => {
    await deleteInputs(db, id);
    await updateRuleRun(db, id, { inputs: await gathered.inputs.store(db, id), subjects, hits });
  });
  const applied = await carryOut(context, id, gathered.works);
  context.watch.tell(1);
  await storage.transact((db) => updateRuleRun(db, id, { ...applied, state: 'done', finished_at: now, error: null }));
};

const versionOf = (catalog: Catalog, run: RuleRunRow) => ({
  definition: catalog.hashes.get(fileOf(catalog, 'ruleset', run.ruleset)) ?? '',
  profile: profileOn(catalog.definitions.parameter, { date: run.as_of }) ?? null,
});

/** Carries out what was gathered, some subjects at a time, and says on the run how far it is. */
const carryOut = async (context: Watched, run: string, works: readonly SubjectWork[]): Promise<Applied> => {
  let applied = nothingApplied;
  for (let start = 0; start < works.length; start += together) {
    context.watch.tell(evaluating + (1 - evaluating) * (start / works.length));
    const batch = works.slice(start, start + together);
    const done = await runCommand(context, { route: 'rule-run', body: { run, start } }, async (unit) => {
      let sum = nothingApplied;
      for (const work of batch) sum = addApplied(sum, await applySubject(unit, work));
      return sum;
    });
    applied = addApplied(applied, done);
    await context.storage.transact((db) => updateRuleRun(db, run, { ...applied }));
    await setImmediate();
  }
  return applied;
};
