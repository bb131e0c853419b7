import { Button, Modal } from 'antd';
import { useEffect, useRef } from 'react';
import { api } from '../api.ts';
import { Icon } from '../frame/Icon.tsx';
import { Loading } from '../frame/Loading.tsx';
import { useReturnFocus } from '../frame/use-return-focus.ts';
import { useLoaded } from '../use-loaded.ts';
import { say } from '../words.ts';

interface BoundPdfDialogProps {
  readonly run: { readonly id: string; readonly title: string | null };
  readonly close: () => void;
}

/** A bound PDF in the page: looked at, printed, taken along. */
export const BoundPdfDialog = ({ run, close }: BoundPdfDialogProps) => {
  useReturnFocus();
  const path = `/print-runs/${run.id}/pdf`;
  const url = useLoaded(path, async () => URL.createObjectURL(await api.blob(path)));
  const frame = useRef<HTMLIFrameElement>(null);
  const made = url.value;
  useEffect(() => () => (made === undefined ? undefined : URL.revokeObjectURL(made)), [made]);
  const name = run.title ?? '';
  return (
    <Modal
      open
      width={1000}
      className="pdf-dialog"
      title={name}
      onCancel={close}
      footer={[
        <Button
          key="download"
          {...(made !== undefined && { href: made })}
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
          onClick={() => frame.current?.contentWindow?.print()}
        >
          {say('documents.print')}
        </Button>,
      ]}
    >
      <Loading of={url}>{(value) => <iframe ref={frame} className="preview-pdf" src={value} title={name} />}</Loading>
    </Modal>
  );
};
