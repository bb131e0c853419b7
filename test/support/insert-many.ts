/** An insert of many rows at once, for data that is laid down as an import would. */
export const insertMany = (table: string, names: readonly string[], rows: number): string => {
  const row = `(${names.map(() => '?').join(', ')})`;
  const columns = names.map((name) => `\`${name}\``).join(', ');
  return `insert into \`${table}\` (${columns}) values ${Array.from({ length: rows }, () => row).join(', ')}`;
};
