import { canonicalJson } from '#engine/json.ts';
import { insertOutbox } from '../../storage/outbox.ts';
import { idFor } from '../unit.ts';
import type { RunEffect } from './effect.ts';

/** Announces what happened to whoever listens; it leaves only after the transaction is stored. */
export const emit: RunEffect<'emit'> = async ({ unit, record }, { event }) => {
  const { id, module, root_id: root, organization, state, regime } = record.row;
  await insertOutbox(unit.db, {
    id: idFor(unit),
    topic: event,
    payload: canonicalJson({ event, record: id, module, root, organization, state, regime, at: unit.context.now }),
    created_at: unit.context.now,
  });
};
