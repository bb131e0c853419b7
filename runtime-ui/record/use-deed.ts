import { type RefObject, useRef, useState } from 'react';
import { type ApiIssue, type ApiProblem, newKey } from '../api.ts';
import type { FormHandle } from '../form/FormBox.tsx';
import { asProblem } from '../use-loaded.ts';

export interface Deed {
  readonly busy: boolean;
  /** Faults with a place, shown at their fields and in a list. */
  readonly issues: readonly ApiIssue[];
  /** A refusal without places. */
  readonly problem: ApiProblem | undefined;
  readonly show: (issues: readonly ApiIssue[]) => void;
  /** What is sent next is another deed. */
  readonly again: () => void;
  /** Runs one at a time; a second click while it runs does nothing. */
  readonly run: (work: (key: string) => Promise<void>) => Promise<void>;
}

/** The issues of an action's data, whose pointers begin at the body, as pointers into the form. */
const inForm = (issue: ApiIssue): ApiIssue => ({ ...issue, path: issue.path.replace(/^\/data(?=\/|$)/, '') });

/**
 * Something sent once: one key for one opening of the dialog, so that a repeated click or a repeated sending is the same
 * deed. A refusal ends it, for what is tried next is another one; without an answer it may have been done.
 */
export const useDeed = (box?: RefObject<FormHandle | null>): Deed => {
  const key = useRef(newKey());
  const going = useRef(false);
  const [busy, setBusy] = useState(false);
  const [issues, setIssues] = useState<readonly ApiIssue[]>([]);
  const [problem, setProblem] = useState<ApiProblem>();
  const show = (found: readonly ApiIssue[]) => {
    const own = found.map(inForm);
    setIssues(own);
    box?.current?.show(own);
  };
  const run = async (work: (key: string) => Promise<void>) => {
    if (going.current) return;
    going.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      await work(key.current);
    } catch (error) {
      const found = asProblem(error);
      if (found.status > 0) key.current = newKey();
      show(found.issues);
      setProblem(found.issues.length === 0 ? found : undefined);
    } finally {
      going.current = false;
      setBusy(false);
    }
  };
  const again = () => {
    key.current = newKey();
  };
  return { busy, issues, problem, show, again, run };
};
