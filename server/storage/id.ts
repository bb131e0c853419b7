import { randomBytes } from 'node:crypto';

const digits = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A new identifier: 26 characters, sortable by the millisecond it was made in (48 bits), then 80 random bits. The
 * machine's clock only gives the order on disk; no meaning is read from it.
 */
export const newId = (): string => {
  let time = Date.now();
  let head = '';
  for (let place = 0; place < 10; place += 1) {
    head = digits.charAt(time % 32) + head;
    time = Math.floor(time / 32);
  }
  let tail = '';
  for (const byte of randomBytes(16)) tail += digits.charAt(byte & 31);
  return head + tail;
};
