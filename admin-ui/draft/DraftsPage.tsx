import { Button, Empty, Table } from 'antd';
import { useState } from 'react';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { Loading } from '../../runtime-ui/frame/Loading.tsx';
import { go } from '../../runtime-ui/router.ts';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { showInstant } from '../../runtime-ui/value/show-time.ts';
import { useRights } from '../frame/rights.ts';
import type { DraftSummary } from '../types.ts';
import { say } from '../words.ts';
import { draftAddress, draftApi } from './draft-api.ts';
import { NewDraft } from './NewDraft.tsx';

/** The open drafts. */
export const DraftsPage = () => {
  const { edit } = useRights();
  const drafts = useLoaded('drafts', draftApi.list);
  const [adding, setAdding] = useState(false);
  return (
    <>
      <header className="page-head">
        <h1>{say('drafts.title')}</h1>
        {edit && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {say('drafts.new')}
          </Button>
        )}
      </header>
      <p className="muted">{say('drafts.hint')}</p>
      <Loading of={drafts}>{(value) => <DraftTable drafts={value} />}</Loading>
      {adding && <NewDraft opened={(id) => go(draftAddress(id))} close={() => setAdding(false)} />}
    </>
  );
};

const DraftTable = ({ drafts }: { readonly drafts: readonly DraftSummary[] }) => (
  <Table<DraftSummary>
    size="small"
    rowKey="id"
    dataSource={[...drafts]}
    pagination={{ pageSize: 30, hideOnSinglePage: true }}
    locale={{ emptyText: <Empty description={say('drafts.none')} /> }}
    columns={[
      { title: say('drafts.name'), render: (_, draft) => <Link to={draftAddress(draft.id)}>{draft.title}</Link> },
      { title: say('drafts.author'), width: 120, render: (_, draft) => draft.author.name },
      {
        title: say('drafts.base'),
        width: 110,
        responsive: ['md'],
        render: (_, draft) => say('release.number', { number: draft.baseNumber }),
      },
      {
        title: say('drafts.modified'),
        width: 160,
        responsive: ['sm'],
        render: (_, draft) => showInstant(draft.modified),
      },
    ]}
  />
);
