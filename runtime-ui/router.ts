import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

/** Goes to a page of this interface without loading it anew. */
export const go = (path: string, { keepPlace = false }: { readonly keepPlace?: boolean } = {}): void => {
  history.pushState(null, '', path);
  tell();
  if (!keepPlace) scrollTo(0, 0);
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
  const mark = href.indexOf('?');
  const path = mark < 0 ? href : href.slice(0, mark);
  return { path, query: new URLSearchParams(mark < 0 ? '' : href.slice(mark + 1)) };
};
