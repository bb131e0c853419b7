import { useSyncExternalStore } from 'react';

/** Asked before a page is left that holds what nobody has saved; `leave` goes on. */
type Guard = (leave: () => void) => void;

const listeners = new Set<() => void>();
const here = (): string => location.pathname + location.search;
let shown = here();
let guard: Guard | undefined;

const tell = () => {
  shown = here();
  for (const listener of listeners) listener();
};

const enter = (path: string, keepPlace: boolean): void => {
  history.pushState(null, '', path);
  tell();
  if (!keepPlace) scrollTo(0, 0);
};

interface Going {
  readonly keepPlace?: boolean;
  /** True after a save: nothing is lost, so nobody is asked. */
  readonly unasked?: boolean;
}

/** Goes to a page of this interface without loading it anew. */
export const go = (path: string, { keepPlace = false, unasked = false }: Going = {}): void => {
  if (guard === undefined || unasked) enter(path, keepPlace);
  else guard(() => enter(path, keepPlace));
};

// Back and forward have changed the address before anybody could ask: it is put back while the person decides.
addEventListener('popstate', () => {
  if (guard === undefined) return tell();
  const wanted = here();
  history.pushState(null, '', shown);
  guard(() => enter(wanted, false));
});

const askBrowser = (event: BeforeUnloadEvent) => event.preventDefault();

/** From now on leaving the page is asked about first, in the page and by the browser; the answer ends that. */
export const guardLeaving = (ask: Guard): (() => void) => {
  guard = ask;
  addEventListener('beforeunload', askBrowser);
  return () => {
    if (guard === ask) guard = undefined;
    removeEventListener('beforeunload', askBrowser);
  };
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** The path and query of the page, following back and forward. */
export const useLocation = (): { path: string; query: URLSearchParams } => {
  const href = useSyncExternalStore(subscribe, here);
  const mark = href.indexOf('?');
  const path = mark < 0 ? href : href.slice(0, mark);
  return { path, query: new URLSearchParams(mark < 0 ? '' : href.slice(mark + 1)) };
};
