import { Button, Empty, Table } from 'antd';
import { useState } from 'react';
import type { AttachedFile, StoredRecord } from '../answer/records.ts';
import { api } from '../api.ts';
import { Icon } from '../frame/Icon.tsx';
import { Loading } from '../frame/Loading.tsx';
import { recordPath, useRelated } from '../record/use-record.ts';
import { useSession } from '../session/session.ts';
import { useLoaded } from '../use-loaded.ts';
import { showInstant } from '../value/show-time.ts';
import { say, titled } from '../words.ts';
import { FilePicker } from './FilePicker.tsx';
import { FileViewer } from './FileViewer.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import type { SeenFile } from './seen-file.ts';
import { showSize } from './show-size.ts';
import { UploadRows } from './UploadRows.tsx';
import { useArrived } from './use-uploads.ts';

interface FilesTabProps {
  readonly record: StoredRecord;
  readonly mayAdd: boolean;
}

/** The files of a record: upload, look at, download; pictures also as a gallery. */
export const FilesTab = ({ record, mayAdd }: FilesTabProps) => {
  const files = useRelated<AttachedFile>(record, 'files');
  const [shown, show] = useState<string>();
  const target = { module: record.metadata.module, record: record._id, field: '' };
  useArrived(mayAdd ? target : undefined, () => void files.reload());
  return (
    <>
      {mayAdd && <FilePicker target={target} limits={{}} there={0} />}
      {mayAdd && <UploadRows target={target} />}
      <Loading of={files}>
        {(value) =>
          value.length === 0 ? (
            <Empty description={say('files.none')} />
          ) : (
            <Files record={record} files={value} shown={shown} show={show} mayRemove={mayAdd} changed={files.reload} />
          )
        }
      </Loading>
    </>
  );
};

interface FilesProps {
  readonly record: StoredRecord;
  readonly files: readonly AttachedFile[];
  readonly shown: string | undefined;
  readonly show: (id: string | undefined) => void;
  readonly mayRemove: boolean;
  readonly changed: () => Promise<void>;
}

const Files = ({ record, files, shown, show, mayRemove, changed }: FilesProps) => {
  const [leaving, leave] = useState<AttachedFile>();
  const { me } = useSession();
  const pictured = files.filter((file) => file.pictured).length;
  const small = useLoaded(`overview ${record._id} ${pictured}`, async () =>
    pictured === 0 ? {} : await api.get<Readonly<Record<string, string>>>(`${recordPath(record)}/files/overview`),
  );
  const seen: readonly SeenFile[] = files.map(({ id, name, type, size, hash }) => {
    const thumbnail = small.value?.[id];
    return { id, name, type, size, hash, ...(thumbnail !== undefined && { thumbnail }) };
  });
  return (
    <>
      {pictured > 0 && (
        <section className="gallery" aria-label={say('files.gallery')}>
          {seen
            .filter(({ thumbnail }) => thumbnail !== undefined)
            .map(({ id, name, thumbnail }) => (
              <button
                key={id}
                type="button"
                title={name}
                aria-label={say('files.previewOf', { name })}
                onClick={() => show(id)}
              >
                <img src={thumbnail} alt="" />
              </button>
            ))}
        </section>
      )}
      <FileTable files={files} show={show} remove={mayRemove ? leave : undefined} me={me.account.id} />
      {shown !== undefined && <FileViewer files={seen} first={shown} close={() => show(undefined)} />}
      {leaving !== undefined && <RemoveDialog file={leaving} close={() => leave(undefined)} done={changed} />}
    </>
  );
};

interface FileTableProps extends Pick<FilesProps, 'files' | 'show'> {
  /** Only what one has put in oneself is taken out. */
  readonly remove: ((file: AttachedFile) => void) | undefined;
  readonly me: string;
}

const FileTable = ({ files, show, remove, me }: FileTableProps) => (
  <Table<AttachedFile>
    size="small"
    rowKey="id"
    pagination={files.length > 50 ? { pageSize: 50 } : false}
    dataSource={[...files]}
    scroll={{ x: 'max-content' }}
    columns={[
      { key: 'name', title: say('files.name'), dataIndex: 'name' },
      { key: 'field', title: say('files.field'), render: (_, file) => titled(file.fieldTitle) },
      { key: 'size', title: say('files.size'), align: 'right', render: (_, file) => showSize(Number(file.size)) },
      { key: 'by', title: say('files.by'), render: (_, file) => file.by.name },
      { key: 'at', title: say('files.at'), render: (_, file) => showInstant(file.at) },
      { key: 'hash', title: 'SHA-256', render: (_, file) => <code title={file.hash}>{file.hash.slice(0, 12)}</code> },
      {
        key: 'tools',
        title: say('files.tools'),
        render: (_, file) => <Tools file={file} show={show} remove={file.by.id === me ? remove : undefined} />,
      },
    ]}
  />
);

interface ToolsProps extends Pick<FileTableProps, 'show' | 'remove'> {
  readonly file: AttachedFile;
}

const Tools = ({ file, show, remove }: ToolsProps) => (
  <>
    <Button
      type="link"
      size="small"
      onClick={() => show(file.id)}
      aria-label={say('files.previewOf', { name: file.name })}
    >
      {say('files.preview')}
    </Button>
    <Button
      type="link"
      size="small"
      href={`/api/files/${file.id}?for=download`}
      download={file.name}
      icon={<Icon name="download" />}
      aria-label={say('files.downloadOf', { name: file.name })}
    >
      {say('files.download')}
    </Button>
    {remove !== undefined && (
      <Button
        type="link"
        size="small"
        danger
        onClick={() => remove(file)}
        aria-label={say('file.takeOut', { name: file.name })}
      >
        {say('files.remove')}
      </Button>
    )}
  </>
);
