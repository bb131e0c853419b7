import { Modal } from 'antd';
import { useState } from 'react';
import { api, newKey } from '../../runtime-ui/api.ts';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { NoteField } from '../frame/NoteField.tsx';
import { useAction } from '../frame/use-action.ts';
import { say } from '../words.ts';

interface RevertDialogProps {
  readonly release: { readonly id: string; readonly number?: number };
  readonly close: () => void;
}

/** Publishes a new release that takes back what one changed. */
export const RevertDialog = ({ release, close }: RevertDialogProps) => {
  const [note, setNote] = useState('');
  const [key] = useState(newKey);
  const { busy, problem, act } = useAction();
  const revert = () =>
    act(async () => {
      await api.post(`/releases/${encodeURIComponent(release.id)}/revert`, { note: note.trim() }, key);
      // Everything on the screen was made from the definitions that are no longer in force.
      location.assign('/admin/releases');
    });
  return (
    <Modal
      open
      title={release.number === undefined ? say('revert.failed') : say('revert.title', { number: release.number })}
      okText={say('revert.run')}
      okButtonProps={{ danger: true, disabled: note.trim() === '', loading: busy }}
      onOk={() => void revert()}
      onCancel={close}
    >
      {problem && <ShowProblem problem={problem} />}
      <p>{say('revert.hint')}</p>
      <NoteField id="revert-note" label={say('revert.note')} value={note} change={setNote} />
    </Modal>
  );
};
