import type { Apart } from '../schema/types.gen.ts';
import type { HeldPost } from './fits.ts';
import type { DutyDone } from './four-eyes.ts';

/** A record as the separation of persons sees it. */
export interface ApartFrom {
  readonly owner: string;
  readonly organization: string;
  readonly assignments: readonly { readonly account: string; readonly reason: string }[];
  /** Within its whole root record. */
  readonly duties: readonly DutyDone[];
}

/** The key of this record itself among those asked; any other key is a field that names one. */
export const ownRecord = '';

interface Asked {
  /** Who acts, and whom he acts for. */
  readonly persons: readonly string[];
  readonly posts: readonly HeldPost[];
}

/**
 * The first of the rules that keeps one of these persons away. A record that is not named, or not there, keeps nobody
 * away.
 */
export const apartConflict = (
  rules: readonly Apart[],
  { persons, posts }: Asked,
  records: ReadonlyMap<string, ApartFrom>,
): Apart | undefined =>
  rules.find(({ group, assigned, author, organization, record }) => {
    const from = records.get(record ?? ownRecord);
    if (from === undefined) return false;
    return (
      (group !== undefined && from.duties.some((one) => one.group === group && persons.includes(one.account))) ||
      (assigned !== undefined &&
        from.assignments.some((one) => one.reason === assigned && persons.includes(one.account))) ||
      (author === true && persons.includes(from.owner)) ||
      (organization === true && posts.some((held) => held.organization === from.organization))
    );
  });
