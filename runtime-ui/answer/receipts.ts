import type { Receipts as ReceiptsOf } from '#engine/exchange/receipts.ts';
import type { Action } from './acting.ts';

/** Who was asked by an order, and what each has answered, with what may be done here. */
export type Receipts = ReceiptsOf<Action>;
