import { say } from '../words.ts';
import { SwitchedOff } from './SwitchedOff.tsx';

/** Where a task about a rule set that failed leads to. */
export const SwitchedOffPage = () => (
  <>
    <h1>{say('rules.offTitle')}</h1>
    <SwitchedOff />
  </>
);
