import { useSyncExternalStore } from 'react';

const touched = matchMedia('(pointer: coarse)');

const subscribe = (listener: () => void) => {
  touched.addEventListener('change', listener);
  return () => touched.removeEventListener('change', listener);
};

/** True where fingers point: such devices have a camera at hand. */
export const useCamera = (): boolean => useSyncExternalStore(subscribe, () => touched.matches);
