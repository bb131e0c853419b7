import { translate } from '#engine/message/translate.ts';
import { Problem } from '#engine/problem.ts';
import type { Title } from '#engine/schema/types.gen.ts';

const longest = 2000;

/** Why a rule set failed, as it is stored: in the words of both languages where the failure has words. */
export const failureReason = (error: unknown): string => {
  if (typeof error === 'string') return error.slice(0, longest);
  if (!(error instanceof Problem)) return String(error).slice(0, longest);
  const issues = error.issues.length > 0 ? error.issues : [{ path: '', code: error.slug, params: error.params }];
  const words = (language: 'zh' | 'en') =>
    issues
      .map((issue) => translate(issue, language))
      .join('\n')
      .slice(0, longest / 4);
  return JSON.stringify({ zh: words('zh'), en: words('en') });
};

/** A stored reason as people read it: a title where it has words, else the bare text. */
export const shownReason = (stored: string | null): Title | string | null => {
  if (stored === null || !stored.startsWith('{"zh":')) return stored;
  try {
    return JSON.parse(stored) as Title;
  } catch {
    return stored;
  }
};
