import type { Title } from '#engine/schema/types.gen.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface Account extends Person {
  readonly organization: string;
  readonly posts: readonly { readonly key: string; readonly title: Title }[];
}

export interface Me {
  readonly account: Person;
  readonly organization: { readonly id: string; readonly name: string; readonly level: string };
  readonly roles: readonly string[];
  readonly roleTitles: readonly Title[];
  readonly posts: readonly { readonly organization: string; readonly post: string; readonly title: Title }[];
  readonly system: readonly string[];
  /** Whether there is anything he may import. */
  readonly imports: boolean;
  readonly demo: boolean;
  readonly clock: string | null;
  readonly now: string;
}

export interface DemoUser {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly organization: { readonly id: string; readonly name: string; readonly levelTitle: Title };
  readonly posts: readonly Title[];
  readonly roles: readonly Title[];
}

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  readonly parent: string | null;
}
