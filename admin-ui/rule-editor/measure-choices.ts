import { measureType } from '#engine/aggregate/measure-type.ts';
import { sourceFacts } from '#engine/aggregate/source-facts.ts';
import type { AggregateDefinition, AggregateMeasure, FieldType } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import { fieldLabel } from '../catalog/labels.ts';
import type { Pack } from '../catalog/pack.ts';
import { moduleIn } from '../condition-editor/fact-choice.ts';
import { say, sayIfKnown, speech } from '../words.ts';

/** What is measured, in words: how many, or of which field what. */
const measureWords = (pack: Pack, { source }: AggregateDefinition, measure: AggregateMeasure): string => {
  if (measure.ratio !== undefined) return say('rule-editor.ratio');
  if (measure.share !== undefined) return say('rule-editor.share');
  const by = sayIfKnown(`rule-editor.function.${measure.function ?? 'count'}`) ?? measure.function ?? '';
  return measure.field === undefined ? by : `${fieldLabel(pack.catalog, source, measure.field, speech())} ${by}`;
};

export interface MeasureChoice {
  /** `aggregate.measure` */
  readonly name: string;
  readonly title: string;
  readonly group: string;
  readonly type: FieldType;
}

/** Every measure of every aggregate, with its type. */
export const measureChoices = (pack: Pack): readonly MeasureChoice[] =>
  [...pack.catalog.definitions.aggregate.values()].flatMap((aggregate) => {
    const module = moduleIn(pack.catalog, aggregate.source);
    if (module === undefined) return [];
    return Object.entries(aggregate.measures).flatMap(([name, measure]): MeasureChoice[] => {
      const type = measureType(measure, sourceFacts(module));
      if (type === undefined) return [];
      const title = `${measureWords(pack, aggregate, measure)} ${name}`;
      return [{ name: `${aggregate.key}.${name}`, title, group: titled(aggregate.title), type }];
    });
  });
