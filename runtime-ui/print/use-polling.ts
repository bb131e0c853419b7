import { useEffect } from 'react';

const every = 1200;

/** Loads again and again while something is under way. */
export const usePolling = (going: boolean, reload: () => Promise<void>): void => {
  useEffect(() => {
    if (!going) return undefined;
    const timer = setInterval(() => void reload(), every);
    return () => clearInterval(timer);
  }, [going, reload]);
};
