import { useEffect, useState } from 'react';
import { api } from './api.ts';
import { useConnection } from './frame/connection.ts';
import { Frame } from './frame/Frame.tsx';
import { go, useLocation } from './router.ts';
import { askWho } from './session/ask-who.ts';
import { SignIn } from './session/SignIn.tsx';
import { SessionContext } from './session/session.ts';
import type { Me } from './types.ts';
import { forgetLookups } from './value/lookup.ts';
import { VerifyPage } from './verify/VerifyPage.tsx';

/** The whole interface: the public page, the sign-in page, or the frame with its pages. */
export const App = () => {
  const { path } = useLocation();
  const verify = /^\/verify\/([^/]+)$/.exec(path)?.[1];
  return verify === undefined ? <SignedInApp /> : <VerifyPage token={decodeURIComponent(verify)} />;
};

const SignedInApp = () => {
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
    setMe(null);
    go('/');
  };
  // A session that ended under the page: what is on the screen stays, hidden, for the person who signs in again.
  const hidden = me !== null && signedOut;
  return (
    <>
      {(me === null || hidden) && <SignIn signedIn={signedIn} />}
      {me !== null && (
        <div hidden={hidden} key={me.account.id}>
          <SessionContext value={{ me, signOut: () => void signOut() }}>
            <Frame />
          </SessionContext>
        </div>
      )}
    </>
  );
};
