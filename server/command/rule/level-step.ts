import { getPath, setPath } from '#engine/json.ts';
import type { RecordData } from '../open-record.ts';
import type { Hit } from './apply-create.ts';

/** The data with the level reached, and with a line of its history where it is another one than before. */
export const levelStep = (data: RecordData, { level }: Pick<Hit, 'level'>, asOf: string): RecordData => {
  if (level === undefined) return data;
  const former = getPath(data, level.field) ?? null;
  if (former === level.key) return data;
  const stepped = setPath(data, level.field, level.key ?? undefined);
  if (level.history === undefined) return stepped;
  const lines = getPath(data, level.history);
  const line = { at: asOf, from: former, to: level.key };
  return setPath(stepped, level.history, [...(Array.isArray(lines) ? lines : []), line]);
};
