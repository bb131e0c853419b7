import type { Catalog } from '#engine/definition/catalog.ts';
import { isObject } from '#engine/json.ts';
import { durationOf } from '#engine/parameter/duration.ts';
import type { ParameterDefinition, ParameterValue } from '#engine/schema/types.gen.ts';
import { formatMoney } from '#engine/text/money.ts';
import { codeLabel, type Speech, titleIn } from '../catalog/labels.ts';
import { dimensionsOf } from './dimensions.ts';

/** A value of a parameter in words: yuan, a length with its unit, labels of codes. */
export const showParameterValue = (
  catalog: Catalog,
  parameter: Pick<ParameterDefinition, 'type' | 'unit' | 'codes'>,
  value: unknown,
  { language, messages }: Speech,
): string => {
  const codes = catalog.definitions.codes.get(parameter.codes ?? '');
  const code = (one: unknown) => codeLabel(codes, String(one), language) ?? String(one);
  switch (parameter.type) {
    case 'money':
      return Number.isSafeInteger(value)
        ? (messages['value.money'] ?? '').replace('{value}', formatMoney(Number(value), 'grouped'))
        : JSON.stringify(value);
    case 'duration': {
      const duration = durationOf(parameter, value);
      return duration
        ? `${duration.length} ${messages[`unit.${duration.unit}`] ?? duration.unit}`
        : JSON.stringify(value);
    }
    case 'boolean':
      return messages[value === true ? 'yes' : 'no'] ?? '';
    case 'codes':
      return Array.isArray(value) ? value.map(code).join(messages.comma) : JSON.stringify(value);
    case 'code':
      return code(value);
    default:
      return isObject(value) ? JSON.stringify(value) : `${String(value)}${unitWords(parameter.unit, messages)}`;
  }
};

const unitWords = (unit: string | undefined, messages: Speech['messages']): string =>
  unit === undefined ? '' : ` ${messages[`unit.${unit}`] ?? unit}`;

/** One step of the timeline of a parameter. */
export interface TimelineItem {
  readonly from: string;
  readonly to: string | undefined;
  readonly value: string;
  readonly basis: string | undefined;
  readonly mark: string | undefined;
}

/** The values that answer one question: the same dimensions and the same area. */
export interface TimelineSeries {
  readonly title: string;
  readonly items: readonly TimelineItem[];
}

/** The values of a parameter as series by dimensions and area, each in the order of time. */
export const timelineOf = (catalog: Catalog, parameter: ParameterDefinition, speech: Speech): TimelineSeries[] => {
  const series = new Map<string, ParameterValue[]>();
  for (const value of parameter.values) {
    const title = seriesTitle(catalog, parameter, value, speech);
    series.set(title, [...(series.get(title) ?? []), value]);
  }
  return [...series].map(([title, values]) => ({
    title,
    items: [...values]
      .sort((a, b) => (a.from < b.from ? -1 : 1))
      .map((value) => ({
        from: value.from,
        to: value.to,
        value: showParameterValue(catalog, parameter, value.value, speech),
        basis: value.basis,
        mark: value.mark,
      })),
  }));
};

/** For whom a value holds, in words; empty for a value that holds for all. */
export const seriesTitle = (
  catalog: Catalog,
  parameter: ParameterDefinition,
  { when = {}, area }: Pick<ParameterValue, 'when' | 'area'>,
  speech: Speech,
): string => {
  const dimensions = dimensionsOf(catalog, parameter, speech);
  const parts = Object.entries(when).map(([name, wanted]) => {
    const dimension = dimensions.find((one) => one.name === name);
    return dimension?.choices.find((choice) => choice.code === wanted)?.title ?? wanted;
  });
  return [...parts, ...areaTitle(catalog, area, speech)].join(speech.messages.dot);
};

const areaTitle = (catalog: Catalog, area: ParameterValue['area'], speech: Speech): string[] => {
  if (area === undefined || area.level === 'national') return [];
  const regions = [...catalog.definitions.region.values()].flatMap((region) => region.items);
  const region = regions.find((item) => item.code === area.code);
  return [
    `${speech.messages[`area.${area.level}`] ?? area.level} ${titleIn(region?.title, speech.language) || area.code}`,
  ];
};
