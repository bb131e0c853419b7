import { Fragment } from 'react';
import type { AnyDefinition } from '#engine/definition/kinds.ts';
import { language } from '../../runtime-ui/words.ts';
import type { Pack } from '../catalog/pack.ts';
import { say, sayIfKnown } from '../words.ts';
import { outlineOf } from './outline.ts';
import { outlineWords } from './outline-words.ts';

interface OutlineProps {
  readonly value: AnyDefinition;
  readonly pack: Pack;
}

/** Any definition, member by member, for kinds without a view of their own. What the head of the page says is left out. */
export const Outline = ({ value, pack }: OutlineProps) => {
  const { kind, key, module, title, ...members } = value;
  const record = 'record' in value && typeof value.record === 'string' ? value.record : module;
  return (
    <ul className="outline">
      {outlineOf(members, language()).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an immutable definition never move
        <li key={index} style={{ paddingInlineStart: `${line.depth * 1.25}rem` }}>
          <span className="muted">
            {sayIfKnown(`member.${line.name}`) ?? (/^\d+$/.test(line.name) ? line.name : <code>{line.name}</code>)}
          </span>{' '}
          {line.values.map((one, place) => {
            const words = line.words ? String(one) : outlineWords(pack, line.name, one, record);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <Fragment key={place}>
                {place > 0 && say('comma')}
                {words ?? <code>{String(one)}</code>}
              </Fragment>
            );
          })}
        </li>
      ))}
    </ul>
  );
};
