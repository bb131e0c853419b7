/** Reads comma-separated values (RFC 4180) into one object a row, by the names in the first line. */
export const readCsv = (text: string): Record<string, string>[] => {
  const [heads = [], ...lines] = rowsOf(text.replace(/^\uFEFF/, ''));
  return lines
    .filter((line) => line.some((cell) => cell !== ''))
    .map((line) => Object.fromEntries(heads.map((head, index) => [head, line[index] ?? ''])));
};

const rowsOf = (text: string): string[][] => {
  const rows: string[][] = [[]];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    const [whole, quoted, plain = '', end] = match;
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',' && end !== '') rows.push([]);
    if (whole === '') break;
  }
  return rows;
};
