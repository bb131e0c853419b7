import { App, Modal } from 'antd';
import type { Title } from '#engine/schema/types.gen.ts';
import type { PaperDocument } from '../answer/records.ts';
import { api } from '../api.ts';
import { FilePicker } from '../file/FilePicker.tsx';
import { UploadRows } from '../file/UploadRows.tsx';
import { useArrived } from '../file/use-uploads.ts';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { useReturnFocus } from '../frame/use-return-focus.ts';
import { IssueList } from '../record/IssueList.tsx';
import { useDeed } from '../record/use-deed.ts';
import { say, titled } from '../words.ts';

interface SignDialogProps {
  readonly document: PaperDocument;
  /** Module of the record. */
  readonly module: string;
  /** Who signs, as the definition says. */
  readonly signing: Title | undefined;
  readonly close: () => void;
  readonly refresh: () => Promise<void>;
}

/** The scan of a signed paper: uploaded into the record's files and tied to the document. */
export const SignDialog = ({ document, module, signing, close, refresh }: SignDialogProps) => {
  useReturnFocus();
  const { message } = App.useApp();
  const sending = useDeed();
  const target = { module, record: document.record_id, field: '' };
  useArrived(
    target,
    (made) =>
      void sending.run(async () => {
        for (const { id } of made) await api.post(`/documents/${document.id}/sign`, { file: id });
        void message.success(say('documents.done.sign'));
        close();
        await refresh();
      }),
  );
  return (
    <Modal
      open
      title={say('documents.ask.sign', { title: document.title })}
      footer={null}
      onCancel={() => {
        if (!sending.busy) close();
      }}
      mask={{ closable: false }}
    >
      {sending.problem && <ShowProblem problem={sending.problem} />}
      <IssueList issues={sending.issues} />
      <p>{say('documents.hint.sign', { who: signing === undefined ? '' : titled(signing) })}</p>
      <FilePicker id="scan" target={target} limits={{}} there={0} />
      <UploadRows target={target} />
    </Modal>
  );
};
