import { App, Button, Input, Modal, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import type { CorrectedPaper, Correction, PaperDecision } from '../answer/corrections.ts';
import type { Described } from '../answer/modules.ts';
import { api } from '../api.ts';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { useReturnFocus } from '../frame/use-return-focus.ts';
import { showDay } from '../value/show-time.ts';
import { say } from '../words.ts';
import { IssueList } from './IssueList.tsx';
import { shownChanges } from './shown-changes.ts';
import { useDeed } from './use-deed.ts';

interface CorrectedPapersProps {
  readonly correction: Correction;
  readonly described: Described;
  /** Absent where nothing is decided here. */
  readonly refresh?: () => Promise<void>;
}

const decisions: readonly PaperDecision[] = ['supersede', 'withdraw', 'keep'];

/** Issued papers that no longer agree with the record, or would not, each with what is decided about it. */
export const CorrectedPapers = ({ correction, described, refresh }: CorrectedPapersProps) => {
  const [begun, begin] = useState<{ readonly paper: CorrectedPaper; readonly decision: PaperDecision }>();
  const { papers, state } = correction;
  if (papers.length === 0) return null;
  const open = refresh !== undefined && correction.mayDecide && state === 'applied';
  const named = ({ fields }: CorrectedPaper) => [
    ...new Set(
      shownChanges(
        fields.map((field) => ({ field })),
        described,
      ).map(({ title }) => title.zh),
    ),
  ];
  return (
    <>
      <Table<CorrectedPaper>
        size="small"
        rowKey="document"
        pagination={false}
        title={() => say(state === 'applied' ? 'correction.papers' : 'correction.papersToCome')}
        dataSource={[...papers]}
        scroll={{ x: 'max-content' }}
        columns={[
          { key: 'title', title: say('documents.title'), render: (_, { title }) => title },
          {
            key: 'number',
            title: say('documents.number'),
            render: (_, paper) => paper.number ?? say('documents.noNumber'),
          },
          { key: 'served', title: say('documents.servedAt'), render: (_, { served }) => showDay(served) },
          { key: 'fields', title: say('correction.fields'), render: (_, paper) => named(paper).join(say('semicolon')) },
          {
            key: 'decision',
            title: say('correction.decision'),
            render: (_, paper) =>
              paper.decision !== null ? (
                <Decided paper={paper} />
              ) : (
                open && (
                  <Space>
                    {decisions.map((decision) => (
                      <Button key={decision} size="small" onClick={() => begin({ paper, decision })}>
                        {say(`correction.${decision}`)}
                      </Button>
                    ))}
                  </Space>
                )
              ),
          },
        ]}
      />
      {begun && refresh && (
        <DecideDialog correction={correction} {...begun} close={() => begin(undefined)} refresh={refresh} />
      )}
    </>
  );
};

const Decided = ({ paper: { decision, reason, replacement } }: { readonly paper: CorrectedPaper }) => (
  <>
    {decision && <Tag>{say(`correction.${decision}`)}</Tag>}
    {replacement?.number}
    {reason && <small>{reason}</small>}
  </>
);

interface DecideDialogProps {
  readonly correction: Correction;
  readonly paper: CorrectedPaper;
  readonly decision: PaperDecision;
  readonly close: () => void;
  readonly refresh: () => Promise<void>;
}

const DecideDialog = ({ correction, paper, decision, close, refresh }: DecideDialogProps) => {
  useReturnFocus();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const deed = useDeed();
  const asksReason = decision !== 'supersede';
  const send = () =>
    deed.run(async (key) => {
      const body = { decision, ...(reason.trim() !== '' && { reason: reason.trim() }) };
      await api.post(`/corrections/${correction.id}/papers/${paper.document}`, body, key);
      void message.success(say('correction.decided'));
      close();
      await refresh();
    });
  return (
    <Modal
      open
      title={say(`correction.ask.${decision}`, { title: paper.title })}
      okText={say(`correction.${decision}`)}
      cancelText={say('cancel')}
      okButtonProps={{ loading: deed.busy, disabled: asksReason && reason.trim() === '' }}
      onOk={() => void send()}
      onCancel={() => {
        if (!deed.busy) close();
      }}
      mask={{ closable: false }}
    >
      {deed.problem && <ShowProblem problem={deed.problem} />}
      <IssueList issues={deed.issues} />
      <p>{say(`correction.hint.${decision}`)}</p>
      <Input.TextArea
        aria-label={say('correction.paperReason')}
        placeholder={say('correction.paperReason')}
        rows={3}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
};
