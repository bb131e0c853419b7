import { problem } from '#engine/problem.ts';
import type { Storage } from '../storage/storage.ts';

/** Whom long work tells how far it is. */
export interface Watch {
  /**
   * How much is done, from 0 to 1.
   * @throws Problem action-not-available (work-cancelled) once somebody asked for an end
   */
  readonly tell: (part: number) => void;
}

interface Going {
  readonly account: string;
  part: number;
  cancelled: boolean;
}

/** How far work is lies in the memory of the process that does it, and ends with it. */
const all = new WeakMap<Storage, Map<string, Going>>();

const goingOn = (storage: Storage): Map<string, Going> => {
  const known = all.get(storage) ?? new Map<string, Going>();
  all.set(storage, known);
  return known;
};

export interface Undertaking {
  readonly id: string;
  /** Who asked for it. */
  readonly account: string;
}

/** Does work that others may watch and end by its id. */
export const undertake = async <T>(
  storage: Storage,
  { id, account }: Undertaking,
  work: (watch: Watch) => Promise<T>,
): Promise<T> => {
  const going = goingOn(storage);
  const state: Going = { account, part: 0, cancelled: false };
  going.set(id, state);
  const tell = (part: number): void => {
    if (state.cancelled) throw problem('action-not-available', { issues: [{ path: '', code: 'work-cancelled' }] });
    state.part = Math.max(state.part, Math.min(1, part));
  };
  try {
    return await work({ tell });
  } finally {
    going.delete(id);
  }
};

/** Whole percent of work that goes on; undefined for any other. */
export const percentOf = (storage: Storage, id: string): number | undefined => {
  const state = goingOn(storage).get(id);
  return state && Math.floor(state.part * 100);
};

/** Who asked for work that goes on. */
export const askerOf = (storage: Storage, id: string): string | undefined => goingOn(storage).get(id)?.account;

/** Has work end at its next word; false when it does not go on. */
export const endWork = (storage: Storage, id: string): boolean => {
  const state = goingOn(storage).get(id);
  if (state !== undefined) state.cancelled = true;
  return state !== undefined;
};

/** A watch over a piece of the work, from one part of the whole to another. */
export const pieceOf = (watch: Watch | undefined, from: number, to: number): Watch => ({
  tell: (part) => watch?.tell(from + (to - from) * part),
});
