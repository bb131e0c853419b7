import { freezeForm } from '../entry.ts';
import type { RunEffect } from './effect.ts';

/** Closes the filling of a form: the next one adds an entry and overwrites nothing. */
export const newRound: RunEffect<'newRound'> = async ({ unit, record }, { form }) => {
  await freezeForm(unit, record.row.id, form);
};
