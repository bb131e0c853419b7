import type { FactDeclaration, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import type { Pack } from '../catalog/pack.ts';
import { type FactSource, moduleIn, recordFactChoices } from '../condition-editor/fact-choice.ts';
import { speech } from '../words.ts';
import { measureChoices } from './measure-choices.ts';
import { parameterFact } from './rule-parameters.ts';

/** A fact as it begins: taken from the first thing of its source there is. */
export const freshFact = (source: FactSource, pack: Pack, ruleSet: RuleSetDefinition): FactDeclaration => {
  const { catalog } = pack;
  const { definitions } = catalog;
  const firstOf = <T extends { readonly key: string }>(all: ReadonlyMap<string, T>) => [...all.keys()][0] ?? '';
  switch (source) {
    case 'field':
    case 'each': {
      const module = source === 'field' ? ruleSet.record : ruleSet.subject?.each?.module;
      const [first] = recordFactChoices(catalog, module ?? '', speech());
      return { type: first?.type ?? 'text', [source]: first?.name ?? '' };
    }
    case 'parameter':
      return parameterFact(catalog, ruleSet, firstOf(definitions.parameter));
    case 'measure': {
      const [first] = measureChoices(pack);
      return { type: first?.type ?? 'integer', measure: first?.name ?? '' };
    }
    case 'aggregate':
      return {
        type: 'integer',
        aggregate: { function: 'count', module: moduleIn(catalog, ruleSet.record)?.children[0] ?? '' },
      };
    case 'lookup':
      return { type: 'integer', lookup: { module: ruleSet.record ?? '', measure: 'count' } };
    case 'clock':
      return { type: 'date', clock: { deadline: firstOf(definitions.deadline), value: 'due' } };
    case 'document':
      return { type: 'integer', document: { document: firstOf(definitions.document), value: 'count' } };
    case 'group':
      return { type: 'text', group: ruleSet.subject?.keys[0] ?? '' };
    case 'likeness':
      return { type: 'integer', likeness: moduleIn(catalog, ruleSet.record)?.definition.duplicates?.[0]?.key ?? '' };
    default:
      return { type: 'integer', calculate: { '+': [0, 0] } };
  }
};
