import { useState } from 'react';
import type { ApiProblem } from '../../runtime-ui/api.ts';
import { useAction } from '../frame/use-action.ts';

export interface Run<T> {
  readonly value: T | undefined;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly run: () => void;
}

/** Work that is asked for by a button and gives an answer; asking again replaces it. */
export const useRun = <T>(work: () => Promise<T>): Run<T> => {
  const [value, setValue] = useState<T>();
  const { busy, problem, act } = useAction();
  const run = () =>
    void act(async () => {
      setValue(undefined);
      setValue(await work());
    });
  return { value, busy, problem, run };
};
