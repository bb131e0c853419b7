import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiProblem } from './api.ts';
import { onReturn } from './frame/connection.ts';

export interface Loaded<T> {
  readonly value: T | undefined;
  readonly problem: ApiProblem | undefined;
  readonly loading: boolean;
  readonly reload: () => Promise<void>;
}

export const asProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : new ApiProblem(-1, 'internal', String((error as Error)?.message ?? error), []);

interface Kept<T> {
  readonly key: string;
  readonly value?: T;
  readonly problem?: ApiProblem;
}

/** Loads a value whenever the key changes; what was loaded for another key is never shown. A reload keeps the old value on screen; what the network refused is loaded when the server is back. */
export const useLoaded = <T>(key: string, load: () => Promise<T>): Loaded<T> => {
  const [kept, keep] = useState<Kept<T>>({ key: '' });
  const [loading, setLoading] = useState(true);
  const latest = useRef({ key, load });
  latest.current = { key, load };
  const reload = useCallback(async () => {
    const asked = latest.current;
    setLoading(true);
    const found = await asked.load().then(
      (value): Kept<T> => ({ key: asked.key, value }),
      (error): Kept<T> => ({ key: asked.key, problem: asProblem(error) }),
    );
    if (latest.current.key !== asked.key) return;
    keep(found);
    setLoading(false);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the answer changes
  useEffect(() => void reload(), [key, reload]);
  const cutOff = kept.key === key && kept.problem?.status === 0;
  useEffect(() => (cutOff ? onReturn(() => void reload()) : undefined), [cutOff, reload]);
  const current = kept.key === key ? kept : undefined;
  return { value: current?.value, problem: current?.problem, loading: loading || current === undefined, reload };
};

/** Loads anew, under what is on the screen, whenever the stamp changes. */
export const useReloadedOn = <T>(stamp: string, loaded: Loaded<T>): Loaded<T> => {
  const { reload } = loaded;
  const seen = useRef(stamp);
  useEffect(() => {
    if (seen.current === stamp) return;
    seen.current = stamp;
    void reload();
  }, [stamp, reload]);
  return loaded;
};
