import type { Issue } from '#engine/issue.ts';
import { type Language, translate } from './language.ts';

/** Issues with their words in the caller's language. */
export const presentIssues = (issues: readonly Issue[], language: Language) =>
  issues.map((issue) => ({ ...issue, message: translate(issue, language) }));
