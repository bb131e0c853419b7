import type { Title } from '#engine/schema/types.gen.ts';
import type { Action } from './acting.ts';

export interface Receipt {
  readonly id: string;
  readonly organization: string;
  readonly organizationName: string;
  readonly cc: boolean;
  readonly state: string | null;
  readonly stateTitle: Title | null;
  readonly closed: boolean;
  readonly light: string | null;
  readonly due: string | null;
  readonly signLight: string | null;
  readonly signDue: string | null;
  readonly pending: Title | null;
  readonly problem: Title | null;
  readonly reachable: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  readonly actions: readonly string[];
}

/** Who was asked by an order, and what each has answered. */
export interface Receipts {
  readonly exchange: string;
  readonly title: Title;
  readonly module: string;
  readonly order: { readonly module: string; readonly id: string; readonly title: string } | null;
  readonly light: string | null;
  readonly columns: readonly { readonly key: string; readonly title: Title }[];
  readonly actions: readonly { readonly action: Action; readonly field: string }[];
  readonly receipts: readonly Receipt[];
}
