import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 639px)');

const subscribe = (listener: () => void) => {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
};

/** True on a telephone: rows become cards there. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches);
