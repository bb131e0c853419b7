/** How a class of sensitive text is shown: so many characters at each end, the rest as stars. */
const shown = {
  idNo: { head: 6, tail: 4 },
  phone: { head: 3, tail: 4 },
  bank: { head: 0, tail: 4 },
  licence: { head: 4, tail: 4 },
  name: { head: 1, tail: 0 },
  address: { head: 6, tail: 0 },
  all: { head: 0, tail: 0 },
} as const;

type MaskKind = keyof typeof shown;

const isMaskKind = (kind: string): kind is MaskKind => Object.hasOwn(shown, kind);

/**
 * Text with its middle starred. A text too short to hide as many characters as it shows (or four) is starred whole;
 * `all`, and a kind that does not exist, give three stars, so that not even the length is told. Empty stays empty.
 */
export const mask = (kind: string, text: string): string => {
  const characters = [...text];
  if (characters.length === 0) return '';
  if (!isMaskKind(kind) || kind === 'all') return '***';
  const { head, tail } = shown[kind];
  const hidden = characters.length - head - tail;
  if (hidden < Math.min(head + tail, 4)) return '*'.repeat(characters.length);
  return `${characters.slice(0, head).join('')}${'*'.repeat(hidden)}${characters.slice(characters.length - tail).join('')}`;
};
