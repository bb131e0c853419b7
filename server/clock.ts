import { fromMilliseconds, toMilliseconds } from '#engine/time.ts';

/** The moment, ISO UTC. */
export type Clock = () => string;

/** The machine's clock; or, for a demonstration, one that runs on from `start` as the machine's does from `from`. */
export const createClock = (start?: string, from: string = new Date().toISOString()): Clock => {
  const shift = start === undefined ? 0 : toMilliseconds(start) - toMilliseconds(from);
  return () => fromMilliseconds(Date.now() + shift);
};
