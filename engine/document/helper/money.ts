import { formatMoney } from '../../text/money.ts';
import type { DocumentHelper } from '../document-helper.ts';

/** `{{money fen}}`: integer fen as yuan with two decimals, `grouped=true` with separators; nothing when absent. */
export const money: DocumentHelper = {
  name: 'money',
  run: ({ args: [fen], hash }) =>
    Number.isSafeInteger(fen) ? formatMoney(Number(fen), hash.grouped ? 'grouped' : 'plain') : '',
};
