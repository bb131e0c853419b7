import type { ConditionLine } from '../catalog/condition-words.ts';

/** A condition as an indented tree of sentences. */
export const ConditionTree = ({ lines }: { readonly lines: readonly ConditionLine[] }) => (
  <ul className="condition">
    {lines.map((line, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an immutable condition never move
      <li key={index} style={{ paddingInlineStart: `${line.depth * 1.25}rem` }}>
        {line.text}
      </li>
    ))}
  </ul>
);
