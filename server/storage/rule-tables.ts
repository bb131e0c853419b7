import type { CivilDate, Instant, JsonText } from './column-types.ts';

export interface RuleRunTable {
  id: string;
  ruleset: string;
  release: string;
  /** Blob hash of the rule set's file. */
  definition: string;
  as_of: CivilDate;
  profile: string | null;
  /** What started it. */
  cause: 'demand' | 'daily' | 'release' | 'import';
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';
  /** SHA-256 of the inputs as JSON lines, before they were compressed. */
  inputs: string | null;
  subjects: number;
  hits: number;
  created: number;
  changed: number;
  lapsed: number;
  started_by: string;
  started_at: Instant;
  finished_at: Instant | null;
  error: string | null;
}
export interface RuleRunInputTable {
  run_id: string;
  part: number;
  /** gzip as base64; all parts together are one stream. */
  content: string;
}
export interface RuleSubjectTable {
  ruleset: string;
  rule: string;
  /** The record it was asked for; '' where it is asked for none. */
  each_id: string;
  subject_key: string;
  /** The group, {key: value}. */
  subject: JsonText;
  /** leaving: no longer hit, but its record is not dropped yet. */
  state: 'hit' | 'leaving' | 'left';
  record_id: string | null;
  level: string | null;
  /** SHA-256 of the facts it was last decided from. */
  facts: string;
  decision_id: string | null;
  run_id: string | null;
  /** Since when it is no longer hit. */
  left_on: CivilDate | null;
  at: Instant;
}
export interface RuleImpactTable {
  id: string;
  draft: string;
  /** SHA-256 of what the draft changes. */
  content: string;
  /** The release it was compared with. */
  base: string;
  ruleset: string;
  as_of: CivilDate;
  at: Instant;
  by_account: string;
  /** Counts, by organization. */
  summary: JsonText;
  /** SHA-256 of the list, which lies among the inputs of runs under this id. */
  inputs: string;
  /** The release the draft became. */
  release: string | null;
  run_id: string | null;
  /** How the real outcome compares. */
  compared: JsonText | null;
}
export interface RuleSwitchTable {
  ruleset: string;
  state: 'on' | 'off';
  /** Failures since it last went well. */
  failures: number;
  reason: string | null;
  by_account: string;
  at: Instant;
}
