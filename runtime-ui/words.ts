import { fill } from '#engine/message/translate.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import en from './message/en.json' with { type: 'json' };
import zh from './message/zh.json' with { type: 'json' };

export type Language = 'zh' | 'en';
export type WordKey = keyof typeof zh;

const stored = 'zhifa.language';
const tables: Readonly<Record<Language, Readonly<Record<string, string>>>> = { zh, en };

/** The language people chose in this browser; Chinese unless they did. */
export const language = (): Language => (localStorage.getItem(stored) === 'en' ? 'en' : 'zh');

export const chooseLanguage = (chosen: Language): void => {
  localStorage.setItem(stored, chosen);
  location.reload();
};

/** The words of a key with its parameters put in; English falls back to Chinese. */
export const say = (key: WordKey, params: Readonly<Record<string, unknown>> = {}): string =>
  fill(tables[language()][key] ?? zh[key], params, language());

/** The words of a key that is put together at run time, or undefined where there are none. */
export const sayIfKnown = (key: string, params: Readonly<Record<string, unknown>> = {}): string | undefined => {
  const text = tables[language()][key] ?? tables.zh[key];
  return text === undefined ? undefined : fill(text, params, language());
};

/** A title of a definition in the language people read. */
export const titled = (title: Title | null | undefined): string =>
  title === undefined || title === null ? '' : ((language() === 'en' ? title.en : undefined) ?? title.zh);
