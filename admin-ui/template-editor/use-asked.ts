import { useEffect, useState } from 'react';
import type { ApiProblem } from '../../runtime-ui/api.ts';
import { asProblem } from '../../runtime-ui/use-loaded.ts';
import type { PaperQuestion } from './paper-api.ts';

export interface Asked<T> {
  /** The last one that could be printed. */
  readonly shown: T | undefined;
  readonly busy: boolean;
  /** Why the newest text could not be. */
  readonly problem: ApiProblem | undefined;
  readonly stopped: boolean;
  readonly stop: () => void;
  readonly again: () => void;
}

/** How long typing rests before a page is printed anew, in milliseconds. */
const rest = 500;

/**
 * The pages of a paper, printed again when what they are made of has changed and rested; what is not waited for any more is
 * dropped. While a text is `broken` the last sound page stays.
 */
export const useAsked = <T>(
  ask: (question: PaperQuestion, signal: AbortSignal) => Promise<T>,
  question: PaperQuestion | undefined,
  broken: boolean,
): Asked<T> => {
  const [shown, setShown] = useState<T>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [stopped, setStopped] = useState(false);
  const [round, setRound] = useState(0);
  const asked = JSON.stringify(question);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is compared by what it says; a round asks again
  useEffect(() => {
    if (question === undefined || broken || stopped) return undefined;
    const ending = new AbortController();
    const work = async () => {
      setBusy(true);
      try {
        setShown(await ask(question, ending.signal));
        setProblem(undefined);
      } catch (error) {
        if (!ending.signal.aborted) setProblem(asProblem(error));
      } finally {
        if (!ending.signal.aborted) setBusy(false);
      }
    };
    const timer = setTimeout(() => void work(), shown === undefined ? 0 : rest);
    return () => {
      clearTimeout(timer);
      ending.abort();
      setBusy(false);
    };
  }, [asked, broken, stopped, round]);
  return {
    shown,
    busy,
    problem: broken ? undefined : problem,
    stopped,
    stop: () => setStopped(true),
    again: () => {
      setStopped(false);
      setRound(round + 1);
    },
  };
};
