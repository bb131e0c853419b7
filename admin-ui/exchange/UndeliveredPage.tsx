import { App, Button, Empty, Table, Tag } from 'antd';
import { useState } from 'react';
import { api } from '../../runtime-ui/api.ts';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { useNarrow } from '../../runtime-ui/frame/use-narrow.ts';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { showInstant } from '../../runtime-ui/value/show-time.ts';
import { titled } from '../../runtime-ui/words.ts';
import { ScrollBox } from '../frame/ScrollBox.tsx';
import { useAction } from '../frame/use-action.ts';
import type { UndeliveredMessage, UndeliveredPageAnswer } from '../types.ts';
import { say } from '../words.ts';

const pageSize = 20;

/** Messages between organizations that came to nothing, why, and another attempt. */
export const UndeliveredPage = () => {
  const [page, setPage] = useState(1);
  const narrow = useNarrow();
  const path = `/exchange/undelivered?skip=${(page - 1) * pageSize}&limit=${pageSize}`;
  const found = useLoaded(path, () => api.get<UndeliveredPageAnswer>(path));
  const { busy, problem, act } = useAction();
  const { message } = App.useApp();
  const resend = async ({ id }: UndeliveredMessage) => {
    const done = await act(() => api.post(`/exchange/undelivered/${id}/resend`));
    if (done) void message.success(say('messages.resent'));
    await found.reload();
  };
  return (
    <>
      <h1>{say('messages.title')}</h1>
      <p className="muted">{say('messages.hint')}</p>
      {problem && <ShowProblem problem={problem} />}
      {found.problem && <ShowProblem problem={found.problem} again={() => void found.reload()} />}
      <ScrollBox>
        <Table<UndeliveredMessage>
          size="small"
          rowKey="id"
          loading={found.loading}
          dataSource={[...(found.value?.items ?? [])]}
          locale={{ emptyText: <Empty description={say('messages.none')} /> }}
          pagination={{
            current: page,
            pageSize,
            total: found.value?.total ?? 0,
            onChange: setPage,
            showSizeChanger: false,
            hideOnSinglePage: true,
            simple: narrow,
          }}
          columns={[
            { title: say('messages.created'), width: 150, render: (_, row) => showInstant(row.created) },
            { title: say('messages.what'), width: 200, render: (_, row) => <What row={row} /> },
            { title: say('messages.to'), width: 180, dataIndex: 'organizationName' },
            { title: say('messages.why'), render: (_, row) => <Why row={row} /> },
            { title: say('messages.attempts'), width: 90, align: 'right', dataIndex: 'attempts' },
            {
              title: '',
              width: 90,
              render: (_, row) =>
                row.state === 'dead' && (
                  <Button
                    size="small"
                    disabled={busy}
                    aria-label={say('messages.resendNamed', {
                      message: titled(row.messageTitle),
                      organization: row.organizationName,
                    })}
                    onClick={() => void resend(row)}
                  >
                    {say('messages.resend')}
                  </Button>
                ),
            },
          ]}
        />
      </ScrollBox>
    </>
  );
};

const What = ({ row }: { readonly row: UndeliveredMessage }) => (
  <>
    {titled(row.record.moduleTitle)}
    {say('colon')}
    {titled(row.messageTitle)}
    <br />
    <code className="muted">{row.record.id}</code>
  </>
);

const Why = ({ row }: { readonly row: UndeliveredMessage }) => (
  <>
    <Tag color={row.state === 'dead' ? 'orange' : 'red'}>
      {say(row.state === 'dead' ? 'messages.state.dead' : 'messages.state.rejected')}
    </Tag>
    {row.why}
  </>
);
