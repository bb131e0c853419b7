import { problem } from '#engine/problem.ts';
import { holdsSystem } from '../../query/require-system.ts';
import { asJson } from '../../storage/db.ts';
import { findDocument } from '../../storage/documents.ts';
import { findJob, retryJob } from '../../storage/jobs.ts';
import type { Context } from '../context.ts';
import { runCommand } from '../run-command.ts';

/** Has a numbered paper rendered again that could not be: by who issued it, or who keeps the platform running. */
export const retryRender = async (context: Context, { job: id }: { readonly job: string }): Promise<void> => {
  const job = await findJob(context.storage.read, id);
  const paper =
    job?.kind === 'render'
      ? await findDocument(context.storage.read, asJson<{ document: string }>(job.payload).document)
      : undefined;
  const own = paper?.issued_by === context.actor.id || holdsSystem(context, 'operations');
  if (job === undefined || paper === undefined || !own) throw problem('not-found');
  if (job.state !== 'failed' && job.state !== 'waiting')
    throw problem('action-not-available', { issues: [{ path: '', code: 'print.notEnded' }] });
  await runCommand(context, { route: 'retry-render', body: { id } }, async (unit) => {
    await retryJob(unit.db, id, context.now);
    unit.jobs = true;
  });
};
