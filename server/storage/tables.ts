import type { Generated } from 'kysely';

/** Text columns holding JSON: written with `JSON.stringify`, read through `asJson` (MariaDB's driver may have parsed them). */
export type JsonText = string;
/** Instants are ISO UTC text, civil dates `YYYY-MM-DD`; both sort as text. Flags are 0 or 1. */
export type Instant = string;
export type CivilDate = string;
export type Flag = 0 | 1;

export interface OrganizationTable {
  id: string;
  name: string;
  level: string;
  region: string;
  parent: string | null;
  active: Flag;
  /** shortName, docWord (dated by regime: {"scjg-2021": "…"}), address, phone, government, court, superior, bank {name, account, payee} */
  profile: JsonText;
}
export interface OrganizationClosureTable {
  ancestor: string;
  descendant: string;
  depth: number;
}
export interface AccountTable {
  id: string;
  username: string;
  name: string;
  password: string | null;
  organization: string;
  active: Flag;
  demo: Flag;
  /** phone, certificate {no, from, to} … */
  profile: JsonText;
  created_at: Instant;
}
export interface AccountPostTable {
  account: string;
  organization: string;
  post: string;
  from_date: CivilDate | null;
  to_date: CivilDate | null;
}
export interface AccountRoleTable {
  account: string;
  role: string;
  granted_by: string | null;
  granted_at: Instant;
}
export interface DelegationTable {
  id: string;
  from_account: string;
  to_account: string;
  post: string | null;
  from_date: CivilDate;
  to_date: CivilDate;
}
export interface SessionTable {
  /** SHA-256 of the cookie's or token's secret; the secret itself is never stored. */
  id: string;
  account: string;
  kind: 'session' | 'token';
  created_at: Instant;
  expires_at: Instant;
  seen_at: Instant;
}
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
export interface ClosureTable {
  hash: string;
  module: string;
  /** Blob hash of the canonical JSON {path: blob hash} of the module's forms, workflow and what they reference. */
  manifest: string;
}
export interface RecordTable {
  id: string;
  module: string;
  organization: string;
  root_id: string;
  parent_id: string | null;
  title: string;
  state: string;
  state_class: 'editable' | 'inApproval' | 'locked' | 'terminal';
  regime: string;
  closure: string;
  owner: string;
  due_at: string | null;
  version: number;
  family_version: number;
  platform: string;
  /** 'entered', 'imported' or 'demo'. */
  origin: string;
  created_at: Instant;
  created_by: string;
  modified_at: Instant;
  modified_by: string;
}
/** The shape every `m_<module>` table shares; generated columns `f_<path with _ for .>` come from the definitions. */
export interface ModuleTable {
  id: string;
  organization: string;
  root_id: string;
  parent_id: string | null;
  state: string;
  owner: string;
  version: number;
  created_at: Instant;
  modified_at: Instant;
  data: JsonText;
}
export interface EntryTable {
  id: string;
  record_id: string;
  form: string;
  round: number;
  subject: string;
  data: JsonText;
  state: 'open' | 'frozen';
  by_account: string;
  at: Instant;
  frozen_at: Instant | null;
  closure: string;
}
export interface ApprovalTable {
  id: string;
  record_id: string;
  action: string;
  round: number;
  state: 'open' | 'agreed' | 'returned' | 'recalled' | 'ended';
  result: string | null;
  started_by: string;
  started_at: Instant;
  ended_at: Instant | null;
}
export interface ApprovalStepTable {
  id: string;
  approval_id: string;
  seq: number;
  step: string;
  state: 'waiting' | 'active' | 'done' | 'skipped';
  account: string | null;
  on_behalf_of: string | null;
  result: string | null;
  opinion: string | null;
  at: Instant | null;
}
export interface AccessTable {
  root_id: string;
  /** An account id. */
  subject: string;
  /** The assignment (`as` of an assign effect), 'author', 'delegated' … */
  reason: string;
  from_at: Instant;
  to_at: Instant | null;
}
export interface TaskTable {
  id: string;
  record_id: string;
  root_id: string;
  module: string;
  title: JsonText;
  state: 'open' | 'done' | 'cancelled';
  /** Who is asked: an account, or the holders of a post in an organization. */
  account: string | null;
  post: string | null;
  organization: string | null;
  action: string | null;
  deadline: string | null;
  due_at: string | null;
  claimed_by: string | null;
  created_at: Instant;
  done_at: Instant | null;
  done_by: string | null;
}
export interface ClockTable {
  id: string;
  record_id: string;
  root_id: string;
  deadline: string;
  round: number;
  start_at: string;
  due_at: string | null;
  provisional: Flag;
  state: 'running' | 'paused' | 'met' | 'cancelled';
  length: number;
  unit: string;
  /** Lengths of the extensions granted, in order. */
  extensions: JsonText;
  /** How the due date was computed, for people. */
  computation: JsonText;
  calendar: string;
  created_at: Instant;
  ended_at: Instant | null;
}
export interface ClockPauseTable {
  id: string;
  clock_id: string;
  from_date: CivilDate;
  to_date: CivilDate | null;
  reason: string;
}
export interface CounterTable {
  numbering: string;
  organization: string;
  year: number;
  last: number;
}
export interface LedgerTable {
  id: string;
  numbering: string;
  organization: string;
  year: number;
  n: number;
  text: string;
  state: 'used' | 'reserved' | 'voided';
  record_id: string | null;
  document_id: string | null;
  field: string | null;
  reason: string | null;
  by_account: string;
  at: Instant;
}
export interface DocumentTable {
  id: string;
  record_id: string;
  root_id: string;
  module: string;
  document: string;
  subject_id: string | null;
  state: 'draft' | 'numbered' | 'rendering' | 'issued' | 'voided';
  title: string;
  number: string | null;
  data: JsonText;
  /** Blob hash of the frozen data view. */
  view: string | null;
  /** Blob hashes of template, partials and style: {path: hash}. */
  templates: JsonText | null;
  fonts: string | null;
  browser: string | null;
  token: string | null;
  pdf: string | null;
  pages: number | null;
  issued_at: Instant | null;
  issued_by: string | null;
  served_at: string | null;
  void_reason: string | null;
  voided_by: string | null;
  error: string | null;
  version: number;
  created_at: Instant;
  created_by: string;
}
export interface EventTable {
  seq: Generated<number>;
  record_id: string | null;
  root_id: string | null;
  organization: string;
  type: string;
  actor: string;
  on_behalf_of: string | null;
  at: Instant;
  request_id: string;
  record_version: number | null;
  data: JsonText;
  /** SHA-256 of the canonical JSON of this row without seq and hash. */
  hash: string;
}
export interface BlockTable {
  no: number;
  from_seq: number;
  to_seq: number;
  count: number;
  /** Merkle root of the event hashes. */
  root: string;
  previous: string;
  hash: string;
  sealed_at: Instant;
}
export interface OutboxTable {
  id: string;
  topic: string;
  payload: JsonText;
  created_at: Instant;
  sent_at: Instant | null;
}
export interface IdempotencyTable {
  actor: string;
  route: string;
  key: string;
  body: string;
  status: number;
  /** What the command made, {kind, id}: the answer is presented again under today's rights. */
  reference: JsonText;
  at: Instant;
}
export interface StashTable {
  account: string;
  record_id: string;
  form: string;
  data: JsonText;
  at: Instant;
}
export interface FileTable {
  hash: string;
  size: number;
  type: string;
  created_at: Instant;
}
export interface FileLinkTable {
  id: string;
  record_id: string;
  hash: string;
  name: string;
  field: string;
  by_account: string;
  at: Instant;
}
export interface CustodyTable {
  id: string;
  file_link: string;
  action: 'intake' | 'view' | 'download' | 'print';
  actor: string;
  at: Instant;
}
export interface DecisionTable {
  id: string;
  record_id: string;
  ruleset: string;
  release: string;
  action: string | null;
  law_date: CivilDate;
  inputs: JsonText;
  trace: JsonText;
  outcome: JsonText;
  semantics: number;
  hash: string;
  at: Instant;
}
export interface JobTable {
  id: string;
  kind: string;
  payload: JsonText;
  state: 'waiting' | 'running' | 'done' | 'failed';
  attempts: number;
  run_after: Instant;
  error: string | null;
  progress: JsonText | null;
  created_at: Instant;
  ended_at: Instant | null;
}
export interface MessageTable {
  id: string;
  account: string;
  record_id: string | null;
  text: JsonText;
  at: Instant;
  read_at: Instant | null;
}
export interface ApprovalGroupTable {
  /** Four eyes: one row per (root, group, account); unique (root_id, group_key, account). */
  root_id: string;
  group_key: string;
  account: string;
  action: string;
  at: Instant;
}

/** Every fixed table; module tables are reached with `moduleTable(db, module)`. */
export interface Tables {
  organization: OrganizationTable;
  organization_closure: OrganizationClosureTable;
  account: AccountTable;
  account_post: AccountPostTable;
  account_role: AccountRoleTable;
  delegation: DelegationTable;
  session: SessionTable;
  blob: BlobTable;
  release: ReleaseTable;
  pointer: PointerTable;
  draft: DraftTable;
  draft_item: DraftItemTable;
  closure: ClosureTable;
  record: RecordTable;
  entry: EntryTable;
  approval: ApprovalTable;
  approval_step: ApprovalStepTable;
  four_eyes: ApprovalGroupTable;
  access: AccessTable;
  task: TaskTable;
  clock: ClockTable;
  clock_pause: ClockPauseTable;
  counter: CounterTable;
  ledger: LedgerTable;
  document: DocumentTable;
  event: EventTable;
  block: BlockTable;
  outbox: OutboxTable;
  idempotency: IdempotencyTable;
  stash: StashTable;
  file: FileTable;
  file_link: FileLinkTable;
  custody: CustodyTable;
  decision: DecisionTable;
  job: JobTable;
  message: MessageTable;
}
