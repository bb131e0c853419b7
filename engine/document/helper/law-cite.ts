import { isObject } from '../../json.ts';
import words from '../../message/document.zh.json' with { type: 'json' };
import type { DocumentHelper } from '../document-helper.ts';
import { inChinese } from './cn-number.ts';

const part = (value: unknown, unit: string, bracket = false): string => {
  if (!Number.isInteger(value)) return '';
  const number = inChinese(Number(value));
  return `${words.ordinal}${bracket ? `${words.openBracket}${number}${words.closeBracket}` : number}${unit}`;
};

const cite = (reference: unknown): string => {
  if (!isObject(reference)) return String(reference ?? '');
  const { law, article, paragraph, item } = reference;
  return `${words.openTitle}${law}${words.closeTitle}${part(article, words.article)}${part(paragraph, words.paragraph)}${part(item, words.item, true)}`;
};

/** `{{lawCite reference}}`: `{law, article, paragraph, item}` or its text, or a list of them, as a citation. */
export const lawCite: DocumentHelper = {
  name: 'lawCite',
  run: ({ args: [references] }) =>
    (Array.isArray(references) ? references : [references]).map(cite).filter(Boolean).join(words.listComma),
};
