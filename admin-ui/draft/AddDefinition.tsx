import { Empty, Input, Modal } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { titled } from '../../runtime-ui/words.ts';
import { entriesOf, filterEntries } from '../catalog/entries.ts';
import type { Pack } from '../catalog/pack.ts';
import { say, sayIfKnown } from '../words.ts';
import { editorAddress } from './draft-api.ts';

const most = 30;

interface AddDefinitionProps {
  readonly draft: string;
  readonly pack: Pack;
  readonly close: () => void;
}

/** Looks for a definition to change in the draft. */
export const AddDefinition = ({ draft, pack, close }: AddDefinitionProps) => {
  const [words, setWords] = useState('');
  const entries = useMemo(() => entriesOf(pack), [pack]);
  const found = filterEntries(entries, { words });
  return (
    <Modal open title={say('draft.addChange')} onCancel={close} footer={null}>
      <Input.Search
        autoFocus
        allowClear
        aria-label={say('definitions.search')}
        placeholder={say('definitions.search')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {found.length === 0 && <Empty description={say('definitions.none')} />}
      <ul className="found-list">
        {found.slice(0, most).map((entry) => (
          <li key={entry.file}>
            <span className="muted">{sayIfKnown(`kind.${entry.kind}`)}</span>{' '}
            <Link to={editorAddress(draft, entry.kind, entry.key)}>{titled(entry.title)}</Link>
          </li>
        ))}
      </ul>
      {found.length > most && <p className="muted">{say('definitions.more', { count: found.length - most })}</p>}
    </Modal>
  );
};
