import type { Light } from '../deadline/light.ts';
import type { Title } from '../schema/types.gen.ts';

/** The receipt of one addressee as the order's side knows it. */
export interface Receipt {
  readonly id: string;
  readonly organization: string;
  readonly organizationName: string;
  readonly cc: boolean;
  /** null until it is delivered. */
  readonly state: string | null;
  readonly stateTitle: Title | null;
  readonly closed: boolean;
  readonly light: Light | null;
  readonly due: string | null;
  readonly signLight: Light | null;
  readonly signDue: string | null;
  /** A message it has not answered yet, and why the last one was refused. */
  readonly pending: Title | null;
  readonly problem: Title | null;
  /** True when the actor may open the receipt itself. */
  readonly reachable: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  /** Keys of the order's actions that may be meant for this receipt now. */
  readonly actions: readonly string[];
}

/** Who was asked by an order, and what each has answered. */
export interface Receipts<Action> {
  readonly exchange: string;
  readonly title: Title;
  readonly module: string;
  /** The lower order by which a receipt was handed on; null for the receipts of the order itself. */
  readonly order: { readonly module: string; readonly id: string; readonly title: string } | null;
  /** The worst light of an open receipt. */
  readonly light: Light | null;
  readonly columns: readonly { readonly key: string; readonly title: Title }[];
  /** What the actor may do with chosen receipts: the action, and the field of its form that names them. */
  readonly actions: readonly { readonly action: Action; readonly field: string }[];
  readonly receipts: readonly Receipt[];
}
