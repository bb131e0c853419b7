import { addHours } from '../time.ts';

const pauses = [1 / 60, 5 / 60, 0.5, 2, 12];

/** When a message that was sent `attempts` times and not answered is sent again; undefined: it is given up. */
export const retryAt = (now: string, attempts: number): string | undefined => {
  const hours = pauses[attempts - 1];
  return hours === undefined ? undefined : addHours(now, hours);
};
