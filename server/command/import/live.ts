/**
 * How far runs are that cannot say so in the database, because all of their rows are one transaction, and which of them
 * somebody has asked to stop. Lives as long as the process, as such a transaction does.
 */
const written = new Map<string, number>();
const asked = new Set<string>();

export const liveRuns = {
  progress: (run: string): number | undefined => written.get(run),
  note: (run: string, rows: number): void => void written.set(run, rows),
  askToStop: (run: string): void => void asked.add(run),
  isAskedToStop: (run: string): boolean => asked.has(run),
  forget: (run: string): void => {
    written.delete(run);
    asked.delete(run);
  },
};
