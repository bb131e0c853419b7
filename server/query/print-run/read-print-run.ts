import type { Language } from '#engine/message/translate.ts';
import { problem } from '#engine/problem.ts';
import type { Context } from '../../command/context.ts';
import { appendEvent } from '../../command/event.ts';
import { runCommand } from '../../command/run-command.ts';
import type { HandedOut } from '../read-document.ts';
import { presentRun } from './present-run.ts';
import { reachRun } from './reach-run.ts';

/** How far a run is. */
export const readPrintRun = async (context: Context, { id, language }: { readonly id: string; language: Language }) =>
  presentRun(await reachRun(context, id), language);

/** The PDF of a run; that it was handed out is told in the log. @throws Problem not-found while there is none */
export const readPrintRunPdf = async (context: Context, { id }: { readonly id: string }): Promise<HandedOut> => {
  const run = await reachRun(context, id);
  if (run.pdf === null) throw problem('not-found', { issues: [{ path: '', code: 'print.notMade' }] });
  await runCommand(context, { route: 'read-print-run', body: { id } }, (unit) =>
    appendEvent(unit, {
      type: 'print.read',
      organization: run.organization,
      ...(run.record_id !== null && { record: { id: run.record_id, root: run.record_id } }),
      data: { run: run.id, kind: run.kind, volume: run.volume, sha256: run.pdf },
    }),
  );
  return { bytes: await context.services.files.bytes(run.pdf), name: run.title };
};
