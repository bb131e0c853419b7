import words from '../../message/document.zh.json' with { type: 'json' };
import { civilParts, isCivilDate, isInstant, toDay } from '../../time.ts';
import type { DocumentHelper } from '../document-helper.ts';

/** `{{cnDate time}}`: a civil date or instant as year, month and day in Arabic figures; room to write by hand when absent. */
export const cnDate: DocumentHelper = {
  name: 'cnDate',
  run: ({ args: [time] }) => {
    if (!isCivilDate(time) && !isInstant(time)) return words.blankDate;
    const { year, month, day } = civilParts(toDay(time));
    return `${year}${words.year}${month}${words.month}${day}${words.day}`;
  },
};
