import type { Instant } from './column-types.ts';

export interface OneTimePasswordTable {
  account: string;
  until: Instant;
  given_by: string;
  given_at: Instant;
}

export interface RoleRequestTable {
  id: string;
  account: string;
  role: string;
  state: 'open' | 'agreed' | 'refused';
  asked_by: string;
  asked_at: Instant;
  decided_by: string | null;
  decided_at: Instant | null;
}
