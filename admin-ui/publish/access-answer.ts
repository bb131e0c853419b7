import type { RoleGain, ShownField } from '#engine/access/widening.ts';
import type { ApiIssue } from '../../runtime-ui/api.ts';

interface Person {
  readonly id: string;
  readonly name: string;
}

/** What the server says of how a draft comes into force. */
export interface DraftAccess {
  /** Names what the draft changes now: an approval is given to exactly this. */
  readonly content: string;
  readonly widens: boolean;
  readonly roles: readonly (RoleGain & {
    readonly holders: { readonly count: number; readonly names: readonly string[] };
  })[];
  readonly fields: readonly ShownField[];
  readonly approvals: readonly {
    readonly by: Person;
    readonly at: string;
    readonly note: string;
    readonly issue: ApiIssue | null;
  }[];
  readonly approved: boolean;
  readonly approve: { readonly allowed: boolean; readonly reasons: readonly ApiIssue[] };
  readonly plan: {
    readonly at: string;
    readonly by: Person;
    readonly note: string;
    readonly state: 'waiting' | 'published' | 'failed' | 'cancelled';
    readonly reasons: readonly ApiIssue[];
  } | null;
}
