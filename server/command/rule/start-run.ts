import { fileOf } from '#engine/definition/catalog.ts';
import { profileOn } from '#engine/parameter/profile.ts';
import { problem } from '#engine/problem.ts';
import { isCivilDate, toCivilDate } from '#engine/time.ts';
import { requireSystem } from '../../query/require-system.ts';
import { enqueueJob } from '../../storage/jobs.ts';
import { findRuleSwitch, insertRuleRun } from '../../storage/rule-runs.ts';
import type { RuleRunTable } from '../../storage/rule-tables.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../event.ts';
import { runCommand } from '../run-command.ts';
import { idFor, type Unit } from '../unit.ts';

export interface StartRun {
  readonly key: string;
  /** The civil date as of which it decides; today when absent. */
  readonly asOf?: string;
  readonly idempotencyKey?: string;
}

/** Has a rule set decide about all its subjects; the run is a job. */
export const startRun = async (context: Context, { idempotencyKey, ...input }: StartRun): Promise<{ id: string }> => {
  requireSystem(context, 'definitionsEdit');
  const { key, asOf = toCivilDate(context.now) } = input;
  if (!isCivilDate(asOf)) throw problem('invalid-input', { issues: [{ path: '/asOf', code: 'type' }] });
  if (context.catalog.definitions.ruleset.get(key)?.subject === undefined) throw problem('not-found');
  const command = { route: 'start-run', body: input, ...(idempotencyKey !== undefined && { idempotencyKey }) };
  return await runCommand(context, command, async (unit) => {
    if ((await findRuleSwitch(unit.db, key))?.state === 'off')
      throw problem('action-not-available', { issues: [{ path: '', code: 'rule-off', params: { ruleset: key } }] });
    return { id: await queueRun(unit, { ruleset: key, asOf, cause: 'demand' }) };
  });
};

interface QueuedRun {
  /** The release it waits for; the one in force when absent. */
  readonly release?: string;
  readonly ruleset: string;
  readonly asOf: string;
  readonly cause: RuleRunTable['cause'];
}

/** Stores a run and its job in the caller's transaction. */
export const queueRun = async (unit: Unit, { ruleset, asOf, cause, release }: QueuedRun): Promise<string> => {
  const { catalog, now, actor } = unit.context;
  const id = idFor(unit);
  await insertRuleRun(unit.db, {
    id,
    ruleset,
    release: release ?? catalog.release,
    definition: catalog.hashes.get(fileOf(catalog, 'ruleset', ruleset)) ?? '',
    as_of: asOf,
    profile: profileOn(catalog.definitions.parameter, { date: asOf }) ?? null,
    cause,
    state: 'waiting',
    inputs: null,
    subjects: 0,
    hits: 0,
    created: 0,
    changed: 0,
    lapsed: 0,
    started_by: actor.id,
    started_at: now,
    finished_at: null,
    error: null,
  });
  await enqueueJob(unit.db, { kind: 'rule-run', payload: JSON.stringify({ run: id }), at: now });
  unit.jobs = true;
  await appendEvent(unit, {
    type: 'rule.run',
    organization: actor.organization,
    data: { ruleset, run: id, asOf, cause },
  });
  return id;
};
