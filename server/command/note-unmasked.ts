import { reachRecord } from '../query/read-record.ts';
import type { Context } from './context.ts';
import { appendEvent } from './event.ts';
import { runCommand } from './run-command.ts';

/** Tells in the log that somebody read what a record keeps secret. */
export const noteUnmasked = async (
  context: Context,
  { module, id }: { readonly module: string; readonly id: string },
): Promise<void> => {
  const record = await reachRecord(context, { module, id });
  await runCommand(context, { route: 'note-unmasked', body: null }, async (unit) => {
    await appendEvent(unit, {
      type: 'record.unmasked',
      record: { id, root: record.root_id },
      organization: record.organization,
      data: { module },
    });
  });
};
