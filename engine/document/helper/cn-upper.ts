import { cnUpper as inCapitals } from '../../text/cn-upper.ts';
import type { DocumentHelper } from '../document-helper.ts';

/** `{{cnUpper fen}}`: an amount in integer fen in Chinese capitals; nothing when absent. */
export const cnUpper: DocumentHelper = {
  name: 'cnUpper',
  run: ({ args: [fen] }) => (Number.isSafeInteger(fen) ? inCapitals(Number(fen)) : ''),
};
