import words from '../../message/document.zh.json' with { type: 'json' };
import type { DocumentHelper } from '../document-helper.ts';
import { inChinese } from './cn-number.ts';

/** `{{listNo @index "heading"}}`: the number of an item counted from 0; styles heading, bracket, figure (default). */
export const listNo: DocumentHelper = {
  name: 'listNo',
  run: ({ args: [index, style] }) => {
    const number = Number(index) + 1;
    if (style === 'heading') return `${inChinese(number)}${words.headingComma}`;
    if (style === 'bracket') return `${words.openBracket}${inChinese(number)}${words.closeBracket}`;
    return `${number}.`;
  },
};
