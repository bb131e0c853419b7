import { useCallback, useEffect, useRef, useState } from 'react';
import type { Data } from '../answer/records.ts';
import { ApiProblem, api } from '../api.ts';

type AutosaveState = 'none' | 'waiting' | 'saving' | 'saved' | 'failed';

export interface Autosave {
  readonly state: AutosaveState;
  readonly changed: (data: Data) => void;
  /** Sends at once what waits: the field was left, or the page is hidden. */
  readonly flush: () => void;
  /** Nothing is waiting any more: it was saved for good, or thrown away; with `saved`, only where just that waits. */
  readonly settle: (saved?: Data) => void;
}

const pause = 3000;
const retry = 10_000;

/** No answer, or none that judges what was sent. */
const passes = (error: unknown): boolean => error instanceof ApiProblem && (error.status === 0 || error.status >= 500);

/** Keeps what is typed on the server a moment after the last change, so that it can be gone on with on any computer. */
export const useAutosave = (path: string, form: string, version: { readonly current: number }): Autosave => {
  const [state, setState] = useState<AutosaveState>('none');
  const waiting = useRef<Data | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const data = waiting.current;
    if (data === undefined) return;
    waiting.current = undefined;
    setState('saving');
    api.once('PUT', `${path}/stash`, { form, data, version: version.current }).then(
      () => setState((now) => (now === 'saving' ? 'saved' : now)),
      (error: unknown) => {
        waiting.current ??= data;
        setState('failed');
        clearTimeout(timer.current);
        if (passes(error)) timer.current = setTimeout(flush, retry);
      },
    );
  }, [path, form, version]);
  const changed = useCallback(
    (data: Data) => {
      waiting.current = data;
      setState('waiting');
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, pause);
    },
    [flush],
  );
  const settle = useCallback((saved?: Data) => {
    if (saved !== undefined && JSON.stringify(waiting.current) !== JSON.stringify(saved)) return;
    clearTimeout(timer.current);
    waiting.current = undefined;
    setState('none');
  }, []);
  useEffect(() => {
    const hide = () => {
      if (document.visibilityState === 'hidden') flush();
    };
    document.addEventListener('visibilitychange', hide);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      flush();
    };
  }, [flush]);
  return { state, changed, flush, settle };
};
