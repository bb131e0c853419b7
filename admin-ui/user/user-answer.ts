import type { Title } from '#engine/schema/types.gen.ts';

/** A post held in an organization, from and to a day (null: without end). */
export interface HeldPost {
  readonly post: string;
  readonly organization: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly title: Title;
}

export interface ManagedUser {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly organization: { readonly id: string; readonly name: string };
  readonly active: boolean;
  /** True of oneself: others decide about that account. */
  readonly own: boolean;
  readonly password: 'none' | 'oneTime' | 'own';
  readonly roles: readonly { readonly key: string; readonly title: Title }[];
  readonly posts: readonly HeldPost[];
  /** Roles that wait for a second person. */
  readonly requests: readonly {
    readonly id: string;
    readonly role: string;
    readonly title: Title;
    readonly askedBy: string;
  }[];
}

export interface UserPage {
  readonly total: number;
  readonly items: readonly ManagedUser[];
}

export interface Grants {
  readonly roles: readonly {
    readonly key: string;
    readonly title: Title;
    /** Whether one may give it, and whether a second person has to agree. */
    readonly allowed: boolean;
    readonly second: boolean;
  }[];
  readonly posts: readonly { readonly key: string; readonly title: Title }[];
}
