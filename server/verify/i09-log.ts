import { type EventRow, eventHash } from '../storage/events.ts';
import { eventLog } from '../storage/sealer.ts';
import { findInLog } from './sealed-log.ts';
import type { Invariant } from './world.ts';

export const i09: Invariant = {
  id: 'I9',
  title: 'every event is as it was written, and the blocks hold all of them in order',
  find: ({ db }) => findInLog<EventRow>(db, eventLog, (event) => eventHash(event) === event.hash),
};
