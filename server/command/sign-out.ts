import { endSession } from '../storage/sessions.ts';
import { forgetActor } from './actor-cache.ts';
import type { Context } from './context.ts';
import { appendEvent } from './event.ts';
import { runCommand } from './run-command.ts';

/** Ends the session of a secret; one that has ended already is no fault. */
export const signOut = async (context: Context, { secret }: { readonly secret: string }): Promise<void> => {
  await runCommand(context, { route: 'sign-out', body: null }, async (unit) => {
    const ended = await endSession(unit.db, secret);
    if (ended > 0)
      await appendEvent(unit, { type: 'session.ended', organization: context.actor.organization, data: {} });
  });
  forgetActor(context.storage.read, secret);
};
