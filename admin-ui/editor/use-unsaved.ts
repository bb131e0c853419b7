import { App } from 'antd';
import { useEffect } from 'react';
import { guardLeaving } from '../../runtime-ui/router.ts';
import { say } from '../words.ts';

/** Asks before the page is left while something on it is not saved. */
export const useUnsaved = (unsaved: boolean): void => {
  const { modal } = App.useApp();
  useEffect(() => {
    if (!unsaved) return;
    return guardLeaving((leave) => {
      modal.confirm({
        title: say('unsaved.title'),
        content: say('unsaved.hint'),
        okText: say('unsaved.leave'),
        okButtonProps: { danger: true },
        cancelText: say('unsaved.stay'),
        onOk: leave,
      });
    });
  }, [unsaved, modal]);
};
