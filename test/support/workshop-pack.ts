import { filesOf } from './definition-words.ts';
import { copy, onSave } from './workshop/copy.ts';
import { loan } from './workshop/loan.ts';
import { platform } from './workshop/platform.ts';

/** A pack of another trade with everything a workflow can do: lending with sign-offs, copies below a loan, and clocks. */
export const workshopPack = (): Map<string, string> => filesOf([...platform, ...loan, onSave, ...copy]);
