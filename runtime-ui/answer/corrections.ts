import type { Title } from '#engine/schema/types.gen.ts';
import type { Person } from './people.ts';

export type PaperDecision = 'supersede' | 'withdraw' | 'keep';

/** A paper issued from what was corrected. */
export interface CorrectedPaper {
  readonly document: string;
  readonly title: string;
  readonly number: string | null;
  readonly served: string | null;
  readonly fields: readonly string[];
  readonly decision: PaperDecision | null;
  readonly reason?: string | null;
  readonly replacement?: { readonly id: string; readonly number: string | null } | null;
}

/** A correction of a locked form; while its sign-off runs, the papers that would no longer agree. */
export interface Correction {
  readonly id: string;
  readonly action: string;
  readonly form: string;
  readonly title: Title;
  readonly state: 'proposed' | 'applied' | 'returned' | 'recalled' | 'ended';
  readonly reason: string;
  readonly changes: readonly { readonly field: string; readonly old?: unknown; readonly new?: unknown }[];
  readonly papers: readonly CorrectedPaper[];
  readonly proposedBy: Person;
  readonly proposedAt: string;
  readonly endedBy: Person | null;
  readonly endedAt: string | null;
  readonly mayDecide: boolean;
}
