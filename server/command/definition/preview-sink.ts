import type { Title } from '#engine/schema/types.gen.ts';
import type { DocumentChange } from './preview-documents.ts';

/** An open record as the preview names it. */
interface PreviewedRecord {
  readonly id: string;
  readonly module: string;
  readonly title: string;
  readonly state: string;
  readonly organization: string;
}

/** One answer that would be another; null where a definition does not exist or gives no answer. */
export interface RuleChange {
  readonly key: string;
  readonly title: Title;
  readonly before: object | null;
  readonly after: object | null;
}

export interface ClockChange {
  readonly deadline: string;
  readonly title: Title;
  readonly before: object | null;
  readonly after: object | null;
}

export interface RecordChanges {
  readonly record: PreviewedRecord;
  readonly rulesets: RuleChange[];
  readonly clocks: ClockChange[];
  readonly documents: DocumentChange[];
}

export interface PreviewPage {
  /** Records with changes to pass over, and to show. */
  readonly skip?: number;
  readonly limit?: number;
  /** Looks at no more records than this. */
  readonly records?: number;
}

/** Counts everything and keeps one page of records. */
export interface Sink {
  readonly rule: (record: PreviewedRecord, change: RuleChange) => void;
  readonly clock: (record: PreviewedRecord, change: ClockChange) => void;
  readonly document: (record: PreviewedRecord, change: DocumentChange) => void;
  readonly examined: (record: string) => void;
  readonly full: () => boolean;
  readonly result: () => SinkResult;
}

export interface SinkResult {
  readonly examined: number;
  readonly changed: number;
  readonly changes: readonly RecordChanges[];
  /** True when more records change than are shown, or more are open than were looked at. */
  readonly truncated: boolean;
}

const mostShown = 200;

export const createSink = ({ skip = 0, limit = 50, records = Number.POSITIVE_INFINITY }: PreviewPage): Sink => {
  const seen = new Set<string>();
  const changed = new Set<string>();
  const shown = new Map<string, RecordChanges>();
  const most = Math.min(Math.max(limit, 0), mostShown);
  const entry = (record: PreviewedRecord): RecordChanges | undefined => {
    const isNew = !changed.has(record.id);
    changed.add(record.id);
    if (isNew && changed.size > skip && shown.size < most)
      shown.set(record.id, { record, rulesets: [], clocks: [], documents: [] });
    return shown.get(record.id);
  };
  return {
    rule: (record, change) => void entry(record)?.rulesets.push(change),
    clock: (record, change) => void entry(record)?.clocks.push(change),
    document: (record, change) => void entry(record)?.documents.push(change),
    examined: (record) => void seen.add(record),
    full: () => seen.size >= records,
    result: () => ({
      examined: seen.size,
      changed: changed.size,
      changes: [...shown.values()],
      truncated: changed.size > skip + shown.size || seen.size >= records,
    }),
  };
};
