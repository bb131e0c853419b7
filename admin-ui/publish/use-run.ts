import { useState } from 'react';
import type { ApiProblem } from '../../runtime-ui/api.ts';
import { useAction } from '../frame/use-action.ts';

export interface Run<T, A extends unknown[] = []> {
  readonly value: T | undefined;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly run: (...how: A) => void;
}

/** Work that is asked for by a button and gives an answer; asking again replaces it. */
export const useRun = <T, A extends unknown[] = []>(work: (...how: A) => Promise<T>): Run<T, A> => {
  const [value, setValue] = useState<T>();
  const { busy, problem, act } = useAction();
  const run = (...how: A) =>
    void act(async () => {
      setValue(undefined);
      setValue(await work(...how));
    });
  return { value, busy, problem, run };
};
