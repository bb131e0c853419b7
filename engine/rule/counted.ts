import type { Title } from '../schema/types.gen.ts';

/** A record a decision counted, as one person may follow it; what is null is out of his reach. */
export interface CountedLink {
  readonly id: string;
  /** Of the record when it was counted; 0 where nobody knows. */
  readonly version: number;
  readonly module: string | null;
  readonly title: string | null;
  readonly stateTitle: Title | null;
  /** Of the record today. */
  readonly current: number | null;
}

/** The records of one aggregate or fact; the key is empty for those counted once and no more. */
export interface CountedList {
  readonly key: string;
  readonly title: Title;
  readonly total: number;
  readonly records: readonly CountedLink[];
}
