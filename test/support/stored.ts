import type { StoredData } from '#server/storage/module-rows.ts';

/** Data as a record is stored with it. */
export const stored = (data: unknown): StoredData => ({ text: JSON.stringify(data), data });
