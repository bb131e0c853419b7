import { randomFillSync } from 'node:crypto';
import { toMilliseconds } from '#engine/time.ts';

const digits = '0123456789abcdefghjkmnpqrstvwxyz';
const tailLength = 16;

const pool = new Uint8Array(4096);
let used = pool.length;

/** Asking the generator for few bytes costs as much as for many. Bytes are given once. */
const randomBytes = (count: number): Uint8Array => {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  return pool.slice(used - count, used);
};

let lastNow = '';
let lastTime = -1;
let lastTail: number[] = [];

/**
 * A new identifier: 26 characters, the first ten the millisecond of `now`, the others random. Identifiers made one after
 * the other in one millisecond sort in the order they were made.
 */
export const newId = (now: string): string => {
  const time = now === lastNow ? lastTime : toMilliseconds(now);
  lastNow = now;
  lastTail = time === lastTime ? next(lastTail) : [...randomBytes(tailLength)].map((byte) => byte & 31);
  lastTime = time;
  return head(time) + lastTail.map((digit) => digits.charAt(digit)).join('');
};

const head = (time: number): string => {
  let text = '';
  let rest = time;
  for (let place = 0; place < 10; place += 1) {
    text = digits.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
};

/** One higher, with a random step in the last place so that identifiers cannot be guessed from each other. */
const next = (tail: readonly number[]): number[] => {
  const result = [...tail];
  let carry = 1 + ((randomBytes(1)[0] ?? 0) & 15);
  for (let place = tailLength - 1; place >= 0 && carry > 0; place -= 1) {
    const sum = (result[place] ?? 0) + carry;
    result[place] = sum & 31;
    carry = sum >> 5;
  }
  return result;
};
