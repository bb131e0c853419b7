import type { DashboardDefinition } from '../../schema/types.gen.ts';
import type { Catalog, Finding } from '../catalog.ts';
import { systemFacts } from '../facts.ts';
import { type At, each } from '../walk.ts';
import { type Check, finding, moduleOf } from './check.ts';
import { meant } from './meant.ts';

type Tile = DashboardDefinition['tiles'][number];

const shown = ['tasks', 'count', 'figure', 'stages', 'records', 'chart'] as const;

/** Each tile shows one thing, of a list, field, measure or grouping that is there. */
export const checkDashboards: Check = (catalog) =>
  [...catalog.definitions.dashboard.values()].flatMap((dashboard) =>
    each('/tiles', dashboard.tiles).flatMap((tile) => [
      ...oneThing(dashboard, tile),
      ...viewFaults(catalog, dashboard, tile),
      ...fieldFaults(catalog, dashboard, tile),
      ...reportFaults(catalog, dashboard, tile),
    ]),
  );

const oneThing = (dashboard: DashboardDefinition, { path, value }: At<Tile>): Finding[] =>
  shown.filter((name) => value[name] !== undefined).length === 1
    ? []
    : [finding(dashboard, path, 'dashboard-tile', { right: shown.join(', ') })];

const viewFaults = (catalog: Catalog, dashboard: DashboardDefinition, { path, value }: At<Tile>): Finding[] =>
  (['count', 'stages', 'records'] as const).flatMap((name) => {
    const asked = value[name];
    const view = asked?.view === undefined ? undefined : catalog.definitions.view.get(asked.view);
    if (view === undefined || view.record === asked?.record) return [];
    const module = catalog.definitions.module.get(view.record)?.title ?? view.record;
    return [finding(dashboard, `${path}/${name}/view`, 'dashboard-view', { view: view.title, module })];
  });

const fieldFaults = (catalog: Catalog, dashboard: DashboardDefinition, { path, value }: At<Tile>): Finding[] => {
  const asked = [
    { place: 'stages/by', record: value.stages?.record, field: value.stages?.by },
    { place: 'records/sort', record: value.records?.record, field: value.records?.sort?.replace(/^-/, '') },
  ];
  return asked.flatMap(({ place, record, field }) => {
    const module = moduleOf(catalog, record);
    if (module === undefined || field === undefined) return [];
    const known = [...Object.keys(systemFacts), ...module.fields.keys()];
    if (known.includes(field)) return [];
    const params = { field, module: module.definition.title, right: meant(field, known) };
    return [finding(dashboard, `${path}/${place}`, 'field-missing', params)];
  });
};

const reportFaults = (catalog: Catalog, dashboard: DashboardDefinition, { path, value }: At<Tile>): Finding[] =>
  (['figure', 'chart'] as const).flatMap((name) => {
    const asked = value[name];
    const report = asked === undefined ? undefined : catalog.definitions.report.get(asked.report);
    if (report === undefined || asked === undefined) return [];
    const measures = report.measures.map(({ key }) => key);
    const groups = (report.groups ?? []).map(({ key }) => key);
    const by = name === 'chart' ? value.chart?.by : undefined;
    return [
      ...(measures.includes(asked.measure)
        ? []
        : [
            finding(dashboard, `${path}/${name}/measure`, 'report-measure-missing', {
              measure: asked.measure,
              right: meant(asked.measure, measures),
            }),
          ]),
      ...(by === undefined || groups.includes(by)
        ? []
        : [
            finding(dashboard, `${path}/${name}/by`, 'dashboard-group', {
              report: report.title,
              group: by,
              right: meant(by, groups),
            }),
          ]),
    ];
  });
