import { Problem } from '#engine/problem.ts';

/** Something that must not be: an action that failed for what was known before, or an error of the server. */
interface WalkFault {
  readonly deed: string;
  readonly state: string;
  readonly who: string;
  readonly reasons: readonly string[];
}

export interface WalkReport {
  /** Actions that were taken. */
  done: number;
  readonly deeds: Record<string, number>;
  /** Refused for what was filled in. */
  readonly refused: Record<string, number>;
  /** Forms that could not be filled in by values alone. */
  readonly unfilled: Record<string, number>;
  readonly entered: Record<string, number>;
  readonly left: Record<string, number>;
  readonly faults: WalkFault[];
}

export const emptyReport = (): WalkReport => ({
  done: 0,
  deeds: {},
  refused: {},
  unfilled: {},
  entered: {},
  left: {},
  faults: [],
});

export const count = (of: Record<string, number>, key: string): void => {
  of[key] = (of[key] ?? 0) + 1;
};

/** What may be wrong in what was filled in; anything else was known when the action was offered. */
const ofFilling = new Set([
  'workflow.ruleBlocks',
  'workflow.ruleUnknown',
  'correct.nothing',
  'correct.secret',
  'correct.kept',
]);

interface Attempted {
  readonly deed: string;
  readonly state: string;
  readonly who: string;
  /** Whether something was filled in. */
  readonly typed: boolean;
}

/** Notes a refusal, or a fault where it was for what was known, or no refusal at all. */
export const judge = (report: WalkReport, error: unknown, { typed, ...at }: Attempted): void => {
  if (!(error instanceof Problem)) {
    report.faults.push({ ...at, reasons: [error instanceof Error ? (error.stack ?? error.message) : String(error)] });
    return;
  }
  const wrong = error.issues.filter(({ code, path }) => !(typed && (ofFilling.has(code) || path !== '')));
  const codes = error.issues.map(
    ({ code, path, params }) =>
      `${code} ${path} ${JSON.stringify(params?.key ?? params?.message ?? params?.document ?? '')}`,
  );
  if (wrong.length > 0 || error.issues.length === 0) report.faults.push({ ...at, reasons: [error.slug, ...codes] });
  else for (const code of codes) count(report.refused, `${at.deed}: ${code}`);
};
