import type { Issue } from '../issue.ts';

const rules: readonly { readonly code: string; readonly pattern: RegExp }[] = [
  { code: 'styleAddress', pattern: /\b(?:url|image|image-set|cross-fade|src|element)\s*\(/gi },
  { code: 'styleImport', pattern: /@(?:import|font-face|namespace|charset)\b/gi },
  { code: 'styleScript', pattern: /expression\s*\(|javascript:|behavior\s*:|-moz-binding/gi },
  { code: 'styleMarkup', pattern: /</g },
];
const pageSize = /\bsize\s*:\s*([^;}]*)/gi;
const allowedSize = /^a[34](?:\s+(?:portrait|landscape))?$/i;
const maximum = 65_536;

/** Comments become blanks and escapes the characters they stand for, line breaks kept: `\75rl(` is read as `url(`. */
const plain = (css: string): string =>
  css
    .replaceAll(/\/\*[\s\S]*?(?:\*\/|$)/g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/\\([0-9a-f]{1,6})\s?/gi, (_match, hex: string) => {
      const point = Number.parseInt(hex, 16);
      return point > 0x20 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
        ? String.fromCodePoint(point)
        : ' ';
    })
    .replaceAll('\\', '');

const issueAt = (text: string, index: number, code: string, name: string): Issue => {
  const line = text.slice(0, index).split('\n').length;
  return { path: `/line/${line}`, code, params: { name, line } };
};

/** Faults of a style sheet for printing: it fetches nothing, and its pages are A4 or A3. */
export const lintStyle = (css: string): Issue[] => {
  if (css.length > maximum) return [{ path: '', code: 'templateLarge', params: { limit: maximum, value: css.length } }];
  const text = plain(css);
  const found = rules.flatMap(({ code, pattern }) =>
    [...text.matchAll(pattern)].map((match) => issueAt(text, match.index, code, match[0])),
  );
  const sizes = [...text.matchAll(pageSize)]
    .filter((match) => !/[\w-]$/.test(text.slice(0, match.index)) && !allowedSize.test((match[1] ?? '').trim()))
    .map((match) => issueAt(text, match.index, 'stylePageSize', match[1]?.trim() ?? ''));
  return [...found, ...sizes];
};
