import { canonicalJson, setPath } from '#engine/json.ts';
import { Problem, problem } from '#engine/problem.ts';
import { asJson, insertRow } from '../storage/db.ts';
import { actByPlatform } from './act-by-platform.ts';
import { type Context, machine } from './context.ts';
import { hashJson } from './hash.ts';
import { keepBalances } from './keep-balances.ts';
import { openUnit, type Unit } from './unit.ts';

export interface CommandKey {
  /** Name of the command. */
  readonly route: string;
  /** From the caller, one for each intention; absent for what machines do. */
  readonly idempotencyKey?: string;
  readonly body: unknown;
}

/**
 * The gateway every command passes: one transaction, in which the answer is remembered under the caller's key. The same
 * key with the same body gives the stored answer and changes nothing; with another body it is refused. The answer holds
 * ids only: what they stand for is read again under today's rights.
 */
export const runCommand = async <T>(
  context: Context,
  command: CommandKey,
  work: (unit: Unit) => Promise<T>,
): Promise<T> => {
  const key = command.idempotencyKey;
  const body = hashJson(command.body);
  let unit: Unit | undefined;
  try {
    const result = await context.storage.transact(async (db) => {
      unit = openUnit(db, context);
      const answer = await work(unit);
      await doWanted(unit);
      await keepAll(unit);
      if (key !== undefined) await remember(unit, { route: command.route, key, body }, answer);
      return answer;
    });
    if (unit?.jobs) context.services.wake();
    return result;
  } catch (error) {
    // A repeated command fails on what its first run did, so the stored answer is asked for only then.
    if (!(error instanceof Problem) || key === undefined) throw error;
    return await recall<T>(context, { route: command.route, key, body }, error);
  }
};

/** Records that move each other on without end are followed this far. */
const furthest = 200;

const doWanted = async (unit: Unit): Promise<void> => {
  for (const [done, { module, id, action, data, by }] of unit.acts.entries()) {
    if (done >= furthest) throw problem('action-not-available', { issues: [{ path: '', code: 'workflow.endless' }] });
    // What is asked of a record may hang on its sums.
    await keepAll(unit);
    const change = (own: Record<string, unknown>) =>
      Object.entries(data).reduce((written, [field, value]) => setPath(written, field, value), own);
    // The log names the platform: the person was asked for his own act, not for this one.
    const own: Unit = { ...unit, context: { ...unit.context, actor: machine } };
    await actByPlatform(own, { module, id }, { action, change, told: { by } });
    unit.jobs ||= own.jobs;
  }
};

const keepAll = async (unit: Unit): Promise<void> => {
  const own: Unit = { ...unit, context: { ...unit.context, actor: machine } };
  await keepBalances(own);
  unit.jobs ||= own.jobs;
};

interface Remembered {
  readonly route: string;
  readonly key: string;
  readonly body: string;
}

const remember = (unit: Unit, { route, key, body }: Remembered, answer: unknown): Promise<void> =>
  insertRow(unit.db, 'idempotency', {
    actor: unit.context.actor.id,
    route,
    key,
    body,
    status: 200,
    reference: canonicalJson(answer ?? null),
    at: unit.context.now,
  });

const recall = async <T>(context: Context, { route, key, body }: Remembered, error: Problem): Promise<T> => {
  const row = await context.storage.read
    .selectFrom('idempotency')
    .select(['body', 'reference'])
    .where('actor', '=', context.actor.id)
    .where('route', '=', route)
    .where('key', '=', key)
    .executeTakeFirst();
  if (row === undefined) throw error;
  if (row.body !== body) throw problem('idempotency-mismatch');
  return asJson<T>(row.reference);
};
