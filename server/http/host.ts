import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Actor, Context, Origin } from '#server/command/context.ts';

/** What the composition root lends to the HTTP layer. */
export interface HttpHost {
  readonly production: boolean;
  readonly publicUrl: string | undefined;
  readonly trustProxy: boolean;
  /** Folder with the two built interfaces. */
  readonly interfaces: string;
  /** The start of a shifted clock, shown as a banner. */
  readonly shiftedClock: string | undefined;
  readonly now: () => string;
  readonly actorOf: (secret: string) => Promise<Actor | undefined>;
  readonly context: (actor: Actor | undefined, requestId: string, origin: Origin) => Promise<Context>;
  readonly readiness: () => Promise<{ ready: boolean; [part: string]: unknown }>;
  readonly metrics: () => Promise<string>;
  readonly report: (error: unknown, requestId: string) => void;
  /** Hands a resumable upload to the tus server; the answer is written by it. */
  readonly upload: (request: IncomingMessage, response: ServerResponse, actor: Actor) => Promise<void>;
}
