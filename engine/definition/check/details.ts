import { checkPattern } from '../../numbering/format.ts';
import type { CodesDefinition, DeadlineDefinition, RegionDefinition } from '../../schema/types.gen.ts';
import { isCivilDate } from '../../time.ts';
import { type Catalog, type CompiledModule, definitionsIn, type Finding } from '../catalog.ts';
import { systemFacts } from '../facts.ts';
import { each } from '../walk.ts';
import { type Check, finding, moduleOf } from './check.ts';
import { meant } from './meant.ts';

/** What a single kind asks beyond its schema: code trees, number patterns, deadlines, regimes, calendars. */
export const checkDetails: Check = (catalog) => [
  ...[...catalog.definitions.codes.values(), ...catalog.definitions.region.values()].flatMap(checkTree),
  ...[...catalog.definitions.numbering.values()].flatMap((numbering) =>
    [
      { path: '/pattern', value: numbering.pattern },
      ...Object.entries(numbering.patterns ?? {}).map(([regime, value]) => ({ path: `/patterns/${regime}`, value })),
    ].flatMap(({ path, value }) =>
      checkPattern(value).map((issue) => finding(numbering, path, issue.code, issue.params ?? {})),
    ),
  ),
  ...[...catalog.definitions.deadline.values()].flatMap((deadline) => checkDeadline(catalog, deadline)),
  ...checkParents(catalog),
  ...checkRegimes(catalog),
  ...checkGolden(catalog),
  ...checkCalendars(catalog),
];

const checkTree = (list: CodesDefinition | RegionDefinition): Finding[] => {
  const codes = new Map<string, string | undefined>();
  const twice = each('/items', list.items as readonly { code: string; parent?: string }[]).flatMap(
    ({ path, value }) => {
      const known = codes.has(value.code);
      codes.set(value.code, value.parent);
      return known ? [finding(list, `${path}/code`, 'codes-twice', { code: value.code })] : [];
    },
  );
  const orphans = each('/items', list.items as readonly { code: string; parent?: string }[]).flatMap(
    ({ path, value }) => {
      if (value.parent === undefined) return [];
      if (!codes.has(value.parent))
        return [
          finding(list, `${path}/parent`, 'codes-parent-missing', {
            code: value.parent,
            right: meant(value.parent, codes.keys()),
          }),
        ];
      return circular(codes, value.code) ? [finding(list, `${path}/parent`, 'codes-circle', { code: value.code })] : [];
    },
  );
  return [...twice, ...orphans];
};

const circular = (parents: ReadonlyMap<string, string | undefined>, code: string): boolean => {
  const seen = new Set<string>();
  for (let at: string | undefined = code; at !== undefined; at = parents.get(at)) {
    if (seen.has(at)) return at === code;
    seen.add(at);
  }
  return false;
};

/** The length is a duration, the start is a date of the record, and a backward term neither pauses nor extends. */
const checkDeadline = (catalog: Catalog, deadline: DeadlineDefinition): Finding[] => {
  const lengths = [
    { path: '/duration/parameter', key: deadline.duration.parameter },
    { path: '/extension/parameter', key: deadline.extension?.parameter },
  ];
  const module = moduleOf(catalog, deadline.record);
  const field = deadline.start?.field;
  const type = field === undefined ? undefined : (module?.fields.get(field)?.type ?? systemFacts[field]);
  const backward = deadline.direction === 'backward';
  return [
    ...lengths.flatMap(({ path, key }) => {
      const parameter = catalog.definitions.parameter.get(key ?? '');
      return parameter === undefined || parameter.type === 'duration'
        ? []
        : [finding(deadline, path, 'deadline-not-duration', { parameter: parameter.title, type: parameter.type })];
    }),
    ...(module !== undefined && field !== undefined && type !== 'date' && type !== 'instant'
      ? [finding(deadline, '/start/field', 'date-not-a-date', { field, type: type ?? '', right: dates(module.fields) })]
      : []),
    ...checkTyped(deadline, module),
    ...checkPassed(deadline, module),
    ...(backward && deadline.roll === 'next' ? [finding(deadline, '/roll', 'deadline-backward-roll')] : []),
    ...(backward && deadline.pausable === true ? [finding(deadline, '/pausable', 'deadline-backward-pause')] : []),
    ...(backward && deadline.extension ? [finding(deadline, '/extension', 'deadline-backward-extension')] : []),
  ];
};

/** What the platform does when the time is over is an action of the workflow, and none that persons sign off. */
const checkPassed = (deadline: DeadlineDefinition, module: CompiledModule | undefined): Finding[] => {
  const key = deadline.whenPassed?.action;
  if (module === undefined || key === undefined) return [];
  const { actions } = module.workflow;
  const path = '/whenPassed/action';
  if (!Object.hasOwn(actions, key))
    return [finding(deadline, path, 'flow-action-missing', { action: key, right: meant(key, Object.keys(actions)) })];
  return actions[key]?.approval === undefined
    ? []
    : [finding(deadline, path, 'deadline-action-signed', { action: key })];
};

/** A typed due date is a date of the record, stands as it is typed, and is no term counted backward. */
const checkTyped = (deadline: DeadlineDefinition, module: CompiledModule | undefined): Finding[] => {
  const { due, duration, direction, roll } = deadline;
  const unknown = Object.entries(duration.by ?? {}).filter(([, field]) => module?.fields.has(field) === false);
  const missing = unknown.map(([name, field]) =>
    finding(deadline, `/duration/by/${name}`, 'field-missing', {
      field,
      module: module?.definition.title,
      right: meant(field, module?.fields.keys() ?? []),
    }),
  );
  if (due === undefined) return missing;
  const type = module?.fields.get(due.field)?.type;
  return [
    ...missing,
    ...(module === undefined || type === 'date'
      ? []
      : [finding(deadline, '/due/field', 'date-not-a-date', { field: due.field, type, right: dates(module.fields) })]),
    ...(roll === 'none' && direction === 'forward' ? [] : [finding(deadline, '/roll', 'deadline-typed-roll')]),
  ];
};

const dates = (fields: ReadonlyMap<string, { type: string }>): string =>
  [...fields]
    .filter(([, { type }]) => type === 'date' || type === 'instant')
    .map(([path]) => path)
    .join(', ');

/** Records are children of records: a module is never below itself. */
const checkParents = (catalog: Catalog): Finding[] => {
  const parents = new Map([...catalog.definitions.module.values()].map(({ key, parent }) => [key, parent?.module]));
  return [...catalog.definitions.module.values()]
    .filter(({ key }) => circular(parents, key))
    .map((module) => finding(module, '/parent/module', 'module-circle', { module: module.title }));
};

/** Days belong to at most one regime, and every record finds one. */
const checkRegimes = (catalog: Catalog): Finding[] => {
  const regimes = [...catalog.definitions.regime.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
  const defaults = regimes.filter((regime) => regime.default === true);
  return [
    ...regimes.flatMap((regime, index) => {
      const next = regimes[index + 1];
      return next !== undefined && (regime.to === undefined || regime.to >= next.from)
        ? [finding(regime, '/to', 'regime-overlap', { other: next.title, right: `< ${next.from}` })]
        : [];
    }),
    ...defaults
      .slice(1)
      .map((regime) => finding(regime, '/default', 'regime-default-twice', { other: defaults[0]?.title })),
  ];
};

const checkGolden = (catalog: Catalog): Finding[] =>
  [...catalog.definitions.golden.values()].flatMap((golden) => {
    const names = golden.cases.map((one) => one.name);
    return each('/cases', golden.cases)
      .filter(({ value }, index) => names.indexOf(value.name) !== index)
      .map(({ path, value }) => finding(golden, `${path}/name`, 'golden-name-twice', { name: value.name }));
  });

const checkCalendars = (catalog: Catalog): Finding[] =>
  definitionsIn(catalog).flatMap((definition) =>
    definition.kind !== 'calendar'
      ? []
      : Object.entries(definition.years).flatMap(([year, { holidays, workdays }]) =>
          [...each(`/years/${year}/holidays`, holidays), ...each(`/years/${year}/workdays`, workdays)]
            .filter(({ value }) => !isCivilDate(value) || !value.startsWith(year))
            .map(({ path, value }) => finding(definition, path, 'date-invalid', { date: value })),
        ),
  );
