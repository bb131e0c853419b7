import { problem } from '#engine/problem.ts';
import { run } from '../storage/db.ts';
import { updateDocument } from '../storage/documents.ts';
import { voidSealUse } from '../storage/seal-uses.ts';
import type { Context } from './context.ts';
import { mayWorkOn, reachDocument } from './document/reach-document.ts';
import { appendEvent } from './event.ts';
import { openRecord, touchFamily } from './open-record.ts';
import { runCommand } from './run-command.ts';

export interface VoidDocument {
  readonly id: string;
  readonly reason: string;
  readonly idempotencyKey: string;
}

/**
 * Declares a document void, with the reason. Its number is never given again; what was printed stays to be seen. What was
 * served has reached the party and binds: only another document can change or revoke it.
 */
export const voidDocument = async (context: Context, input: VoidDocument): Promise<void> => {
  const { row, record, definition } = await reachDocument(context, input.id);
  await mayWorkOn(context, record, definition.issue);
  const reason = input.reason.trim();
  if (reason.length < 2 || reason.length > 500)
    throw problem('invalid-input', { issues: [{ path: '/reason', code: 'document.voidReason' }] });
  await runCommand(
    context,
    { route: 'void-document', idempotencyKey: input.idempotencyKey, body: { id: input.id, reason } },
    async (unit) => {
      if (row.state === 'voided')
        throw problem('action-not-available', { issues: [{ path: '', code: 'document.alreadyVoided' }] });
      if (row.served_at !== null)
        throw problem('action-not-available', { issues: [{ path: '', code: 'document.served' }] });
      await openRecord(unit, { module: row.module, id: row.record_id }, { operation: 'documents' });
      await updateDocument(unit.db, row, { state: 'voided', void_reason: reason, voided_by: context.actor.id });
      await run(unit.db, "update ledger set state = 'voided', reason = ? where document_id = ?", [reason, row.id]);
      await voidSealUse(unit.db, { document: row.id, by: context.actor.id, at: context.now, reason });
      await touchFamily(unit, row.root_id);
      await appendEvent(unit, {
        type: 'document.voided',
        record: { id: row.record_id, root: row.root_id },
        organization: record.organization,
        data: { document: row.document, id: row.id, number: row.number, reason },
      });
    },
  );
};
