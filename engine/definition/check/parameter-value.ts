import { pointer } from '../../issue.ts';
import { profileKey } from '../../parameter/profile.ts';
import type { ValueSource } from '../../schema/types.gen.ts';
import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import { recordFacts } from '../facts.ts';
import type { AnyDefinition } from '../kinds.ts';
import type { At } from '../walk.ts';
import { finding } from './check.ts';
import { meant } from './meant.ts';

type ParameterSource = Extract<ValueSource, { parameter: string }>;

/** A value that `owner` takes from a parameter asks it on a date, with every dimension it has and none that it has not. */
export const checkParameterValue = (
  catalog: Catalog,
  module: CompiledModule,
  { path, value }: At<ParameterSource>,
  owner: AnyDefinition = module.workflow,
): Finding[] => {
  const parameter = catalog.definitions.parameter.get(value.parameter);
  const types = recordFacts(module);
  const missing = (place: string, field: string) =>
    finding(owner, place, 'field-missing', {
      field,
      module: module.definition.title,
      right: meant(field, module.fields.keys()),
    });
  const date = value.at === undefined ? 'date' : types[value.at];
  const dated =
    date === undefined
      ? [missing(`${path}/at`, value.at ?? '')]
      : ['date', 'instant'].includes(date)
        ? []
        : [
            finding(owner, `${path}/at`, 'field-type', {
              field: value.at,
              type: date,
              right: 'date, instant',
            }),
          ];
  const known = parameter?.dimensions ?? [];
  return [
    ...dated,
    ...known
      .filter((name) => name !== 'regime' && name !== profileKey && value.by?.[name] === undefined)
      .map((name) => finding(owner, path, 'parameter-dimension-open', { parameter: value.parameter, dimension: name })),
    ...Object.entries(value.by ?? {}).flatMap(([name, source]) => {
      const place = `${path}/by${pointer(name)}`;
      if (parameter !== undefined && !known.includes(name))
        return [finding(owner, place, 'parameter-dimension-unknown', { dimension: name, right: known.join(', ') })];
      return source.startsWith('=') || types[source] !== undefined ? [] : [missing(place, source)];
    }),
  ];
};
