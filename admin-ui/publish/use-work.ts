import { useEffect, useState } from 'react';
import { api, newKey } from '../../runtime-ui/api.ts';

/** Long work by the id it was asked for with: how far it is, and its end. */
export interface Work {
  /** For the next piece of work. */
  readonly begin: () => string;
  readonly percent: number;
  readonly cancelled: boolean;
  readonly cancel: () => void;
}

const lookAgain = 700;

/** Looks at work again and again while it goes on. */
export const useWork = (busy: boolean): Work => {
  const [id, setId] = useState('');
  const [percent, setPercent] = useState(0);
  const [cancelled, setCancelled] = useState(false);
  useEffect(() => {
    if (!busy || id === '') return undefined;
    const timer = setInterval(() => {
      api.get<{ going: boolean; percent: number }>(`/works/${id}`).then(
        ({ going, percent: now }) => going && setPercent(now),
        () => undefined,
      );
    }, lookAgain);
    return () => clearInterval(timer);
  }, [busy, id]);
  return {
    percent,
    cancelled,
    begin: () => {
      const key = newKey();
      setId(key);
      setPercent(0);
      setCancelled(false);
      return key;
    },
    cancel: () => {
      setCancelled(true);
      void api.remove(`/works/${id}`);
    },
  };
};
