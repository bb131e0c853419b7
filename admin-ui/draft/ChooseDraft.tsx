import { Button, Empty, Modal } from 'antd';
import { useState } from 'react';
import { Loading } from '../../runtime-ui/frame/Loading.tsx';
import { go } from '../../runtime-ui/router.ts';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { showInstant } from '../../runtime-ui/value/show-time.ts';
import type { DefinitionEntry } from '../catalog/entries.ts';
import { say } from '../words.ts';
import { draftApi, editorAddress } from './draft-api.ts';
import { NewDraft } from './NewDraft.tsx';

interface ChooseDraftProps {
  readonly entry: Pick<DefinitionEntry, 'kind' | 'key'>;
  readonly close: () => void;
}

/** In which draft a definition is changed: an open one or a new one. */
export const ChooseDraft = ({ entry, close }: ChooseDraftProps) => {
  const drafts = useLoaded('drafts', draftApi.list);
  const [adding, setAdding] = useState(false);
  const edit = (draft: string) => go(editorAddress(draft, entry.kind, entry.key));
  if (adding) return <NewDraft opened={edit} close={close} />;
  return (
    <Modal
      open
      title={say('chooseDraft.title')}
      onCancel={close}
      footer={
        <Button type="primary" onClick={() => setAdding(true)}>
          {say('drafts.new')}
        </Button>
      }
    >
      <p className="muted">{say('chooseDraft.hint')}</p>
      <Loading of={drafts}>
        {(value) =>
          value.length === 0 ? (
            <Empty description={say('drafts.none')} />
          ) : (
            <ul className="choices">
              {value.map((draft) => (
                <li key={draft.id}>
                  <Button block onClick={() => edit(draft.id)}>
                    <strong>{draft.title}</strong>
                    <span className="muted">
                      {draft.author.name} {showInstant(draft.modified)}
                    </span>
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loading>
    </Modal>
  );
};
