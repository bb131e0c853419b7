import { insertRow } from '../storage/db.ts';
import type { CustodyTable } from '../storage/service-tables.ts';
import type { Context } from './context.ts';
import { runCommand } from './run-command.ts';
import { idFor } from './unit.ts';

/** A line of the custody log of a file: who had it in hand, how and when. */
export const recordCustody = (
  context: Context,
  { link, action }: { readonly link: string; readonly action: CustodyTable['action'] },
): Promise<void> =>
  runCommand(context, { route: 'record-custody', body: null }, async (unit) => {
    await insertRow(unit.db, 'custody', {
      id: idFor(unit),
      file_link: link,
      action,
      actor: context.actor.id,
      at: context.now,
    });
  });
