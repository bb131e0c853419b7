import type { Envelope } from '#engine/exchange/envelope.ts';
import type { Context } from '../command/context.ts';

/** What the receiving platform answers about a message, or asks for when messages are missing. */
export type Reply =
  | {
      readonly type: 'ended';
      readonly msgId: string;
      readonly state: 'applied' | 'ignored' | 'rejected';
      readonly code: string | null;
    }
  | { readonly type: 'resend'; readonly id: string; readonly remote: string; readonly version: number };

/**
 * Carries messages and replies between platforms. It may lose, double, delay and reorder them; what it loses is sent
 * again, what it doubles is applied once.
 */
export interface Transport {
  readonly deliver: (context: Context, envelope: Envelope) => Promise<void>;
  readonly reply: (context: Context, reply: Reply, platform: string) => Promise<void>;
}
