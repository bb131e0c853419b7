import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { problem } from '#engine/problem.ts';

const tooMany = (verdict: RateLimiterRes | null): void => {
  if (verdict !== null && verdict.remainingPoints <= 0) {
    throw problem('too-many', { retryAfter: Math.ceil(verdict.msBeforeNext / 1000) });
  }
};

/**
 * Bounds failed sign-ins: 10 in ten minutes for a name from one address, 100 for an address. Counting name and address
 * together means a stranger's failures never lock the true person out.
 */
export const boundSignIns = () => {
  const pair = new RateLimiterMemory({ points: 10, duration: 600 });
  const address = new RateLimiterMemory({ points: 100, duration: 600 });
  return {
    allow: async (username: string, ip: string): Promise<void> => {
      tooMany(await pair.get(`${username}\n${ip}`));
      tooMany(await address.get(ip));
    },
    failed: async (username: string, ip: string): Promise<void> => {
      await pair.penalty(`${username}\n${ip}`);
      await address.penalty(ip);
    },
  };
};
