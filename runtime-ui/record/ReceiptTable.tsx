import { Button, Space, Table, Tag, Tooltip } from 'antd';
import { useState } from 'react';
import type { Receipt } from '#engine/exchange/receipts.ts';
import { setPath } from '#engine/json.ts';
import type { Action } from '../answer/acting.ts';
import type { Receipts } from '../answer/receipts.ts';
import { Link } from '../frame/Link.tsx';
import { DueLight } from '../value/DueLight.tsx';
import { showInstant } from '../value/show-time.ts';
import { say, titled } from '../words.ts';
import { ActionDialog } from './ActionDialog.tsx';
import { actionTitle } from './action-title.ts';
import type { OpenRecord } from './use-record.ts';

interface ReceiptTableProps {
  readonly section: Receipts;
  readonly opened: OpenRecord;
  readonly changed: () => Promise<void>;
}

interface Begun {
  readonly action: Action;
  readonly given: Readonly<Record<string, unknown>>;
}

/** The receipts of one order; chosen ones are urged, accepted, sent back … by the order's own actions. */
export const ReceiptTable = ({ section, opened, changed }: ReceiptTableProps) => {
  const [chosen, choose] = useState<readonly string[]>([]);
  const [begun, setBegun] = useState<Begun>();
  const rows = section.receipts.filter(({ id }) => chosen.includes(id));
  const begin = (action: Action, field: string) =>
    setBegun({
      action,
      given: setPath(
        {},
        field,
        rows.map(({ organization }) => organization),
      ),
    });
  const mayAct = section.actions.length > 0;
  return (
    <>
      {mayAct && (
        <Space wrap className="tab-tool">
          {section.actions.map(({ action, field }) => (
            <ReceiptButton key={action.key} action={action} rows={rows} begin={() => begin(action, field)} />
          ))}
        </Space>
      )}
      <Table<Receipt>
        size="small"
        rowKey="id"
        pagination={section.receipts.length > 50 ? { pageSize: 50 } : false}
        scroll={{ x: 'max-content' }}
        dataSource={[...section.receipts]}
        {...(mayAct && {
          rowSelection: {
            // In its place stands a word: antd repeats the box for all rows where no keyboard may go.
            columnTitle: say('receipts.pick'),
            selectedRowKeys: [...chosen],
            onChange: (keys) => choose(keys.map(String)),
            getCheckboxProps: ({ actions }) => ({ disabled: actions.length === 0 }),
          },
        })}
        columns={columnsOf(section)}
      />
      {begun && (
        <ActionDialog
          opened={opened}
          action={begun.action}
          version={opened.record.version}
          given={begun.given}
          close={() => setBegun(undefined)}
          done={async () => {
            setBegun(undefined);
            choose([]);
            await changed();
          }}
        />
      )}
    </>
  );
};

interface ReceiptButtonProps {
  readonly action: Action;
  readonly rows: readonly Receipt[];
  readonly begin: () => void;
}

const ReceiptButton = ({ action, rows, begin }: ReceiptButtonProps) => {
  const fits = rows.length > 0 && rows.every(({ actions }) => actions.includes(action.key));
  return (
    <Tooltip title={rows.length === 0 ? say('receipts.choose') : undefined}>
      <Button disabled={!fits} onClick={begin} data-receipt-action={action.key}>
        {actionTitle(action)}
      </Button>
    </Tooltip>
  );
};

/** What nobody has said yet has no column. */
const columnsOf = ({ module, columns, receipts }: Receipts) => [
  {
    key: 'organization',
    title: say('receipts.organization'),
    render: (_: unknown, { id, organizationName, reachable, cc }: Receipt) => (
      <>
        {reachable ? <Link to={`/m/${module}/${id}`}>{organizationName}</Link> : organizationName}{' '}
        {cc && <Tag>{say('receipts.cc')}</Tag>}
      </>
    ),
  },
  {
    key: 'state',
    title: say('receipts.state'),
    render: (_: unknown, receipt: Receipt) => <ReceiptState receipt={receipt} />,
  },
  {
    key: 'light',
    title: say('receipts.light'),
    render: (_: unknown, { light, due }: Receipt) => <DueLight light={light} due={due} />,
  },
  {
    key: 'signLight',
    title: say('receipts.sign'),
    render: (_: unknown, { signLight, signDue }: Receipt) => <DueLight light={signLight} due={signDue} />,
  },
  ...columns
    .filter(({ key }) => receipts.some(({ data }) => shown(data[key]) !== ''))
    .map(({ key, title }) => ({
      key,
      title: titled(title),
      render: (_: unknown, { data }: Receipt) => shown(data[key]),
    })),
];

const ReceiptState = ({ receipt: { stateTitle, pending, problem, closed } }: { readonly receipt: Receipt }) => (
  <>
    <Tag color={closed ? 'default' : 'geekblue'}>
      {stateTitle === null ? say('receipts.waiting') : titled(stateTitle)}
    </Tag>
    {pending && <span className="hint">{say('receipts.pending', { title: titled(pending) })}</span>}
    {problem && <span className="hint">{say('receipts.problem', { reason: titled(problem) })}</span>}
  </>
);

const shown = (value: unknown): string => {
  if (typeof value === 'string') return showInstant(value);
  return typeof value === 'number' ? String(value) : '';
};
