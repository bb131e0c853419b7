import { Alert, Modal } from 'antd';
import { useMemo } from 'react';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { go } from '../../runtime-ui/router.ts';
import { titled } from '../../runtime-ui/words.ts';
import type { DefinitionEntry } from '../catalog/entries.ts';
import type { Pack } from '../catalog/pack.ts';
import { draftAddress, draftApi, editorAddress } from '../draft/draft-api.ts';
import { FindingList } from '../frame/FindingList.tsx';
import { useAction } from '../frame/use-action.ts';
import type { Draft } from '../types.ts';
import { say, sayIfKnown } from '../words.ts';
import { deletionOf } from './deletion.ts';

interface DeleteDefinitionProps {
  readonly draft: Draft;
  readonly pack: Pack;
  readonly entry: DefinitionEntry;
  readonly close: () => void;
}

/** Deletes a definition in the draft, or says who cannot do without it. */
export const DeleteDefinition = ({ draft, pack, entry, close }: DeleteDefinitionProps) => {
  const { users, findings, mentions } = useMemo(() => deletionOf(pack, entry), [pack, entry]);
  const { busy, problem, act } = useAction();
  const added = draft.items.some(({ file, change }) => file === entry.file && change === 'added');
  const remove = () =>
    act(async () => {
      if (added) await draftApi.takeOut(draft.id, entry.kind, entry.key);
      else await draftApi.remove(draft.id, entry.kind, entry.key);
      go(draftAddress(draft.id), { unasked: true });
    });
  const needed = users.length > 0;
  return (
    <Modal
      open
      title={say('remove.title', { name: titled(entry.title) })}
      okText={say('remove.run')}
      okButtonProps={{ danger: true, disabled: needed, loading: busy }}
      onOk={() => void remove()}
      onCancel={close}
    >
      {problem && <ShowProblem problem={problem} />}
      {needed ? (
        <>
          <Alert showIcon type="error" className="gap" title={say('remove.needed', { count: users.length })} />
          <EntryLinks entries={users} draft={draft.id} />
          {findings.length > 0 && (
            <details>
              <summary>{say('remove.why')}</summary>
              <FindingList findings={findings} limit={20} />
            </details>
          )}
        </>
      ) : (
        <Alert showIcon type="info" className="gap" title={say('remove.free')} />
      )}
      {mentions.length > 0 && (
        <>
          <p className="muted">{say('remove.mentions')}</p>
          <EntryLinks entries={mentions} draft={draft.id} />
        </>
      )}
    </Modal>
  );
};

const most = 12;

const EntryLinks = ({ entries, draft }: { readonly entries: readonly DefinitionEntry[]; readonly draft: string }) => (
  <ul className="usages gap">
    {entries.slice(0, most).map(({ file, kind, key, title }) => (
      <li key={file}>
        <span className="muted">{sayIfKnown(`kind.${kind}`) ?? kind}</span>{' '}
        <Link to={editorAddress(draft, kind, key)}>{titled(title)}</Link>
      </li>
    ))}
    {entries.length > most && <li className="muted">{say('check.more', { count: entries.length - most })}</li>}
  </ul>
);
