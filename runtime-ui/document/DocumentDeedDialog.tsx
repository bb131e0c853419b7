import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { toCivilDate } from '#engine/time.ts';
import type { PaperDocument } from '../answer/records.ts';
import { api } from '../api.ts';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { useReturnFocus } from '../frame/use-return-focus.ts';
import { IssueList } from '../record/IssueList.tsx';
import { useDeed } from '../record/use-deed.ts';
import { useSession } from '../session/session.ts';
import { DayInput } from '../value/DayInput.tsx';
import { say } from '../words.ts';

export type DocumentDeed = 'issue' | 'serve' | 'void';

interface DocumentDeedDialogProps {
  readonly deed: DocumentDeed;
  readonly document: PaperDocument;
  readonly close: () => void;
  readonly refresh: () => Promise<void>;
}

/** Asks once more, and does it. It closes when it is done or given up, never by a click beside it. */
export const DocumentDeedDialog = ({ deed, document, close, refresh }: DocumentDeedDialogProps) => {
  useReturnFocus();
  const { me } = useSession();
  const { message } = App.useApp();
  const [servedAt, setServedAt] = useState(() => toCivilDate(me.now));
  const [reason, setReason] = useState('');
  const sending = useDeed();
  const bodies = { issue: {}, serve: { servedAt }, void: { reason: reason.trim() } };
  const act = () =>
    sending.run(async (key) => {
      await api.post(`/documents/${document.id}/${deed}`, bodies[deed], key);
      void message.success(say(`documents.done.${deed}`));
      close();
      await refresh();
    });
  return (
    <Modal
      open
      title={say(`documents.ask.${deed}`, { title: document.title })}
      okText={say(`documents.${deed}`)}
      cancelText={say('cancel')}
      okButtonProps={{
        loading: sending.busy,
        danger: deed === 'void',
        disabled: deed === 'void' && reason.trim() === '',
      }}
      onOk={() => void act()}
      onCancel={() => {
        if (!sending.busy) close();
      }}
      mask={{ closable: false }}
    >
      {sending.problem && <ShowProblem problem={sending.problem} />}
      <IssueList issues={sending.issues} />
      <p>{say(`documents.hint.${deed}`)}</p>
      {deed === 'serve' && (
        <Form.Item label={say('documents.servedAt')} htmlFor="served-at" layout="vertical">
          <DayInput id="served-at" value={servedAt} most={toCivilDate(me.now)} change={setServedAt} />
        </Form.Item>
      )}
      {deed === 'void' && (
        <Form.Item label={say('documents.reason')} htmlFor="void-reason" required layout="vertical">
          <Input.TextArea
            id="void-reason"
            rows={3}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      )}
    </Modal>
  );
};
