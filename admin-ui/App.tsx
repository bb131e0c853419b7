import { useEffect, useState } from 'react';
import { api } from '../runtime-ui/api.ts';
import { useConnection } from '../runtime-ui/frame/connection.ts';
import { askWho } from '../runtime-ui/session/ask-who.ts';
import { SignIn } from '../runtime-ui/session/SignIn.tsx';
import { SessionContext } from '../runtime-ui/session/session.ts';
import type { Me } from '../runtime-ui/types.ts';
import { AdminFrame } from './frame/AdminFrame.tsx';

/** The officers' sign-in page, or the frame with its pages. */
export const App = () => {
  const [me, setMe] = useState<Me | null>();
  const { signedOut } = useConnection();
  useEffect(() => {
    void askWho().then(setMe);
  }, []);
  if (me === undefined) return null;
  const signOut = async () => {
    await api.remove('/session').catch(() => undefined);
    setMe(null);
  };
  // A session that ended under the page: what is on the screen stays, hidden, for the person who signs in again.
  const hidden = me !== null && signedOut;
  return (
    <>
      {(me === null || hidden) && <SignIn signedIn={setMe} />}
      {me !== null && (
        <div hidden={hidden} key={me.account.id}>
          <SessionContext value={{ me, signOut: () => void signOut() }}>
            <AdminFrame />
          </SessionContext>
        </div>
      )}
    </>
  );
};
