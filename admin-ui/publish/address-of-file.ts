import { partsOf } from '#engine/definition/kinds.ts';

/** The address of a file's page, or undefined where no definition and no text lives there. */
export const addressOfFile = (file: string, address: (kind: string, key: string) => string): string | undefined => {
  const parts = partsOf(file);
  if (parts === undefined) return undefined;
  return address(parts.type === 'definition' ? parts.kind : parts.type, parts.key);
};
