import { updateDocument } from '../../storage/documents.ts';
import { numbersOf, voidNumber } from '../../storage/numbers.ts';
import { voidSealUse } from '../../storage/seal-uses.ts';
import { appendEvent } from '../event.ts';
import type { EffectWork, RunEffect } from './effect.ts';
import { valueFrom } from './value-source.ts';

/**
 * The record's numbers and the documents issued on it become void. Nothing is given again or taken away: the ledger
 * keeps them with the reason, and so do the documents.
 */
export const voidNumbers: RunEffect<'void'> = async (work, effect) => {
  const said = await valueFrom(work, effect.reason);
  const reason = typeof said === 'string' && said.trim() !== '' ? said.trim() : 'record.voided';
  const { unit, record } = work;
  for (const number of await numbersOf(unit.db, record.row.id))
    if (number.state !== 'voided') await voidNumber(unit.db, number.id, reason);
  await voidDocuments(work, reason);
};

const voidDocuments = async ({ unit, record }: EffectWork, reason: string): Promise<void> => {
  const issued = await unit.db
    .selectFrom('document')
    .selectAll()
    .where('record_id', '=', record.row.id)
    .where('state', 'in', ['numbered', 'rendering', 'issued'])
    .execute();
  for (const row of issued) {
    const by = unit.context.actor.id;
    await updateDocument(unit.db, row, { state: 'voided', void_reason: reason, voided_by: by });
    await unit.db.updateTable('ledger').set({ state: 'voided', reason }).where('document_id', '=', row.id).execute();
    await voidSealUse(unit.db, { document: row.id, by, at: unit.context.now, reason });
    await appendEvent(unit, {
      type: 'document.voided',
      record: { id: row.record_id, root: row.root_id },
      organization: record.row.organization,
      data: { document: row.document, id: row.id, number: row.number, reason },
    });
  }
};
