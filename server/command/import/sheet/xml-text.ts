const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text as written between tags or quotes; also `_x000D_`, by which spreadsheets write control characters. */
const unescaped = (text: string): string =>
  text.includes('&') || text.includes('_x')
    ? text
        .replaceAll(
          /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g,
          (all, hex?: string, decimal?: string, name = '') => {
            const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
            if (Number.isNaN(code)) return entities[name as string] ?? all;
            return code <= 0x10ffff ? String.fromCodePoint(code) : all;
          },
        )
        .replaceAll(/_x([0-9A-F]{4})_/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
        .replaceAll('\r\n', '\n')
    : text;

/** The value of an attribute in a start tag. */
export const attributeOf = (tag: string, name: string): string | undefined => {
  const at = tag.indexOf(` ${name}="`);
  if (at < 0) return undefined;
  const from = at + name.length + 3;
  const to = tag.indexOf('"', from);
  return to < 0 ? undefined : unescaped(tag.slice(from, to));
};

const shapes = new Map<string, RegExp>();

/** The text of the first element of a name. */
export const textOf = (xml: string, name: string): string => {
  const shape = shapes.get(name) ?? new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([^<]*)<`);
  shapes.set(name, shape);
  return unescaped(shape.exec(xml)?.[1] ?? '');
};

const reading = /<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g;

/** All `<t>` of a text, runs of different looks joined; readings beside the characters (rPh) are left out. */
export const textsOf = (xml: string): string => {
  let text = '';
  const plain = xml.includes('rPh') ? xml.replaceAll(reading, '') : xml;
  for (const [, part = ''] of plain.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)</g)) text += part;
  return unescaped(text);
};
