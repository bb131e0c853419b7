import { Alert, Button, Card, Popconfirm, Result, Space } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { Loading } from '../../runtime-ui/frame/Loading.tsx';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { go } from '../../runtime-ui/router.ts';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { showInstant } from '../../runtime-ui/value/show-time.ts';
import { withChanges } from '../catalog/pack.ts';
import { usePack } from '../catalog/pack-context.ts';
import { NewDefinition } from '../create/NewDefinition.tsx';
import { NewModule } from '../create/NewModule.tsx';
import { useRights } from '../frame/rights.ts';
import { useAction } from '../frame/use-action.ts';
import { PublishCentre } from '../publish/PublishCentre.tsx';
import type { Draft } from '../types.ts';
import { say } from '../words.ts';
import { AddDefinition } from './AddDefinition.tsx';
import { ChangeList } from './ChangeList.tsx';
import { draftApi, editorAddress } from './draft-api.ts';

/** One draft: what it changes, and the way from there to a release. */
export const DraftPage = ({ id }: { readonly id: string }) => {
  const draft = useLoaded(`draft ${id}`, () => draftApi.read(id));
  return (
    <>
      <p className="crumbs">
        <Link to="/admin/drafts">{say('drafts.title')}</Link>
      </p>
      <Loading of={draft}>{(value) => <OpenDraft draft={value} reload={draft.reload} />}</Loading>
    </>
  );
};

interface OpenDraftProps {
  readonly draft: Draft;
  readonly reload: () => Promise<void>;
}

const OpenDraft = ({ draft, reload }: OpenDraftProps) => {
  const { edit } = useRights();
  const { busy, problem, act } = useAction();
  const open = draft.state === 'open';
  const discard = () =>
    act(async () => {
      await draftApi.discard(draft.id);
      go('/admin/drafts');
    });
  return (
    <>
      <header className="page-head">
        <div className="page-title">
          <h1>{draft.title}</h1>
          <span className="muted">
            {say('draft.about', {
              author: draft.author.name,
              number: draft.baseNumber,
              at: showInstant(draft.modified),
            })}
          </span>
        </div>
        {edit && open && (
          <Popconfirm
            title={say('draft.discardConfirm')}
            okText={say('draft.discard')}
            onConfirm={() => void discard()}
          >
            <Button danger loading={busy}>
              {say('draft.discard')}
            </Button>
          </Popconfirm>
        )}
      </header>
      {problem && <ShowProblem problem={problem} />}
      {!open && (
        <Result status="info" title={say(draft.state === 'published' ? 'draft.published' : 'draft.discarded')} />
      )}
      {open && draft.stale && <Alert showIcon type="info" title={say('draft.stale')} className="gap" />}
      <Changes draft={draft} reload={reload} open={open} />
      {open && <PublishCentre key={`${draft.version}`} draft={draft} changed={reload} />}
    </>
  );
};

const Changes = ({ draft, reload, open }: OpenDraftProps & { readonly open: boolean }) => {
  const { edit } = useRights();
  const [adding, setAdding] = useState(false);
  const [creating, setCreating] = useState<'definition' | 'module'>();
  const { problem, act } = useAction();
  const { value: pack } = usePack();
  const changed = useMemo(() => pack && withChanges(pack, draft.items), [pack, draft.items]);
  const itemOf = (file: string) => draft.items.find((item) => item.file === file);
  const takeOut = (file: string) =>
    void act(async () => {
      const item = itemOf(file);
      if (item) await draftApi.takeOut(draft.id, item.kind, item.key);
      await reload();
    });
  const addressOf = (file: string) => {
    const item = itemOf(file);
    return item && item.change !== 'removed' ? editorAddress(draft.id, item.kind, item.key) : undefined;
  };
  const mayEdit = edit && open;
  return (
    <Card
      className="gap"
      title={<h2>{say('draft.changes', { count: draft.items.length })}</h2>}
      extra={
        mayEdit && (
          <Space>
            <Button onClick={() => setAdding(true)}>{say('draft.addChange')}</Button>
            <Button onClick={() => setCreating('definition')}>{say('create.title')}</Button>
            <Button onClick={() => setCreating('module')}>{say('new-module.title')}</Button>
          </Space>
        )
      }
    >
      {problem && <ShowProblem problem={problem} />}
      <ChangeList items={draft.items} pack={changed} addressOf={addressOf} {...(mayEdit && { takeOut })} />
      {adding && changed && <AddDefinition draft={draft.id} pack={changed} close={() => setAdding(false)} />}
      {creating === 'definition' && changed && (
        <NewDefinition
          draft={draft.id}
          pack={changed}
          close={() => setCreating(undefined)}
          made={(kind, key) => go(editorAddress(draft.id, kind, key))}
        />
      )}
      {creating === 'module' && changed && (
        <NewModule
          draft={draft.id}
          pack={changed}
          close={() => setCreating(undefined)}
          made={(key) => go(editorAddress(draft.id, 'module', key))}
        />
      )}
    </Card>
  );
};
