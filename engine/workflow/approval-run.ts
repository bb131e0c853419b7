/** One step as it was asked; a step that is asked again after a return is a further row, nothing is overwritten. */
export interface RunStep {
  readonly step: string;
  readonly state: 'waiting' | 'active' | 'done' | 'skipped';
  readonly account: string | null;
  readonly onBehalfOf: string | null;
  readonly result: string | null;
  readonly opinion: string | null;
  readonly at: string | null;
}

/** One sign-off. `ended`: by a declared result, or because the record left the state another way. */
export interface ApprovalRun {
  readonly state: 'open' | 'agreed' | 'returned' | 'recalled' | 'ended';
  readonly result: string | null;
  readonly startedBy: string;
  /** Done and skipped ones, then at most one active, then the waiting ones. */
  readonly steps: readonly RunStep[];
}

export const waitingStep = (step: string): RunStep => ({
  step,
  state: 'waiting',
  account: null,
  onBehalfOf: null,
  result: null,
  opinion: null,
  at: null,
});

export const activeStep = (run: ApprovalRun): RunStep | undefined =>
  run.state === 'open' ? run.steps.find(({ state }) => state === 'active') : undefined;

/** True while nobody has acted yet. */
export const isUntouched = (run: ApprovalRun): boolean => run.steps.every(({ state }) => state !== 'done');
