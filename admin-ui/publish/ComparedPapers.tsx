import { Button, Modal, Table, Tag } from 'antd';
import { useState } from 'react';
import { Loading } from '../../runtime-ui/frame/Loading.tsx';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { titled } from '../../runtime-ui/words.ts';
import { ScrollBox } from '../frame/ScrollBox.tsx';
import { PaperPairView, WordChanges } from '../template-editor/PaperPairView.tsx';
import { paperApi, type ShownComparison } from '../template-editor/paper-api.ts';
import { say, sayIfKnown } from '../words.ts';
import '../template-editor/template-editor.css';

type Paper = ShownComparison['papers'][number];

interface Row {
  readonly paper: Paper;
  /** Among all that were compared. */
  readonly line: number;
}

interface ComparedPapersProps {
  readonly draft: string;
  readonly papers: readonly Paper[];
}

const isChanged = ({ changed, before, after, faults }: Paper): boolean =>
  changed.length > 0 || before !== after || faults.length > 0;

/** The papers that come out otherwise, each to be looked at page by page. */
export const ComparedPapers = ({ draft, papers }: ComparedPapersProps) => {
  const [open, setOpen] = useState<Row>();
  const rows = papers.map((paper, line) => ({ paper, line })).filter(({ paper }) => isChanged(paper));
  if (rows.length === 0) return null;
  return (
    <>
      <ScrollBox>
        <Table
          size="small"
          className="gap"
          rowKey="line"
          dataSource={rows}
          pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            { title: say('papers.paper'), render: (_, { paper }: Row) => <Named paper={paper} /> },
            { title: say('papers.pages'), render: (_, { paper }: Row) => <PageCounts paper={paper} /> },
            { title: say('papers.what'), render: (_, { paper }: Row) => <What paper={paper} /> },
            {
              title: say('papers.look'),
              render: (_, row: Row) =>
                row.paper.record !== null && row.paper.record.title === null ? (
                  <span className="muted">{say('papers.closed')}</span>
                ) : (
                  <Button size="small" onClick={() => setOpen(row)}>
                    {say('papers.open')}
                  </Button>
                ),
            },
          ]}
        />
      </ScrollBox>
      {open && (
        <Modal
          open
          width="min(1240px, 96vw)"
          title={titled(open.paper.title)}
          footer={null}
          onCancel={() => setOpen(undefined)}
        >
          <OpenPaper draft={draft} line={open.line} />
        </Modal>
      )}
    </>
  );
};

const OpenPaper = ({ draft, line }: { readonly draft: string; readonly line: number }) => {
  const pair = useLoaded(`paper ${draft} ${line}`, () => paperApi.comparedPaper(draft, line));
  return (
    <div className="open-paper">
      <Loading of={pair}>{(value) => <PaperPairView pair={value} />}</Loading>
    </div>
  );
};

const Named = ({ paper }: { readonly paper: Paper }) => (
  <>
    {titled(paper.title)} <Tag>{sayIfKnown(`papers.why.${paper.why}`)}</Tag>
    {paper.detail && <Tag>{titled(paper.detail)}</Tag>}
    {paper.record && <div className="muted">{paper.record.title ?? say('papers.hidden')}</div>}
  </>
);

const PageCounts = ({ paper: { before, after, changed } }: { readonly paper: Paper }) => (
  <>
    {before === after
      ? (after ?? say('papers.none'))
      : `${before ?? say('papers.none')} → ${after ?? say('papers.none')}`}
    {changed.length > 0 && (
      <div className="muted">{say('papers.changedPages', { pages: changed.join(say('comma')) })}</div>
    )}
  </>
);

const What = ({ paper }: { readonly paper: Paper }) => (
  <>
    <WordChanges words={paper.words.slice(0, 3)} />
    {paper.faults.length > 0 && (
      <ul className="pair-faults">
        {paper.faults.map(({ path, code, message }) => (
          <li key={`${path} ${code} ${message}`}>{message}</li>
        ))}
      </ul>
    )}
    {paper.words.length + paper.faults.length === 0 && <span className="muted">{say('papers.looks')}</span>}
  </>
);
