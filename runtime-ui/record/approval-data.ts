import type { ApprovalChoice } from '../answer/acting.ts';

/** What an approver decides besides the fields of the step's form. */
export interface Verdict {
  readonly result: string;
  readonly opinion: string;
  /** A step to return to; '' for the author. */
  readonly returnTo: string;
  readonly skip: readonly string[];
}

export const firstVerdict = ({ results }: ApprovalChoice): Verdict => ({
  result: (results.find(({ reasons = [] }) => reasons.length === 0) ?? results[0])?.key ?? 'agree',
  opinion: '',
  returnTo: '',
  skip: [],
});

/** An opinion is asked for whenever the answer is not plain agreement, and where the definition says so. */
export const needsOpinion = ({ results }: ApprovalChoice, result: string): boolean =>
  result !== 'agree' || results.find(({ key }) => key === result)?.opinionRequired === true;

/** True where an opinion is needed and not given. */
export const lacksOpinion = (choice: ApprovalChoice | undefined, { result, opinion }: Verdict): boolean =>
  choice !== undefined && needsOpinion(choice, result) && opinion.trim() === '';

/** The members of the action's data that carry the verdict. */
export const verdictData = (verdict: Verdict): Record<string, unknown> => ({
  result: verdict.result,
  ...(verdict.opinion.trim() !== '' && { opinion: verdict.opinion.trim() }),
  ...(verdict.result === 'return' && verdict.returnTo !== '' && { returnTo: verdict.returnTo }),
  ...(verdict.result === 'agree' && verdict.skip.length > 0 && { skip: verdict.skip }),
});
