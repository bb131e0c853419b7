import { language } from '../../runtime-ui/words.ts';
import { outlineOf } from './outline.ts';

/** Any definition, member by member, for kinds without a view of their own. */
export const Outline = ({ value }: { readonly value: object }) => (
  <ul className="outline">
    {outlineOf(value, language()).map((line, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an immutable definition never move
      <li key={index} style={{ paddingInlineStart: `${line.depth * 1.25}rem` }}>
        <span className="muted">{line.name}</span> {line.text}
      </li>
    ))}
  </ul>
);
