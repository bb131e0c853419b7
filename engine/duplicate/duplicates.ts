import type { Title } from '../schema/types.gen.ts';

/** What else may be about the same as what is being filled in; `score` is 0 to 100. */
export interface Duplicates {
  readonly key: string;
  readonly title: Title;
  readonly warn: number;
  readonly block: number;
  readonly found: readonly {
    readonly _id: string;
    readonly module: string;
    readonly moduleTitle: Title;
    readonly title: string;
    readonly stateTitle: Title;
    readonly score: number;
    readonly reasons: readonly { readonly title: Title; readonly points: number }[];
  }[];
}
