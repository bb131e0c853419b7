import { App } from 'antd';
import { useEffect } from 'react';
import { guardLeaving } from '../../runtime-ui/router.ts';
import { say } from '../words.ts';

/**
 * Asks before the page is left while something on it is not saved. Where it can be saved, that is done instead, and people
 * are asked only when it fails.
 */
export const useUnsaved = (unsaved: boolean, saveFirst?: () => Promise<boolean>): void => {
  const { modal } = App.useApp();
  useEffect(() => {
    if (!unsaved) return;
    const ask = (leave: () => void) => {
      modal.confirm({
        title: say('unsaved.title'),
        content: say('unsaved.hint'),
        okText: say('unsaved.leave'),
        okButtonProps: { danger: true },
        cancelText: say('unsaved.stay'),
        onOk: leave,
      });
    };
    return guardLeaving((leave) => {
      if (saveFirst === undefined) return ask(leave);
      void saveFirst().then((saved) => (saved ? leave() : ask(leave)));
    });
  }, [unsaved, saveFirst, modal]);
};
