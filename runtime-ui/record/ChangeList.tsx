import type { Described } from '../answer/modules.ts';
import type { Labels } from '../value/lookup.ts';
import { type ShownField, showValue } from '../value/show-value.ts';
import { say, titled } from '../words.ts';
import { hashedOf, type ShownChange, shownChanges } from './shown-changes.ts';

interface ChangeListProps {
  readonly changes: unknown;
  readonly described: Described | undefined;
  readonly labels: Labels;
  readonly organization: string;
}

/** As many as are read at a glance; the others are unfolded. */
const first = 6;

/** What an event changed: field, value before, value after. */
export const ChangeList = ({ changes, described, labels, organization }: ChangeListProps) => {
  const shown = shownChanges(changes, described);
  if (shown.length === 0) return null;
  const words = (field: ShownField, value: unknown): string => {
    const hashed = hashedOf(value);
    if (hashed !== undefined) return say(hashed === 'long' ? 'timeline.long' : 'timeline.hashed');
    return showValue(field, value, labels, organization) || say('conflict.empty');
  };
  const lines = (part: readonly ShownChange[]) => (
    <ul className="changes">
      {part.map((change) => (
        <li key={change.key}>
          <span className="change-title">{titleOf(change)}</span>
          {change.old !== undefined && !bothHidden(change) && (
            <>
              <del>{words(change.field, change.old)}</del> <span aria-hidden="true">→</span>{' '}
            </>
          )}
          <ins>{words(change.field, change.now)}</ins>
        </li>
      ))}
    </ul>
  );
  const rest = shown.slice(first);
  return (
    <div className="change-list">
      {lines(shown.slice(0, first))}
      {rest.length > 0 && (
        <details>
          <summary>{say('timeline.more', { count: rest.length })}</summary>
          {lines(rest)}
        </details>
      )}
    </div>
  );
};

/** Of two hashes there is nothing to tell but that they differ. */
const bothHidden = ({ old, now }: ShownChange): boolean =>
  hashedOf(old) === 'sensitive' && hashedOf(now) === 'sensitive';

const titleOf = ({ title, row, cell }: ShownChange): string =>
  row === undefined ? titled(title) : `${titled(title)} ${say('timeline.row', { row, field: titled(cell) })}`;
