import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { toCivilDate } from '#engine/time.ts';
import type { PaperDocument } from '../answer/records.ts';
import { api } from '../api.ts';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { IssueList } from '../record/IssueList.tsx';
import { useDeed } from '../record/use-deed.ts';
import { useSession } from '../session/session.ts';
import { say } from '../words.ts';

interface DocumentToolsProps {
  readonly document: PaperDocument;
  readonly served: boolean;
  readonly show: () => void;
  readonly refresh: () => Promise<void>;
}

type Deed = 'issue' | 'serve' | 'void';

/** What may be done with a document in its state. */
export const DocumentTools = ({ document, served, show, refresh }: DocumentToolsProps) => {
  const [deed, begin] = useState<Deed>();
  const { state } = document;
  return (
    <span className="document-tools">
      <Button size="small" onClick={show}>
        {say(state === 'issued' ? 'documents.print' : 'documents.preview')}
      </Button>
      {state === 'draft' && (
        <Button size="small" type="primary" onClick={() => begin('issue')}>
          {say('documents.issue')}
        </Button>
      )}
      {state === 'issued' && served && document.served_at === null && (
        <Button size="small" onClick={() => begin('serve')}>
          {say('documents.serve')}
        </Button>
      )}
      {state !== 'voided' && state !== 'rendering' && (
        <Button size="small" danger onClick={() => begin('void')}>
          {say('documents.void')}
        </Button>
      )}
      {deed && <DeedDialog deed={deed} document={document} close={() => begin(undefined)} refresh={refresh} />}
    </span>
  );
};

interface DeedDialogProps {
  readonly deed: Deed;
  readonly document: PaperDocument;
  readonly close: () => void;
  readonly refresh: () => Promise<void>;
}

const DeedDialog = ({ deed, document, close, refresh }: DeedDialogProps) => {
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
      onCancel={close}
    >
      {sending.problem && <ShowProblem problem={sending.problem} />}
      <IssueList issues={sending.issues} />
      <p>{say(`documents.hint.${deed}`)}</p>
      {deed === 'serve' && (
        <label className="field">
          {say('documents.servedAt')}
          <input
            type="date"
            className="native-date"
            value={servedAt}
            max={toCivilDate(me.now)}
            onChange={(event) => setServedAt(event.target.value)}
          />
        </label>
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
