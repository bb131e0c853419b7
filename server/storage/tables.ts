import type { CivilDate, Flag, Instant, JsonText } from './column-types.ts';
import type { CounterpartTable, ExchangeOutboxTable, InboxTable } from './exchange-tables.ts';
import type { ImportIssueTable, ImportRunTable } from './import-tables.ts';
import type { DatedValueTable, SearchTextTable, UniqueValueTable } from './kept-value-tables.ts';
import type { CounterTable, LedgerTable } from './number-tables.ts';
import type { PaperComparisonTable } from './paper-comparisons.ts';
import type {
  AccountPostTable,
  AccountRoleTable,
  AccountTable,
  GivenTables,
  OrganizationClosureTable,
  OrganizationTable,
  SessionTable,
} from './platform-tables.ts';
import type { PrintRunTable } from './print-run-tables.ts';
import type {
  BlobTable,
  ClosureTable,
  DraftApprovalTable,
  DraftEditorTable,
  DraftItemTable,
  DraftPlanTable,
  DraftTable,
  ModuleLayoutTable,
  PointerTable,
  ReleaseTable,
} from './release-tables.ts';
import type {
  RuleImpactTable,
  RuleRunInputTable,
  RuleRunTable,
  RuleSubjectTable,
  RuleSwitchTable,
} from './rule-tables.ts';
import type {
  BlockTable,
  CustodyLineTable,
  EventTable,
  FileLinkTable,
  FileTable,
  IdempotencyTable,
  JobTable,
  MessageTable,
  OutboxTable,
  StashTable,
} from './service-tables.ts';

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
/** A key of secret values, wrapped; the newest seals, all open. */
export interface DataKeyTable {
  id: string;
  wrapped: string;
  created_at: Instant;
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
  state: 'running' | 'paused' | 'met' | 'lapsed' | 'cancelled';
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
  /** JSON: by record that asked for the pause the day it let go, null while it holds. */
  cause: string | null;
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
export interface ApprovalGroupTable {
  /** Four eyes: one row per (root, group, account); unique (root_id, group_key, account). */
  root_id: string;
  group_key: string;
  account: string;
  action: string;
  at: Instant;
}

/** Every fixed table; module tables are reached with `moduleTable(db, module)`. */
export interface Tables extends GivenTables {
  organization: OrganizationTable;
  organization_closure: OrganizationClosureTable;
  account: AccountTable;
  account_post: AccountPostTable;
  account_role: AccountRoleTable;
  session: SessionTable;
  blob: BlobTable;
  release: ReleaseTable;
  pointer: PointerTable;
  draft: DraftTable;
  draft_item: DraftItemTable;
  draft_editor: DraftEditorTable;
  draft_approval: DraftApprovalTable;
  draft_plan: DraftPlanTable;
  closure: ClosureTable;
  module_layout: ModuleLayoutTable;
  record: RecordTable;
  unique_value: UniqueValueTable;
  dated_value: DatedValueTable;
  search_text: SearchTextTable;
  data_key: DataKeyTable;
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
  custody_line: CustodyLineTable;
  custody_block: BlockTable;
  decision: DecisionTable;
  rule_run: RuleRunTable;
  rule_run_input: RuleRunInputTable;
  rule_subject: RuleSubjectTable;
  rule_switch: RuleSwitchTable;
  rule_impact: RuleImpactTable;
  import_run: ImportRunTable;
  print_run: PrintRunTable;
  paper_comparison: PaperComparisonTable;
  import_issue: ImportIssueTable;
  job: JobTable;
  message: MessageTable;
  exchange_outbox: ExchangeOutboxTable;
  inbox: InboxTable;
  counterpart: CounterpartTable;
}
