import type { DueResult } from '#engine/deadline/compute-due.ts';
import type { Light } from '#engine/deadline/light.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import type { Watch } from '../../query/undertaking.ts';
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

/** When a clock ends, and how it is lit now. */
export interface ClockSide {
  readonly due: string | null;
  readonly light: Light | null;
  readonly steps: DueResult['steps'];
}

export interface ClockChange {
  readonly deadline: string;
  readonly title: Title;
  readonly before: ClockSide | null;
  readonly after: ClockSide | null;
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
  /** Told how far it is. */
  readonly watch?: Watch;
  /** How many records it may look at, as far as that is known. */
  readonly open?: number;
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
  /** Due dates that would move, and lights that would be others, of all that were looked at. */
  readonly moved: { readonly clocks: number; readonly lights: number };
  readonly byOrganization: readonly { readonly organization: string; readonly changed: number }[];
  /** True when more records change than are shown, or more are open than were looked at. */
  readonly truncated: boolean;
}

const mostShown = 200;

/** Records between two words about how far it is. */
const wordEvery = 50;

export const createSink = (page: PreviewPage): Sink => {
  const { skip = 0, limit = 50, records = Number.POSITIVE_INFINITY, watch, open = 0 } = page;
  const seen = new Set<string>();
  const changed = new Set<string>();
  const organizations = new Map<string, number>();
  const moved = { clocks: 0, lights: 0 };
  const shown = new Map<string, RecordChanges>();
  const most = Math.min(Math.max(limit, 0), mostShown);
  const entry = (record: PreviewedRecord): RecordChanges | undefined => {
    const isNew = !changed.has(record.id);
    changed.add(record.id);
    if (isNew) organizations.set(record.organization, (organizations.get(record.organization) ?? 0) + 1);
    if (isNew && changed.size > skip && shown.size < most)
      shown.set(record.id, { record, rulesets: [], clocks: [], documents: [] });
    return shown.get(record.id);
  };
  return {
    rule: (record, change) => void entry(record)?.rulesets.push(change),
    clock: (record, change) => {
      if (change.before?.due !== change.after?.due) moved.clocks += 1;
      if (change.before?.light !== change.after?.light) moved.lights += 1;
      entry(record)?.clocks.push(change);
    },
    document: (record, change) => void entry(record)?.documents.push(change),
    examined: (record) => {
      seen.add(record);
      if (seen.size % wordEvery === 0) watch?.tell(seen.size / Math.max(open, seen.size + 1));
    },
    full: () => seen.size >= records,
    result: () => ({
      examined: seen.size,
      changed: changed.size,
      changes: [...shown.values()],
      moved,
      byOrganization: [...organizations]
        .map(([organization, count]) => ({ organization, changed: count }))
        .sort((a, b) => b.changed - a.changed),
      truncated: changed.size > skip + shown.size || seen.size >= records,
    }),
  };
};
