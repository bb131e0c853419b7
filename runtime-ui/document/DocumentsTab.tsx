import { Button, Empty, Table, Tag } from 'antd';
import { useEffect, useState } from 'react';
import type { PaperDocument } from '../answer/records.ts';
import { Icon } from '../frame/Icon.tsx';
import { Loading } from '../frame/Loading.tsx';
import { PrintChosen } from '../print/PrintChosen.tsx';
import { type OpenRecord, useRelated } from '../record/use-record.ts';
import { showDay, showInstant } from '../value/show-time.ts';
import { say } from '../words.ts';
import { type DocumentDeed, DocumentDeedDialog } from './DocumentDeedDialog.tsx';
import { DocumentTools } from './DocumentTools.tsx';
import { PaperScans } from './PaperScans.tsx';
import { PdfDialog } from './PdfDialog.tsx';
import { PrepareDialog } from './PrepareDialog.tsx';

interface DocumentsTabProps {
  readonly opened: OpenRecord;
  readonly changed: () => Promise<void>;
}

interface Begun {
  readonly deed: DocumentDeed;
  readonly document: PaperDocument;
}

const colours: Readonly<Record<PaperDocument['state'], string>> = {
  draft: 'default',
  numbered: 'gold',
  rendering: 'gold',
  issued: 'green',
  voided: 'red',
};

const isGoing = ({ state, error }: PaperDocument): boolean =>
  (state === 'numbered' || state === 'rendering') && error === null;
const pollEvery = 1200;

/** The documents of a record: prepared, looked at, issued, printed, served, voided. */
export const DocumentsTab = ({ opened, changed }: DocumentsTabProps) => {
  const { record, described } = opened;
  const documents = useRelated<PaperDocument>(record, 'documents');
  const [preparing, setPreparing] = useState(false);
  const [shown, show] = useState<PaperDocument>();
  const [begun, begin] = useState<Begun>();
  const [chosen, choose] = useState<readonly string[]>([]);
  const going = documents.value?.some(isGoing) ?? false;
  const { reload } = documents;
  useEffect(() => {
    if (!going) return undefined;
    const timer = setInterval(() => void reload(), pollEvery);
    return () => clearInterval(timer);
  }, [going, reload]);
  const refresh = async () => {
    await reload();
    await changed();
  };
  return (
    <>
      {described.operations.includes('documents') && (
        <Button className="tab-tool" icon={<Icon name="file-earmark-plus" />} onClick={() => setPreparing(true)}>
          {say('documents.prepare')}
        </Button>
      )}
      <Loading of={documents}>
        {(value) =>
          value.length === 0 ? (
            <Empty description={say('documents.none')} />
          ) : (
            <>
              <DocumentTable
                documents={value}
                opened={opened}
                show={show}
                begin={begin}
                refresh={refresh}
                choose={choose}
              />
              <PrintChosen documents={chosen} />
            </>
          )
        }
      </Loading>
      {preparing && (
        <PrepareDialog
          opened={opened}
          close={() => setPreparing(false)}
          made={async (document) => {
            setPreparing(false);
            show(document);
            await refresh();
          }}
        />
      )}
      {shown && <PdfDialog document={shown} close={() => show(undefined)} />}
      {begun && <DocumentDeedDialog {...begun} close={() => begin(undefined)} refresh={refresh} />}
    </>
  );
};

const signingOf = ({ described }: OpenRecord, { document }: PaperDocument) =>
  described.operations.includes('documents')
    ? (described.documents.find(({ key }) => key === document)?.signing ?? undefined)
    : undefined;

interface DocumentTableProps {
  readonly documents: readonly PaperDocument[];
  readonly opened: OpenRecord;
  readonly show: (document: PaperDocument) => void;
  readonly begin: (begun: Begun) => void;
  readonly refresh: () => Promise<void>;
  /** Those with a PDF, in the order they were chosen. */
  readonly choose: (documents: readonly string[]) => void;
}

/** The newest first, a page of them at once. */
const DocumentTable = ({ documents, opened, show, begin, refresh, choose }: DocumentTableProps) => (
  <Table<PaperDocument>
    size="small"
    rowKey="id"
    pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
    dataSource={documents.toReversed()}
    className="wide-table"
    rowSelection={{
      onChange: (keys) => choose(keys.map(String)),
      getCheckboxProps: ({ pdf, title }) => ({
        disabled: pdf === null,
        'aria-label': say('printing.choose', { title }),
      }),
    }}
    columns={[
      {
        key: 'title',
        title: say('documents.title'),
        render: (_, document) => (
          <Button type="link" className="cell-link" onClick={() => show(document)}>
            {document.title}
          </Button>
        ),
      },
      { key: 'number', title: say('documents.number'), render: (_, { number }) => number ?? say('documents.noNumber') },
      {
        key: 'state',
        title: say('column.state'),
        render: (_, { state, error, void_reason: reason, supersededBy }) => (
          <>
            <Tag color={colours[state]}>{say(`documents.state.${state}`)}</Tag>
            {error && <span className="fault">{error}</span>}
            {reason && <small>{reason}</small>}
            {supersededBy && <Tag>{say('documents.superseded', { number: supersededBy })}</Tag>}
          </>
        ),
      },
      { key: 'issued', title: say('documents.issuedAt'), render: (_, document) => showInstant(document.issued_at) },
      {
        key: 'scans',
        title: say('documents.scans'),
        render: (_, document) => (
          <PaperScans
            document={document}
            module={opened.record.metadata.module}
            signing={signingOf(opened, document)}
            refresh={refresh}
          />
        ),
      },
      { key: 'served', title: say('documents.servedAt'), render: (_, document) => showDay(document.served_at) },
      {
        key: 'tools',
        title: say('files.tools'),
        render: (_, document) => (
          <DocumentTools
            document={document}
            served={opened.described.documents.find(({ key }) => key === document.document)?.served ?? false}
            show={() => show(document)}
            begin={(deed) => begin({ deed, document })}
          />
        ),
      },
    ]}
  />
);
