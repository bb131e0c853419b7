import { createContext, use } from 'react';
import type { Me } from '../answer/people.ts';

export interface Session {
  readonly me: Me;
  readonly signOut: () => void;
}

export const SessionContext = createContext<Session | undefined>(undefined);

/** The signed-in person; only below the frame. */
export const useSession = (): Session => {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('no session here');
  return session;
};
