import type { Issue } from '#engine/issue.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import type { Person } from './people.ts';

export interface Said extends Issue {
  readonly message: string;
}

export interface ApprovalChoice {
  readonly step: string | { readonly key: string; readonly title: Title };
  readonly results: readonly {
    readonly key: string;
    readonly title?: Title;
    readonly opinionRequired?: boolean;
    /** What speaks against it now. */
    readonly reasons?: readonly Said[];
  }[];
  readonly returnTo: readonly { readonly key: string; readonly title: Title }[];
  readonly toAuthor?: boolean;
  readonly skippable?: readonly { readonly key: string; readonly title: Title }[];
}

export interface Action {
  readonly key: string;
  readonly title: Title;
  readonly allowed: boolean;
  readonly reasons: readonly Said[];
  readonly form?: string | null;
  readonly approval?: ApprovalChoice | null;
  /** The locked forms it may correct; absent for an action that corrects nothing. */
  readonly correct?: readonly string[];
  readonly danger?: boolean;
  readonly help?: Title | null;
}

export interface Task {
  readonly id: string;
  readonly title: Title;
  readonly state: string;
  readonly action: string | null;
  readonly due: string | null;
  readonly light?: string | null;
  readonly created: string;
  readonly done: string | null;
  readonly claimedBy: string | null;
  /** False where the task is asked of one person by name. */
  readonly claimable?: boolean;
  readonly record: {
    readonly _id: string;
    readonly module: string;
    readonly title: string;
    readonly organization: string;
    readonly stateTitle: Title;
  };
}

export interface ApprovalRun {
  readonly id: string;
  readonly action: string;
  readonly title: Title;
  readonly round: number;
  readonly state: string;
  readonly result: string | null;
  readonly started: string;
  readonly ended: string | null;
  readonly steps: readonly {
    readonly id: string;
    readonly step: string;
    readonly title: Title;
    readonly state: string;
    readonly account: Person | null;
    readonly on_behalf_of: Person | null;
    readonly result: string | null;
    readonly opinion: string | null;
    readonly at: string | null;
  }[];
}
