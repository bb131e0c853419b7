import { Frame } from './frame/Frame.tsx';
import { useLocation } from './router.ts';
import { SignedIn } from './session/SignedIn.tsx';
import { VerifyPage } from './verify/VerifyPage.tsx';

/** The whole interface: the public page, the sign-in page, or the frame with its pages. */
export const App = () => {
  const { path } = useLocation();
  const verify = /^\/verify\/([^/]+)$/.exec(path)?.[1];
  if (verify !== undefined) return <VerifyPage token={decodeURIComponent(verify)} />;
  return (
    <SignedIn home="/">
      <Frame />
    </SignedIn>
  );
};
