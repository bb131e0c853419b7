import type { CompiledModule } from '#engine/definition/catalog.ts';
import { getPath } from '#engine/json.ts';
import { formatMoney } from '#engine/text/money.ts';

/** The record's name in lists: the field its module says, as far as it is filled, in words where it holds a code. */
export const titleOf = (module: CompiledModule, data: object): string => {
  const { titleField } = module.definition;
  const value = getPath(data, titleField);
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const { type, codes = '' } = module.fields.get(titleField) ?? {};
  if (type === 'money' && Number.isSafeInteger(value)) return formatMoney(Number(value), 'grouped');
  const item = module.codes.get(codes)?.items.find(({ code }) => code === value);
  return (item?.title.zh ?? String(value)).slice(0, 1000);
};
