import { App, Button } from 'antd';
import { useState } from 'react';
import type { Task } from '../answer/acting.ts';
import { api } from '../api.ts';
import { asProblem } from '../use-loaded.ts';
import { say } from '../words.ts';

/** Takes a task that several may do, so that the others need not look at it. */
export const ClaimTask = ({ task, changed }: { readonly task: Task; readonly changed: () => void }) => {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  if (task.claimedBy !== null) return <span>{say('tasks.claimed')}</span>;
  if (task.claimable === false) return null;
  const claim = async () => {
    setBusy(true);
    await api.post(`/tasks/${task.id}/claim`).catch((error) => message.error(asProblem(error).message));
    setBusy(false);
    changed();
  };
  return (
    <Button size="small" loading={busy} onClick={() => void claim()}>
      {say('tasks.claim')}
    </Button>
  );
};
