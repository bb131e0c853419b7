import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { SafeMode } from '../../runtime-ui/frame/safe-mode.ts';
import { RevertDialog } from '../release/RevertDialog.tsx';
import { say } from '../words.ts';
import { FindingList } from './FindingList.tsx';
import { useRights } from './rights.ts';

/** The pack that is shipped cannot be reverted: there is no release of it yet. */
const shipped = 'shipped';

/** Says which findings keep the newest definitions from being used, and offers the way back. */
export const SafeModeBanner = ({ safeMode }: { readonly safeMode: SafeMode }) => {
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
