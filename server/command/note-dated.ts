import { canonicalJson, getPath } from '#engine/json.ts';
import { isCivilDate, isInstant, toCivilDate, toDay } from '#engine/time.ts';
import { hasDatedValue, keepDatedValue } from '../storage/dated-values.ts';
import type { RecordHeader } from '../storage/records.ts';
import type { Unit } from './unit.ts';

interface Written {
  readonly row: Pick<RecordHeader, 'id' | 'module' | 'version'>;
  readonly data: unknown;
  /** The data before; empty of a new record. */
  readonly stored: unknown;
}

/** Before everything: what a field held when it was not yet kept since when. */
const always = '0001-01-01';

/** Keeps what dated fields hold now, from the day their definition names, where it is another than before. */
export const noteDated = async (unit: Unit, { row, data, stored }: Written): Promise<void> => {
  const { catalog, now } = unit.context;
  for (const { field, from } of catalog.definitions.module.get(row.module)?.dated ?? []) {
    const [was, is] = [getPath(stored, field), getPath(data, field)];
    if (canonicalJson(was ?? null) === canonicalJson(is ?? null)) continue;
    const version = Number(row.version);
    const place = { record_id: row.id, module: row.module, field };
    const first = was !== undefined && was !== null && !(await hasDatedValue(unit.db, row.id, field));
    if (first) await keepDatedValue(unit.db, { ...place, from_date: always, version: version - 1 }, was);
    const day = getPath(data, from);
    const from_date = isCivilDate(day) || isInstant(day) ? toDay(day) : toCivilDate(now);
    await keepDatedValue(unit.db, { ...place, from_date, version }, is);
  }
};
