import { performance } from 'node:perf_hooks';
import { toCivilDate } from '#engine/time.ts';
import type { Db } from '../storage/db.ts';
import type { Actor } from './context.ts';

interface Known {
  readonly actor: Actor;
  /** The machine's own milliseconds; a clock that is moved does not matter. */
  readonly until: number;
  readonly day: string;
  readonly expires: string;
}

/** A closed account, a role taken away or a session ended elsewhere is noticed after this long at the latest. */
const lifetime = 1000;
const most = 10_000;

const caches = new WeakMap<Db, Map<string, Known>>();

const cacheOf = (db: Db): Map<string, Known> => {
  const known = caches.get(db) ?? new Map<string, Known>();
  caches.set(db, known);
  return known;
};

/** Who carried this secret within the last second, on the same day. */
export const recallActor = (db: Db, secret: string, now: string): Actor | undefined => {
  const known = cacheOf(db).get(secret);
  const holds = known && performance.now() < known.until && now < known.expires && toCivilDate(now) === known.day;
  return holds ? known.actor : undefined;
};

export const rememberActor = (db: Db, secret: string, known: { actor: Actor; now: string; expires: string }): void => {
  const cache = cacheOf(db);
  if (cache.size >= most) cache.clear();
  const { actor, now, expires } = known;
  cache.set(secret, { actor, expires, day: toCivilDate(now), until: performance.now() + lifetime });
};

export const forgetActor = (db: Db, secret: string): void => void cacheOf(db).delete(secret);
