import { getPath, setPath } from '#engine/json.ts';
import { takeNumberFor } from '../take-number.ts';
import type { RunEffect } from './effect.ts';

/** Gives the record its number, once: going the same way again keeps the number it has. */
export const giveNumber: RunEffect<'number'> = async ({ unit, record }, { numbering, field }) => {
  const former = getPath(record.data, field);
  if (typeof former === 'string' && former !== '') return;
  const { id, organization, regime } = record.row;
  const { text } = await takeNumberFor(unit, { numbering, record: { id, organization, regime }, field });
  record.data = setPath(record.data, field, text);
};
