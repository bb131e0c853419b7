import { type Language, messages } from './messages.ts';

/** True when the code has words in this language. */
export const hasMessage = (code: string, language: Language): boolean => Object.hasOwn(messages[language], code);
