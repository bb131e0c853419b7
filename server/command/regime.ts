import type { Catalog, CompiledModule } from '#engine/definition/catalog.ts';
import { getPath } from '#engine/json.ts';
import { isCivilDate, isInstant, toCivilDate, toDay } from '#engine/time.ts';
import type { RecordData } from './open-record.ts';

/** The date by which the law of a record is chosen: the field its module names, else the day given. */
export const lawDateOf = (module: CompiledModule, data: RecordData, otherwise: string): string => {
  const field = module.definition.regimeDate;
  const value = field === undefined ? undefined : getPath(data, field);
  return isCivilDate(value) || isInstant(value) ? toDay(value) : toCivilDate(otherwise);
};

/** The body of law in force on a date; where none covers it, the one marked as default. '' without regimes. */
const regimeOn = (catalog: Catalog, date: string): string => {
  const regimes = [...catalog.definitions.regime.values()];
  const covering = regimes
    .filter(({ from, to }) => from <= date && (to === undefined || date <= to))
    .sort((a, b) => (a.from < b.from ? 1 : -1));
  return (covering[0] ?? regimes.find((regime) => regime.default))?.key ?? '';
};

/** The law of a record: the one it is put under by its field for that, else the one of its law date. */
export const regimeOf = (catalog: Catalog, module: CompiledModule, data: RecordData, otherwise: string): string => {
  const { regimeField } = module.definition;
  const forced = regimeField === undefined ? undefined : getPath(data, regimeField);
  if (typeof forced === 'string' && catalog.definitions.regime.has(forced)) return forced;
  return regimeOn(catalog, lawDateOf(module, data, otherwise));
};
