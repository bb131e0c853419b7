import { Input, Modal } from 'antd';
import { useState } from 'react';
import type { AttachedFile } from '../answer/records.ts';
import { type ApiProblem, api, newKey } from '../api.ts';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { asProblem } from '../use-loaded.ts';
import { say } from '../words.ts';

interface RemoveDialogProps {
  readonly file: AttachedFile;
  readonly close: () => void;
  readonly done: () => Promise<void>;
}

/** Takes out a file that was put in by mistake; why is told in its custody log. */
export const RemoveDialog = ({ file, close, done }: RemoveDialogProps) => {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const [key] = useState(newKey);
  const remove = async () => {
    setBusy(true);
    try {
      await api.post(`/files/${file.id}/remove`, { reason }, key);
      close();
      await done();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={say('file.takeOut', { name: file.name })}
      okText={say('files.remove')}
      cancelText={say('cancel')}
      okButtonProps={{ danger: true, loading: busy, disabled: reason.trim() === '' }}
      onCancel={close}
      onOk={() => void remove()}
    >
      {problem && <ShowProblem problem={problem} />}
      <Input.TextArea
        aria-label={say('files.removeReason')}
        placeholder={say('files.removeReason')}
        maxLength={200}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <p className="hint">{say('files.removeHint')}</p>
    </Modal>
  );
};
