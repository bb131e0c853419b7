import { Button, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import { api } from '../../runtime-ui/api.ts';
import { Loading } from '../../runtime-ui/frame/Loading.tsx';
import { go } from '../../runtime-ui/router.ts';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { showInstant } from '../../runtime-ui/value/show-time.ts';
import { useRights } from '../frame/rights.ts';
import { ScrollBox } from '../frame/ScrollBox.tsx';
import type { Release } from '../types.ts';
import { say, sayIfKnown } from '../words.ts';
import { differencesAddress, olderFirst } from './choose-releases.ts';
import { RevertDialog } from './RevertDialog.tsx';

/** Every release with who made it, when and why; two of them compared; one taken back. */
export const ReleasesPage = () => {
  const releases = useLoaded('releases', () => api.get<Release[]>('/releases'));
  return (
    <>
      <h1>{say('releases.title')}</h1>
      <p className="muted">{say('releases.hint')}</p>
      <Loading of={releases}>{(value) => <Releases releases={value} />}</Loading>
    </>
  );
};

const Releases = ({ releases }: { readonly releases: readonly Release[] }) => {
  const { publish } = useRights();
  const [chosen, choose] = useState<readonly string[]>([]);
  const [reverting, setReverting] = useState<Release>();
  const pair = olderFirst(releases, chosen);
  return (
    <>
      <Space className="list-tools" wrap>
        <Button disabled={pair === undefined} onClick={() => pair && go(differencesAddress(...pair))}>
          {say('releases.compare')}
        </Button>
        {pair === undefined && <span className="muted">{say('releases.chooseTwo')}</span>}
      </Space>
      <ScrollBox>
        <Table<Release>
          size="small"
          rowKey="id"
          dataSource={[...releases]}
          pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
          rowSelection={{
            selectedRowKeys: [...chosen],
            onChange: (keys) => choose(keys.map(String).slice(-2)),
            hideSelectAll: true,
            columnTitle: say('releases.choose'),
            columnWidth: 56,
            getCheckboxProps: ({ number }) => ({ 'aria-label': say('release.number', { number }) }) as object,
          }}
          columns={[
            {
              title: say('releases.number'),
              width: 130,
              render: (_, { number, current }) => (
                <>
                  {say('release.number', { number })} {current && <Tag color="green">{say('releases.current')}</Tag>}
                </>
              ),
            },
            {
              title: say('releases.note'),
              minWidth: 220,
              render: (_, { note }) => sayIfKnown(`release.note.${note}`) ?? note,
            },
            {
              title: say('releases.author'),
              width: 120,
              render: (_, { author }) => sayIfKnown(`person.${author.id}`) ?? author.name,
            },
            { title: say('releases.at'), width: 150, render: (_, { publishedAt }) => showInstant(publishedAt) },
            {
              title: say('releases.tools'),
              width: 240,
              render: (_, release) => (
                <Space size={4}>
                  {release.parent && (
                    <Button size="small" onClick={() => go(differencesAddress(release.parent ?? '', release.id))}>
                      {say('releases.changes')}
                    </Button>
                  )}
                  {release.impact && (
                    <Button size="small" onClick={() => go(`/admin/releases/${release.id}/impact`)}>
                      {say('releases.impact')}
                    </Button>
                  )}
                  {publish && release.parent && (
                    <Button size="small" danger onClick={() => setReverting(release)}>
                      {say('releases.revert')}
                    </Button>
                  )}
                </Space>
              ),
            },
          ]}
        />
      </ScrollBox>
      {reverting && <RevertDialog release={reverting} close={() => setReverting(undefined)} />}
    </>
  );
};
