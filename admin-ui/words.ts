import { fill } from '#engine/message/translate.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import { language } from '../runtime-ui/words.ts';
import type { Speech } from './catalog/labels.ts';
import en from './message/en.json' with { type: 'json' };
import zh from './message/zh.json' with { type: 'json' };

export type WordKey = keyof typeof zh;

const tables: Readonly<Record<'zh' | 'en', Readonly<Record<string, string>>>> = { zh, en };

/** The words of a key with its parameters put in; English falls back to Chinese. */
export const say = (key: WordKey, params: Readonly<Record<string, unknown>> = {}): string =>
  fill(tables[language()][key] ?? zh[key], params, language());

/** The words of a key in both languages, for definitions that are made here. */
export const bilingual = (key: string): Title => ({ zh: tables.zh[key] ?? key, en: tables.en[key] ?? key });

/** The language people read and all words in it, for logic that is told them. */
export const speech = (): Speech => ({ language: language(), messages: { ...tables.zh, ...tables[language()] } });

/** The words of a key put together at run time, or undefined where there are none. */
export const sayIfKnown = (key: string, params: Readonly<Record<string, unknown>> = {}): string | undefined => {
  const text = tables[language()][key] ?? tables.zh[key];
  return text === undefined ? undefined : fill(text, params, language());
};
