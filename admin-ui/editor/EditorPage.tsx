import { Button, Empty, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { Loading } from '../../runtime-ui/frame/Loading.tsx';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { titled } from '../../runtime-ui/words.ts';
import { entriesOf } from '../catalog/entries.ts';
import { type Pack, withChanges } from '../catalog/pack.ts';
import { usePack } from '../catalog/pack-context.ts';
import { DeleteDefinition } from '../create/DeleteDefinition.tsx';
import { draftAddress, draftApi } from '../draft/draft-api.ts';
import { useRights } from '../frame/rights.ts';
import type { Draft } from '../types.ts';
import { say, sayIfKnown } from '../words.ts';
import { DefinitionEditor } from './DefinitionEditor.tsx';

interface EditorPageProps {
  readonly draft: string;
  readonly kind: string;
  readonly name: string;
}

/** Changes one definition in a draft. */
export const EditorPage = ({ draft: id, kind, name }: EditorPageProps) => {
  const draft = useLoaded(`draft ${id}`, () => draftApi.read(id));
  const pack = usePack();
  return (
    <Loading of={pack}>
      {(inForce) => (
        <Loading of={draft}>{(value) => <Editor draft={value} inForce={inForce} kind={kind} name={name} />}</Loading>
      )}
    </Loading>
  );
};

interface EditorProps {
  readonly draft: Draft;
  readonly inForce: Pack;
  readonly kind: string;
  readonly name: string;
}

const Editor = ({ draft, inForce, kind, name }: EditorProps) => {
  const { edit } = useRights();
  const [deleting, setDeleting] = useState(false);
  const readOnly = !edit || draft.state !== 'open';
  const pack = useMemo(() => withChanges(inForce, draft.items), [inForce, draft.items]);
  const entry = entriesOf(pack).find((one) => one.kind === kind && one.key === name);
  if (entry === undefined) return <Empty description={say('definition.none')} />;
  return (
    <>
      <p className="crumbs">
        <Link to="/admin/drafts">{say('drafts.title')}</Link>
        <Link to={draftAddress(draft.id)}>{draft.title}</Link>
      </p>
      <header className="page-head">
        <div className="page-title">
          <h1>{titled(entry.title)}</h1>
          <Tag>{sayIfKnown(`kind.${kind}`)}</Tag> <code className="file-name">{entry.file}</code>
        </div>
        {!readOnly && (
          <Button danger onClick={() => setDeleting(true)}>
            {say('remove.open')}
          </Button>
        )}
      </header>
      {deleting && <DeleteDefinition draft={draft} pack={pack} entry={entry} close={() => setDeleting(false)} />}
      <DefinitionEditor
        key={entry.file}
        draft={draft}
        inForce={inForce}
        pack={pack}
        entry={entry}
        readOnly={readOnly}
      />
    </>
  );
};
