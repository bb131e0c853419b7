import type { Issue } from '#engine/issue.ts';
import type { Effect } from '#engine/schema/types.gen.ts';
import type { Fit } from '#engine/workflow/fits.ts';
import type { RecordHeader } from '../../storage/records.ts';
import type { OpenRecord, RecordData } from '../open-record.ts';
import type { Unit } from '../unit.ts';

/** What effects work on: the record as it stands, and what was handed in with the action. */
export interface EffectWork {
  readonly unit: Unit;
  readonly record: OpenRecord;
  readonly input: Readonly<Record<string, unknown>>;
  readonly fit: Fit;
  readonly warnings: Issue[];
  /** Records the effects ask for; they are stored after the last effect. */
  readonly created: NewRecord[];
}

export interface NewRecord {
  /** Given where another record already names the one to be made. */
  readonly id?: string;
  readonly module: string;
  /** The form its first entry is a filling of; the one of the module where it is not said. */
  readonly form?: string;
  readonly data: RecordData;
  /** What the person filled in; taken from the data where a definition made the record. */
  readonly entry?: RecordData;
  readonly organization: string;
  /** The record it lies below: the child shares its organization, law and family. */
  readonly parent?: Pick<RecordHeader, 'id' | 'root_id' | 'organization' | 'regime'>;
}

export type RunEffect<T extends Effect['type']> = (
  work: EffectWork,
  effect: Extract<Effect, { type: T }>,
) => Promise<void>;
