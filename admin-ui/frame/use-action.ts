import { useState } from 'react';
import type { ApiProblem } from '../../runtime-ui/api.ts';
import { asProblem } from '../../runtime-ui/use-loaded.ts';

export interface Action {
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  /** Does the work unless other work runs; the answer says whether it succeeded. */
  readonly act: (work: () => Promise<void>) => Promise<boolean>;
}

/** One thing at a time that may be refused. */
export const useAction = (): Action => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const act = async (work: () => Promise<void>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(asProblem(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, act };
};
