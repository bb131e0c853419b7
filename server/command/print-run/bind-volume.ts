import { titleUnder } from '#engine/definition/under-regime.ts';
import { canonicalJson } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import { claimParts } from '../../query/dossier/claim-parts.ts';
import { planVolume } from '../../query/dossier/plan-volume.ts';
import { type ReachedVolume, reachVolume, rightsOver } from '../../query/dossier/reach-dossier.ts';
import type { RecordKey } from '../../query/read-record.ts';
import { type PrintRunRow, runsOfVolume } from '../../storage/print-runs.ts';
import type { Context } from '../context.ts';
import { runCommand } from '../run-command.ts';
import { newPrintRun, storePrintRun } from './store-print-run.ts';

export interface BindVolume extends RecordKey {
  readonly dossier: string;
  readonly volume: string;
  readonly idempotencyKey?: string;
}

/** What lies in a volume now, and what was bound of it for people who see as much. */
const volumeNow = async (context: Context, { record, dossier, volume, kept }: ReachedVolume) => {
  const claimed = (await claimParts(context, record, dossier)).find((one) => one.volume.key === volume.key);
  if (claimed === undefined) throw problem('not-found');
  const { plan, content } = await planVolume(context, record, claimed, kept);
  const rights = rightsOver(context, dossier);
  const runs = await runsOfVolume(context.storage.read, {
    record: record.id,
    dossier: dossier.key,
    volume: volume.key,
  });
  return { plan, content, rights, runs: runs.filter((run) => run.rights === rights) };
};

/** A run that makes, or has made, the same. */
const alike = (runs: readonly PrintRunRow[], content: string): PrintRunRow | undefined =>
  runs.find((run) => run.content === content && ['waiting', 'running', 'done'].includes(run.state));

/** Has a volume bound, as this person may see it. Where the same is bound, or being bound, already, that is the answer. */
export const bindVolume = async (
  context: Context,
  { idempotencyKey, ...input }: BindVolume,
): Promise<{ readonly id: string }> => {
  const reached = await reachVolume(context, input);
  const { record, dossier, volume } = reached;
  const { plan, content, rights, runs } = await volumeNow(context, reached);
  if (plan.pieces.length === 0 && plan.media.length === 0)
    throw problem('action-not-available', { issues: [{ path: '', code: 'print.volumeEmpty' }] });
  const there = alike(runs, content);
  const command = { route: 'bind-volume', body: input, ...(idempotencyKey !== undefined && { idempotencyKey }) };
  const title = `${record.title} ${titleUnder(volume, record.regime).zh}`;
  return await runCommand(context, command, async (unit) => {
    if (there !== undefined) return { id: there.id };
    const run = newPrintRun(context, {
      kind: 'volume',
      title,
      record_id: record.id,
      module: record.module,
      dossier: dossier.key,
      volume: volume.key,
      organization: record.organization,
      plan: canonicalJson(plan),
      content,
      rights,
      total: plan.pieces.length,
    });
    return {
      id: await storePrintRun(unit, run, { id: record.id, root: record.root_id }),
    };
  });
};
