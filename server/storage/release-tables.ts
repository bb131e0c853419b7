import type { Instant, JsonText } from './column-types.ts';

export interface BlobTable {
  hash: string;
  content: string;
}
export interface ReleaseTable {
  id: string;
  number: number;
  parent: string | null;
  /** Blob hash of the canonical JSON {path: blob hash}. */
  manifest: string;
  author: string;
  approver: string | null;
  note: string;
  published_at: Instant;
}
export interface PointerTable {
  name: string;
  value: string;
}
export interface DraftTable {
  id: string;
  base: string;
  title: string;
  author: string;
  state: 'open' | 'published' | 'discarded';
  version: number;
  created_at: Instant;
  modified_at: Instant;
}
export interface DraftItemTable {
  draft: string;
  path: string;
  /** null removes the definition. */
  hash: string | null;
}
export interface DraftEditorTable {
  draft: string;
  account: string;
}
/** The yes of somebody who may grant rights, to one content of a draft. */
export interface DraftApprovalTable {
  id: string;
  draft: string;
  /** SHA-256 of what the draft changes. */
  content: string;
  approver: string;
  note: string;
  at: Instant;
}
export interface DraftPlanTable {
  draft: string;
  content: string;
  publish_at: Instant;
  note: string;
  planned_by: string;
  planned_at: Instant;
  state: 'waiting' | 'published' | 'failed' | 'cancelled';
  /** Why it was not published: the issues. */
  reason: JsonText | null;
}
export interface ClosureTable {
  hash: string;
  module: string;
  /** Blob hash of the canonical JSON {path: blob hash} of the module's forms, workflow and what they reference. */
  manifest: string;
}
export interface ModuleLayoutTable {
  table_name: string;
  layout: string;
  /** Names, one a line. */
  columns: string;
}
