import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useConnection } from '../../runtime-ui/frame/connection.ts';
import { useSession } from '../../runtime-ui/session/session.ts';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { showInstant } from '../../runtime-ui/value/show-time.ts';
import { RevertDialog } from '../release/RevertDialog.tsx';
import type { ShownFinding } from '../types.ts';
import { say } from '../words.ts';
import { FindingList } from './FindingList.tsx';
import { useRights } from './rights.ts';

interface SafeMode {
  readonly release: string;
  readonly failed: string;
  readonly issues: readonly Omit<ShownFinding, 'message'>[];
}

interface Ready {
  readonly definitions?: { readonly safeMode: SafeMode | null };
}

const loadSafeMode = async (): Promise<SafeMode | null> => {
  const ready = (await (await fetch('/readyz')).json()) as Ready;
  return ready.definitions?.safeMode ?? null;
};

/** What everybody should know whatever the page: safe mode, the shifted clock, a lost connection. */
export const Banners = () => {
  const { me } = useSession();
  const { online } = useConnection();
  const safeMode = useLoaded('safe-mode', loadSafeMode);
  return (
    <>
      {safeMode.value && <SafeModeBanner safeMode={safeMode.value} />}
      {me.clock && <Alert banner type="info" title={say('frame.clock', { at: showInstant(me.now) })} />}
      {!online && <Alert banner type="warning" role="alert" title={say('frame.offline')} />}
    </>
  );
};

/** The pack that is shipped cannot be reverted: there is no release of it yet. */
const shipped = 'shipped';

const SafeModeBanner = ({ safeMode }: { readonly safeMode: SafeMode }) => {
  const { publish } = useRights();
  const [reverting, setReverting] = useState(false);
  const fromShipped = safeMode.failed === shipped;
  return (
    <Alert
      banner
      type="error"
      role="alert"
      title={say(fromShipped ? 'safeMode.shipped' : 'safeMode.title')}
      description={
        <>
          <p>{say(fromShipped ? 'safeMode.shippedHint' : 'safeMode.hint')}</p>
          <FindingList findings={safeMode.issues} limit={5} />
          {publish && !fromShipped && (
            <Button danger onClick={() => setReverting(true)}>
              {say('safeMode.revert')}
            </Button>
          )}
          {reverting && <RevertDialog release={{ id: safeMode.failed }} close={() => setReverting(false)} />}
        </>
      }
    />
  );
};
