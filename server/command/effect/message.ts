import { insertMessage } from '../../storage/messages.ts';
import { askedAccounts } from '../asked.ts';
import { idFor } from '../unit.ts';
import type { RunEffect } from './effect.ts';

/** Tells everybody named, each once, however many of the names fit him. */
export const message: RunEffect<'message'> = async ({ unit, record }, { to, text }) => {
  for (const account of await askedAccounts(unit, to, record.subject)) {
    await insertMessage(unit.db, {
      id: idFor(unit),
      account,
      record_id: record.row.id,
      text: JSON.stringify(text),
      at: unit.context.now,
    });
  }
};
