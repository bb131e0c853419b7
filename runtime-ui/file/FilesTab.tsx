import { Alert, Button, Empty, Modal, Table } from 'antd';
import { useRef, useState } from 'react';
import type { AttachedFile, StoredRecord } from '../answer/records.ts';
import { Icon } from '../frame/Icon.tsx';
import { Loading } from '../frame/Loading.tsx';
import { useRelated } from '../record/use-record.ts';
import { asProblem } from '../use-loaded.ts';
import { showInstant } from '../value/show-time.ts';
import { say } from '../words.ts';
import { UploadsGoing } from './AttachmentInput.tsx';
import { attachToRecord } from './attach-to-record.ts';
import { FilePreview, isShown } from './FilePreview.tsx';
import { showSize } from './show-size.ts';

interface FilesTabProps {
  readonly record: StoredRecord;
  readonly mayAdd: boolean;
}

/** The files of a record: upload, look at, download. */
export const FilesTab = ({ record, mayAdd }: FilesTabProps) => {
  const files = useRelated<AttachedFile>(record, 'files');
  const [shown, show] = useState<AttachedFile>();
  return (
    <>
      {mayAdd && <Adder record={record} added={files.reload} />}
      <Loading of={files}>
        {(value) =>
          value.length === 0 ? <Empty description={say('files.none')} /> : <FileTable files={value} show={show} />
        }
      </Loading>
      {shown && (
        <Modal open width={1000} footer={null} title={shown.name} onCancel={() => show(undefined)}>
          <FilePreview file={shown} />
        </Modal>
      )}
    </>
  );
};

const FileTable = ({ files, show }: { files: readonly AttachedFile[]; show: (file: AttachedFile) => void }) => (
  <Table<AttachedFile>
    size="small"
    rowKey="id"
    pagination={false}
    dataSource={[...files]}
    scroll={{ x: 'max-content' }}
    columns={[
      { key: 'name', title: say('files.name'), dataIndex: 'name' },
      { key: 'size', title: say('files.size'), align: 'right', render: (_, file) => showSize(Number(file.size)) },
      { key: 'by', title: say('files.by'), render: (_, file) => file.by.name },
      { key: 'at', title: say('files.at'), render: (_, file) => showInstant(file.at) },
      { key: 'hash', title: 'SHA-256', render: (_, file) => <code title={file.hash}>{file.hash.slice(0, 12)}</code> },
      {
        key: 'tools',
        title: say('files.tools'),
        render: (_, file) => (
          <>
            {isShown(file) && (
              <Button
                type="link"
                size="small"
                onClick={() => show(file)}
                aria-label={say('files.previewOf', { name: file.name })}
              >
                {say('files.preview')}
              </Button>
            )}
            <Button
              type="link"
              size="small"
              href={`/api/files/${file.id}`}
              download={file.name}
              aria-label={say('files.downloadOf', { name: file.name })}
            >
              {say('files.download')}
            </Button>
          </>
        ),
      },
    ]}
  />
);

interface Going {
  readonly name: string;
  readonly part: number;
  readonly fault?: string;
}

/** Chooses files, or has them dropped on it, and uploads one after the other. */
const Adder = ({ record, added }: { readonly record: StoredRecord; readonly added: () => Promise<void> }) => {
  const [going, setGoing] = useState<readonly Going[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const attach = attachToRecord(record.metadata.module, record._id);
  const one = async (file: File) => {
    const set = (next: Going | undefined) =>
      setGoing((all) => [...all.filter(({ name }) => name !== file.name), ...(next ? [next] : [])]);
    set({ name: file.name, part: 0 });
    try {
      await attach(file, '', (part) => set({ name: file.name, part }));
      set(undefined);
    } catch (error) {
      const { issues, message } = asProblem(error);
      set({ name: file.name, part: 0, fault: issues[0]?.message ?? (message || say('offline')) });
    }
  };
  const all = async (chosen: readonly File[]) => {
    for (const file of chosen) await one(file);
    if (input.current) input.current.value = '';
    await added();
  };
  return (
    <section
      className="drop"
      aria-label={say('files.add')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void all([...event.dataTransfer.files]);
      }}
    >
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={say('files.add')}
        data-upload="record"
        onChange={(event) => void all([...(event.target.files ?? [])])}
      />
      <Button icon={<Icon name="upload" />} onClick={() => input.current?.click()}>
        {say('files.add')}
      </Button>
      <span className="hint">{say('files.drop')}</span>
      <UploadsGoing going={going} />
      {going.some(({ fault }) => fault !== undefined) && <Alert type="warning" title={say('files.failed')} showIcon />}
    </section>
  );
};
