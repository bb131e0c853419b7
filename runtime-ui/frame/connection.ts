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
};

answered.tell = (status) =>
  become({
    online: status !== 0,
    signedOut: status === 401 || (connection.signedOut && (status === 0 || status >= 400)),
  });

/** Whether the last answer came at all, and whether the server has forgotten this session meanwhile. */
export const useConnection = (): Connection =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => connection,
  );
