import type { Frame, Run } from './run.ts';

/**
 * How a component stands: `shown` is judged; `kept` (hidden for good, its data kept) and `cleared` (hidden by a
 * condition; only what says clearOnHide false is still there) are not, but faults of reading still count for what stays.
 */
type Standing = 'shown' | 'kept' | 'cleared';

/** Judges one component in one object of the data. `base` is the pointer of `holder`. */
export type Judge = (run: Run, frame: Frame, holder: Record<string, unknown>, base: string, standing: Standing) => void;

/** Names the faults of reading at a pointer; true when there were any. */
export const reportFaults = ({ faults, sink }: Run, path: string): boolean => {
  const found = faults.size === 0 ? undefined : faults.get(path);
  if (found === undefined) return false;
  sink.issues.push(...found);
  return true;
};
