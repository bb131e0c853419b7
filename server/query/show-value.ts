import type { ModuleField } from '#engine/definition/catalog.ts';
import type { Language } from '#engine/message/translate.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import { formatMoney } from '#engine/text/money.ts';
import type { Context } from '../command/context.ts';

export const inLanguage = (title: Title | undefined, language: Language): string =>
  title === undefined ? '' : ((language === 'en' ? title.en : undefined) ?? title.zh);

const codeTitle = (context: Context, codes: string | undefined, value: unknown, language: Language): string => {
  const item =
    codes === undefined
      ? undefined
      : context.catalog.definitions.codes.get(codes)?.items.find((one) => one.code === value);
  return item === undefined ? String(value) : inLanguage(item.title, language);
};

/** The value of a field in the words people read: labels for codes, yuan for fen. Empty text for what is missing. */
export const showValue = (
  context: Context,
  field: ModuleField | undefined,
  value: unknown,
  language: Language,
): string => {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value))
    return value.map((one) => showValue(context, field, one, language)).join(language === 'zh' ? '\u3001' : ', ');
  if (field?.type === 'money' && typeof value === 'number') return formatMoney(value);
  if (field?.codes !== undefined) return codeTitle(context, field.codes, value, language);
  return typeof value === 'object' ? '' : String(value);
};
