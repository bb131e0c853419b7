import { Empty } from 'antd';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { titled } from '../../runtime-ui/words.ts';
import { type DefinitionEntry, definitionAddress } from '../catalog/entries.ts';
import type { Pack } from '../catalog/pack.ts';
import { say, sayIfKnown } from '../words.ts';
import { usagesOf } from './usages.ts';

/** Which other definitions name this one. */
export const Usages = ({ pack, entry }: { readonly pack: Pack; readonly entry: DefinitionEntry }) => {
  const usages = usagesOf(pack, entry);
  if (usages.length === 0) return <Empty description={say('definition.noUsages')} />;
  return (
    <ul className="usages">
      {usages.map((other) => (
        <li key={other.file}>
          <span className="muted">{sayIfKnown(`kind.${other.kind}`) ?? other.kind}</span>{' '}
          <Link to={definitionAddress(other.kind, other.key)}>{titled(other.title)}</Link>
        </li>
      ))}
    </ul>
  );
};
