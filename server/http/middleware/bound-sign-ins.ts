import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { problem } from '#engine/problem.ts';

const tooMany = (verdict: RateLimiterRes | null): void => {
  if (verdict !== null && verdict.remainingPoints <= 0) {
    throw problem('too-many', { retryAfter: Math.ceil(verdict.msBeforeNext / 1000) });
  }
};

/** Names that are remembered with the addresses they were tried from. */
const most = 10_000;

/**
 * Bounds failed sign-ins: 10 in ten minutes for a name from one address, 100 for an address. Counting name and address
 * together means a stranger's failures never lock the true person out.
 */
export const boundSignIns = () => {
  /** From where a name was tried in vain. */
  const tried = new Map<string, Set<string>>();
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
      if (tried.size > most) tried.clear();
      tried.set(username, new Set([...(tried.get(username) ?? []), ip]));
    },
    /** Lets a name be tried again from everywhere. */
    forgive: async (username: string): Promise<void> => {
      for (const ip of tried.get(username) ?? []) await pair.delete(`${username}\n${ip}`);
      tried.delete(username);
    },
  };
};

export type SignInBounds = ReturnType<typeof boundSignIns>;
