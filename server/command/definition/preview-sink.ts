import type { Title } from '#engine/schema/types.gen.ts';

/** One open record that a change of definitions would treat otherwise; `before` and `after` carry outcome and trace. */
export interface Change {
  readonly kind: 'ruleset' | 'deadline';
  readonly key: string;
  readonly title: Title;
  readonly record: {
    readonly id: string;
    readonly module: string;
    readonly title: string;
    readonly state: string;
    readonly organization: string;
  };
  /** null where the definition does not exist or gives no answer. */
  readonly before: object | null;
  readonly after: object | null;
}

export interface PreviewPage {
  readonly skip?: number;
  readonly limit?: number;
  /** Looks at no more records than this. */
  readonly records?: number;
}

/** Counts everything and keeps one page. */
export interface Sink {
  readonly add: (change: Change) => void;
  readonly examined: (record: string) => void;
  readonly full: () => boolean;
  readonly result: () => {
    readonly examined: number;
    readonly changed: number;
    readonly items: readonly Change[];
    readonly complete: boolean;
  };
}

const mostItems = 200;

export const createSink = ({ skip = 0, limit = 50, records = Number.POSITIVE_INFINITY }: PreviewPage): Sink => {
  const seen = new Set<string>();
  const changed = new Set<string>();
  const items: Change[] = [];
  const most = Math.min(Math.max(limit, 0), mostItems);
  let count = 0;
  return {
    add: (change) => {
      if (count >= skip && items.length < most) items.push(change);
      count += 1;
      changed.add(change.record.id);
    },
    examined: (record) => void seen.add(record),
    full: () => seen.size >= records,
    result: () => ({ examined: seen.size, changed: changed.size, items, complete: seen.size < records }),
  };
};
