import { groupMemory } from './group-memory.ts';
import { PrintError } from './print-error.ts';

export interface Limits {
  readonly deadlineMs: number;
  /** Bytes the process group may hold. */
  readonly memory: number;
  readonly group: number;
}

/** Settles as the work does, unless time or memory run out first; then the work's own end is ignored. */
export const withLimits = async <T>(work: Promise<T>, limits: Limits): Promise<T> => {
  let deadline: NodeJS.Timeout | undefined;
  let watch: NodeJS.Timeout | undefined;
  const exceeded = new Promise<never>((_, reject) => {
    deadline = setTimeout(() => reject(new PrintError('deadline', `${limits.deadlineMs} ms`)), limits.deadlineMs);
    watch = setInterval(() => {
      if (groupMemory(limits.group) > limits.memory) reject(new PrintError('memory', `${limits.memory} bytes`));
    }, 500);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, exceeded]);
  } finally {
    clearTimeout(deadline);
    clearInterval(watch);
  }
};
