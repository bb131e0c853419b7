import { useEffect, useState } from 'react';
import { api } from './api.ts';
import { useConnection } from './frame/connection.ts';
import { Frame } from './frame/Frame.tsx';
import { go, useLocation } from './router.ts';
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

/** The cookie by which the server says that somebody has signed in here. */
const signedInMark = 'zhifa_signed_in=1';

const SignedInApp = () => {
  const [me, setMe] = useState<Me | null>();
  const { signedOut } = useConnection();
  useEffect(() => {
    // Nobody is asked who he is where nobody has signed in: the answer would be a refusal.
    if (!document.cookie.includes(signedInMark)) setMe(null);
    else api.get<Me>('/session').then(setMe, () => setMe(null));
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
