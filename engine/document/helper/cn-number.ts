import words from '../../message/document.zh.json' with { type: 'json' };
import type { DocumentHelper } from '../document-helper.ts';

const units = ['', words.ten, words.hundred, words.thousand];

const group = (value: number): string => {
  let text = '';
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) gap = text !== '';
    else {
      // ten to nineteen are read without the leading one
      const figure = digit === 1 && place === 1 && text === '' ? '' : words.digits[digit];
      text += `${gap ? words.zero : ''}${figure}${units[place]}`;
      gap = false;
    }
  }
  return text;
};

/** A whole number from 0 to 99 999 999 as it is read: 15, 60, 103. */
export const inChinese = (value: number): string => {
  if (value === 0) return words.zero;
  const high = Math.floor(value / 10_000);
  const low = value % 10_000;
  if (high === 0) return group(low);
  return `${group(high)}${words.tenThousand}${low > 0 && low < 1000 ? words.zero : ''}${group(low)}`;
};

/** `{{cnNumber 15}}` */
export const cnNumber: DocumentHelper = {
  name: 'cnNumber',
  run: ({ args: [value] }) =>
    Number.isInteger(value) && Number(value) >= 0 && Number(value) < 1e8
      ? inChinese(Number(value))
      : String(value ?? ''),
};
