import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

/** Goes to a page of this interface without loading it anew. */
export const go = (path: string): void => {
  history.pushState(null, '', path);
  tell();
  scrollTo(0, 0);
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('popstate', listener);
  };
};

/** The path and query of the page, following back and forward. */
export const useLocation = (): { path: string; query: URLSearchParams } => {
  const href = useSyncExternalStore(subscribe, () => location.pathname + location.search);
  const [path = '/', query = ''] = href.split('?');
  return { path, query: new URLSearchParams(query) };
};
