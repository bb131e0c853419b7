import { useState } from 'react';
import { type ApiProblem, api } from '../api.ts';
import { asProblem } from '../use-loaded.ts';

export interface RunDeeds {
  readonly problem: ApiProblem | undefined;
  /** Posts, then loads anew. */
  readonly post: (path: string, body?: unknown) => Promise<void>;
}

/** What is done to runs from a page that shows them. */
export const useRunDeeds = (reload: () => Promise<void>): RunDeeds => {
  const [problem, setProblem] = useState<ApiProblem>();
  const post = async (path: string, body: unknown = {}): Promise<void> => {
    setProblem(undefined);
    try {
      await api.post(path, body);
    } catch (error) {
      setProblem(asProblem(error));
    }
    await reload();
  };
  return { problem, post };
};
