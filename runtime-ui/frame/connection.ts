import { useSyncExternalStore } from 'react';
import { answered } from '../api.ts';

interface Connection {
  readonly online: boolean;
  readonly signedOut: boolean;
}

let connection: Connection = { online: true, signedOut: false };
const listeners = new Set<() => void>();

const become = (next: Connection): void => {
  if (next.online === connection.online && next.signedOut === connection.signedOut) return;
  connection = next;
  for (const listener of listeners) listener();
  if (!next.online) lookAgain();
};

const pause = 3000;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Asks the lightest thing the server has, again and again, until it answers. */
const look = async (): Promise<void> => {
  if (connection.online) return;
  const answer = await fetch('/healthz').catch(() => undefined);
  if (answer?.ok) become({ ...connection, online: true });
  else lookAgain();
};

const lookAgain = (): void => {
  clearTimeout(waiting);
  waiting = setTimeout(() => void look(), pause);
};

answered.tell = (status) =>
  become({
    online: status !== 0,
    signedOut: status === 401 || (connection.signedOut && (status === 0 || status >= 400)),
  });

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether the last answer came at all, and whether the server has forgotten this session meanwhile. */
export const useConnection = (): Connection => useSyncExternalStore(subscribe, () => connection);

/** Calls back each time the server answers again. */
export const onReturn = (work: () => void): (() => void) => {
  let { online } = connection;
  return subscribe(() => {
    const returned = !online && connection.online;
    online = connection.online;
    if (returned) work();
  });
};
