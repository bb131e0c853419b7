import type { Context } from '../command/context.ts';
import { applyInbox } from './apply-inbox.ts';
import { dispatch } from './dispatch.ts';
import { loopback } from './loopback.ts';
import type { Transport } from './transport.ts';

/** Sends and applies until nothing moves any more. */
export const pumpExchange = async (context: Context, transport: Transport = loopback): Promise<void> => {
  for (;;) {
    const sent = await dispatch(context, transport);
    const applied = await applyInbox(context, transport);
    if (sent + applied === 0) return;
  }
};
