import type { OneTimePasswordTable, RoleRequestTable } from './account-tables.ts';
import type { CivilDate, Flag, Instant, JsonText } from './column-types.ts';
import type { CorrectionTables } from './correction-tables.ts';
import type { PaperTables } from './paper-tables.ts';

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

/** What people are lent, given and promised. */
export interface GivenTables extends CorrectionTables, PaperTables {
  delegation: DelegationTable;
  one_time_password: OneTimePasswordTable;
  role_request: RoleRequestTable;
}
