import type { Title } from '../schema/types.gen.ts';

/** A rule set that decides nothing until somebody switches it on again. */
export interface SwitchedOffRule {
  readonly ruleset: string;
  readonly title: Title;
  readonly moduleTitle: Title | null;
  /** It decides about many records, and can be tried. */
  readonly overMany: boolean;
  readonly reason: Title | string | null;
  /** How often it failed, one time after the other; 0 where a person switched it off. */
  readonly failures: number;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string };
  /** Whether the asker may switch it on. */
  readonly maySwitch: boolean;
}
