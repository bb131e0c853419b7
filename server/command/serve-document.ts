import { problem } from '#engine/problem.ts';
import { isCivilDate, isInstant, toCivilDate, toDay } from '#engine/time.ts';
import type { Context } from './context.ts';
import { mayWorkOn, reachDocument } from './document/reach-document.ts';
import { markServed } from './mark-served.ts';
import { openRecord } from './open-record.ts';
import { runCommand } from './run-command.ts';

export interface ServeDocument {
  readonly id: string;
  /** A civil date or an instant, not in the future. */
  readonly servedAt: string;
  readonly idempotencyKey: string;
}

/** Records when an issued document was served. */
export const serveDocument = async (context: Context, input: ServeDocument): Promise<void> => {
  const { row, record, definition } = await reachDocument(context, input.id);
  await mayWorkOn(context, record, definition.prepare);
  const valid = isCivilDate(input.servedAt) || isInstant(input.servedAt);
  if (!valid || toDay(input.servedAt) > toDay(toCivilDate(context.now)))
    throw problem('invalid-input', { issues: [{ path: '/servedAt', code: 'document.servedAt' }] });
  await runCommand(
    context,
    { route: 'serve-document', idempotencyKey: input.idempotencyKey, body: { id: input.id, servedAt: input.servedAt } },
    async (unit) => {
      await openRecord(unit, { module: row.module, id: row.record_id }, { operation: 'documents' });
      await markServed(unit, { row, organization: record.organization, servedAt: input.servedAt });
    },
  );
};
