import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useSession } from '../session/session.ts';
import { useLoaded } from '../use-loaded.ts';
import { showInstant } from '../value/show-time.ts';
import { say } from '../words.ts';
import { useConnection } from './connection.ts';
import { loadSafeMode, type SafeMode } from './safe-mode.ts';

interface BannersProps {
  readonly safeModeBanner: ((safeMode: SafeMode) => ReactNode) | undefined;
}

/** What everybody should know whatever the page: safe mode, the shifted clock, a lost connection. */
export const Banners = ({ safeModeBanner = notice }: BannersProps) => {
  const { me } = useSession();
  const { online } = useConnection();
  const { value: safeMode } = useLoaded('safe-mode', loadSafeMode);
  return (
    <>
      {safeMode && safeModeBanner(safeMode)}
      {me.clock && <Alert banner type="info" title={say('frame.clock', { at: showInstant(me.now) })} />}
      {!online && <Alert banner type="warning" role="alert" title={say('offline')} />}
    </>
  );
};

/** Officers can go on working; what is wrong is for those who maintain the definitions. */
const notice = () => <Alert banner type="warning" role="alert" title={say('frame.safeMode')} />;
