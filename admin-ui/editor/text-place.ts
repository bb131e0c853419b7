/**
 * The offset in a JSON text at which the value of a JSON Pointer stands, or undefined where the text has none. Only as
 * exact as people need to be led to a place: it walks the text without judging it.
 */
export const offsetOf = (text: string, pointer: string): number | undefined => {
  const wanted = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const reader = { text, at: 0 };
  return find(reader, wanted);
};

interface Reader {
  readonly text: string;
  at: number;
}

const skipSpace = (reader: Reader): string => {
  while (/\s/.test(reader.text[reader.at] ?? '')) reader.at += 1;
  return reader.text[reader.at] ?? '';
};

const readText = (reader: Reader): string => {
  const start = reader.at;
  reader.at += 1;
  while (reader.at < reader.text.length && reader.text[reader.at] !== '"')
    reader.at += reader.text[reader.at] === '\\' ? 2 : 1;
  reader.at += 1;
  try {
    return JSON.parse(reader.text.slice(start, reader.at)) as string;
  } catch {
    return '';
  }
};

const find = (reader: Reader, wanted: readonly string[]): number | undefined => {
  const first = skipSpace(reader);
  const [name, ...rest] = wanted;
  if (name === undefined) return reader.at < reader.text.length ? reader.at : undefined;
  if (first === '{') return findMember(reader, (member) => member === name, rest, true);
  if (first === '[') return findMember(reader, (member) => member === name, rest, false);
  return undefined;
};

/** Walks the members of an object (named) or the items of a list (counted) to the wanted one. */
const findMember = (
  reader: Reader,
  isWanted: (member: string) => boolean,
  rest: readonly string[],
  named: boolean,
): number | undefined => {
  reader.at += 1;
  for (let index = 0; reader.at < reader.text.length; index += 1) {
    const next = skipSpace(reader);
    if (next === '}' || next === ']') return undefined;
    const member = named ? readText(reader) : String(index);
    if (named) {
      skipSpace(reader);
      reader.at += 1;
    }
    if (isWanted(member)) return find(reader, rest);
    skipValue(reader);
    if (skipSpace(reader) !== ',') return undefined;
    reader.at += 1;
  }
  return undefined;
};

/** Steps over one value: to the comma or bracket that follows it. */
const skipValue = (reader: Reader): void => {
  skipSpace(reader);
  let depth = 0;
  for (let character = peek(reader); character !== ''; character = peek(reader)) {
    if (depth === 0 && /[,}\]]/.test(character)) return;
    if (character === '"') {
      readText(reader);
      continue;
    }
    depth += depthOf(character);
    reader.at += 1;
  }
};

const peek = ({ text, at }: Reader): string => text[at] ?? '';

const depthOf = (character: string): number => {
  if (character === '{' || character === '[') return 1;
  return character === '}' || character === ']' ? -1 : 0;
};
