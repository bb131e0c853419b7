import type { Issue } from '../issue.ts';
import { isObject } from '../json.ts';
import { type Language, messages } from './messages.ts';

export type { Language };

/** As much of a value as a line of words bears. */
const longest = 80;

const text = (value: unknown, language: Language): string => {
  if (Array.isArray(value)) return value.map((item) => text(item, language)).join(language === 'zh' ? '\u3001' : ', ');
  if (isObject(value)) {
    const title = value[language] ?? value.zh ?? value.en;
    return title === undefined ? JSON.stringify(value).slice(0, longest) : String(title);
  }
  return value === undefined || value === null ? '' : String(value);
};

/** Puts parameters into the places `{name}`; a parameter may be a title `{zh, en}` or a list; other objects are shown as JSON. */
export const fill = (template: string, params: Readonly<Record<string, unknown>>, language: Language): string =>
  template.replaceAll(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (_match, name: string) => text(params[name], language));

/** The words of an issue. An issue may bring its own words as `params.message` ({zh, en}), as rules of a pack do. */
export const translate = (issue: Issue, language: Language): string => {
  const own = issue.params?.message;
  if (isObject(own)) return fill(text(own, language), issue.params ?? {}, language);
  const template = messages[language][issue.code] ?? messages.zh[issue.code];
  return template === undefined ? issue.code : fill(template, issue.params ?? {}, language);
};
