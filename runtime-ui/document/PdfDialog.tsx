import { Alert, Button, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { PaperDocument } from '../answer/records.ts';
import { api } from '../api.ts';
import { CustodyList } from '../file/CustodyList.tsx';
import { printAddress } from '../file/print-file.ts';
import { Icon } from '../frame/Icon.tsx';
import { Link } from '../frame/Link.tsx';
import { Loading } from '../frame/Loading.tsx';
import { useReturnFocus } from '../frame/use-return-focus.ts';
import { useLoaded } from '../use-loaded.ts';
import { say } from '../words.ts';

interface PdfDialogProps {
  readonly document: PaperDocument;
  readonly close: () => void;
}

/** The PDF of a document in the page: the stored one, or a draft of what would be issued now. */
export const PdfDialog = ({ document: paper, close }: PdfDialogProps) => {
  useReturnFocus();
  const stored = paper.pdf !== null;
  const path = `/documents/${paper.id}/${stored ? 'pdf' : 'preview.pdf'}`;
  const url = useLoaded(`${path} ${paper.state}`, async () => URL.createObjectURL(await api.blob(path)));
  const frame = useRef<HTMLIFrameElement>(null);
  const [custody, setCustody] = useState(false);
  const made = url.value;
  useEffect(() => () => (made === undefined ? undefined : URL.revokeObjectURL(made)), [made]);
  const name = paper.number === null ? paper.title : `${paper.title} ${paper.number}`;
  return (
    <Modal
      open
      width={1000}
      className="pdf-dialog"
      title={name}
      onCancel={close}
      footer={[
        ...(stored
          ? [
              <Button
                key="custody"
                icon={<Icon name="shield-check" />}
                aria-pressed={custody}
                onClick={() => setCustody(!custody)}
              >
                {say('custody.title')}
              </Button>,
            ]
          : []),
        <Button
          key="download"
          {...(made !== undefined && { href: stored ? `/api${path}?for=download` : made })}
          download={`${name}.pdf`}
          disabled={made === undefined}
          icon={<Icon name="download" />}
        >
          {say('files.download')}
        </Button>,
        <Button
          key="print"
          type="primary"
          disabled={made === undefined}
          icon={<Icon name="printer" />}
          onClick={() => (stored ? void printPaper(path) : frame.current?.contentWindow?.print())}
        >
          {say('documents.print')}
        </Button>,
      ]}
    >
      {!stored && <Alert type="info" showIcon title={say('documents.draftHint')} />}
      {paper.verify && stored && (
        <p className="hint">
          <Link to={`/verify/${paper.verify}`}>{say('documents.verify')}</Link>
        </p>
      )}
      {custody && <CustodyList of={`/documents/${paper.id}`} />}
      <Loading of={url}>{(value) => <iframe ref={frame} className="preview-pdf" src={value} title={name} />}</Loading>
    </Modal>
  );
};

/** Fetched anew for the printer: that is what its custody log tells. */
const printPaper = async (path: string): Promise<void> =>
  await printAddress(URL.createObjectURL(await api.blob(`${path}?for=print`)));
