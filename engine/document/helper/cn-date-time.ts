import words from '../../message/document.zh.json' with { type: 'json' };
import { instantParts, isInstant } from '../../time.ts';
import type { DocumentHelper } from '../document-helper.ts';

/** `{{cnDateTime instant}}`: date, hour and minute in Asia/Shanghai; room to write by hand when absent. */
export const cnDateTime: DocumentHelper = {
  name: 'cnDateTime',
  run: ({ args: [instant] }) => {
    if (!isInstant(instant)) return words.blankDateTime;
    const { year, month, day, hour, minute } = instantParts(instant);
    const minutes = String(minute).padStart(2, '0');
    return `${year}${words.year}${month}${words.month}${day}${words.day}${hour}${words.hour}${minutes}${words.minute}`;
  },
};
