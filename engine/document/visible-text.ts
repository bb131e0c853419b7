const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00a0',
  emsp: '\u2003',
  ensp: '\u2002',
  middot: '\u00b7',
};

const decode = (match: string, name: string): string => {
  if (!name.startsWith('#')) return entities[name] ?? match;
  const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return point >= 0 && point <= 0x10ffff ? String.fromCodePoint(point) : match;
};

/** The characters that a page prints: tags, styles and entities resolved. For asking whether the fonts can draw them. */
export const visibleText = (html: string): string =>
  html
    .replaceAll(/<(style|title)\b[\s\S]*?<\/\1>/gi, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(#?[A-Za-z0-9]+);/g, decode);
