import { isObject, setPath } from '#engine/json.ts';

/** The fields of a message, written into the data of the record it is for; null clears a field. */
export const writeFields = (data: Record<string, unknown>, fields: unknown): Record<string, unknown> => {
  let written = data;
  if (!isObject(fields)) return written;
  for (const [path, value] of Object.entries(fields)) written = setPath(written, path, value ?? undefined);
  return written;
};
