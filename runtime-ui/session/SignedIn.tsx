import { type ReactNode, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Me } from '../answer/people.ts';
import { api } from '../api.ts';
import { useConnection } from '../frame/connection.ts';
import { go } from '../router.ts';
import { forgetLookups } from '../value/lookup.ts';
import { askWho } from './ask-who.ts';
import { SignIn } from './SignIn.tsx';
import { SessionContext } from './session.ts';

interface SignedInProps {
  /** Where people are after signing out. */
  readonly home: string;
  readonly children: ReactNode;
}

/** The sign-in page, or what is there for whoever is signed in. */
export const SignedIn = ({ home, children }: SignedInProps) => {
  const [me, setMe] = useState<Me | null>();
  const { signedOut } = useConnection();
  useEffect(() => {
    void askWho().then(setMe);
  }, []);
  if (me === undefined) return null;
  const signedIn = (next: Me) => {
    forgetLookups();
    setMe(next);
  };
  const signOut = async () => {
    await api.remove('/session').catch(() => undefined);
    sessionStorage.clear();
    // The place is told at once: without this the page of the former person would be drawn there, and ask the server.
    flushSync(() => setMe(null));
    go(home, { unasked: true });
  };
  // A session that ended under the page: what is on the screen stays, hidden, for the person who signs in again.
  const hidden = me !== null && signedOut;
  return (
    <>
      {(me === null || hidden) && <SignIn signedIn={signedIn} />}
      {me !== null && (
        <div hidden={hidden} key={me.account.id}>
          <SessionContext value={{ me, signOut: () => void signOut() }}>{children}</SessionContext>
        </div>
      )}
    </>
  );
};
