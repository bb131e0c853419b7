import type { Issue } from '../issue.ts';

/**
 * Tokens of a number pattern: docWord, abbr, organShort and organCode name the organization, sub a branch of it, kind the
 * kind of document, yyyy the year in full, n the running number. `{n:5}` pads the running number with zeros to 5 digits.
 */
const numberTokens = ['docWord', 'abbr', 'organShort', 'organCode', 'sub', 'kind', 'yyyy', 'n'] as const;

type NumberToken = (typeof numberTokens)[number];

export type NumberValues = Readonly<Partial<Record<NumberToken, string | number>>>;

const tokenShape = /\{([^{}]*)\}/g;
const widthShape = /^n:([1-9])$/;

/** Faults of a pattern: a stray brace, an unknown token, a running number or year that is missing or stands twice. */
export const checkPattern = (pattern: string): Issue[] => {
  const names = [...pattern.matchAll(tokenShape)].map((match) => tokenName(match[1] ?? ''));
  const stray = /[{}]/.test(pattern.replaceAll(tokenShape, ''));
  const issues: Issue[] = stray ? [{ path: '', code: 'numbering-stray-brace' }] : [];
  for (const name of names) {
    if (!isToken(name)) issues.push({ path: '', code: 'numbering-unknown-token', params: { token: name } });
  }
  if (names.filter((name) => name === 'n').length !== 1)
    issues.push({ path: '', code: 'numbering-one-running-number' });
  // The series starts again each year, so without the year two documents would carry one number.
  if (names.filter((name) => name === 'yyyy').length !== 1) issues.push({ path: '', code: 'numbering-one-year' });
  return issues;
};

/** The number in words. Throws RangeError for a token that is unknown or has no value: no document may carry a gap. */
export const formatNumber = (pattern: string, tokens: NumberValues): string =>
  pattern.replaceAll(tokenShape, (_, written: string) => {
    const name = tokenName(written);
    const value = isToken(name) ? tokens[name] : undefined;
    if (value === undefined) throw new RangeError(`number pattern ${pattern}: no value for {${written}}`);
    const width = Number(widthShape.exec(written)?.[1] ?? 0);
    return String(value).padStart(width, '0');
  });

/** The key of the ledger series a number is taken from: one per numbering, organization and year. */
export const seriesKey = (numbering: string, organization: string, year: number): string =>
  [numbering, organization, String(year)].map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');

const isToken = (name: string): name is NumberToken => (numberTokens as readonly string[]).includes(name);

const tokenName = (written: string): string => (widthShape.test(written) ? 'n' : written);
