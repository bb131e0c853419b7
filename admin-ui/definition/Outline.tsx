import type { AnyDefinition } from '#engine/definition/kinds.ts';
import { language } from '../../runtime-ui/words.ts';
import { outlineOf } from './outline.ts';

/** Any definition, member by member, for kinds without a view of their own. What the head of the page says is left out. */
export const Outline = ({ value: { kind, key, module, title, ...members } }: { readonly value: AnyDefinition }) => (
  <ul className="outline">
    {outlineOf(members, language()).map((line, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an immutable definition never move
      <li key={index} style={{ paddingInlineStart: `${line.depth * 1.25}rem` }}>
        <span className="muted">{line.name}</span> {line.text}
      </li>
    ))}
  </ul>
);
