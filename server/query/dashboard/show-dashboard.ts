import { problem } from '#engine/problem.ts';
import type { DashboardDefinition, Title } from '#engine/schema/types.gen.ts';
import type { Context } from '../../command/context.ts';
import { reachesAny, scopeOf } from '../../storage/scope.ts';
import { type ReportAnswer, type ReportQuery, runReport } from '../run-report.ts';
import { countTile, recordsTile, stagesTile, tasksTile } from './list-tiles.ts';
import { chartTile, figureTile } from './report-tiles.ts';
import type { TileContent, TileDefinition, TileMaking } from './tile.ts';

type ShownTile = TileContent & { readonly key: string; readonly title: Title };

const isFor = ({ actor }: Context, { roles }: DashboardDefinition): boolean =>
  roles === undefined || actor.roles.some((role) => roles.includes(role));

/** The dashboards this actor finds on the workbench. */
export const listDashboards = (context: Context) =>
  [...context.catalog.definitions.dashboard.values()]
    .filter((dashboard) => isFor(context, dashboard))
    .sort((a, b) => (a.order ?? 999) - (b.order ?? 999))
    .map(({ key, title, help }) => ({ key, title, help: help ?? null }));

/** The module whose records a tile is about; undefined for tasks. */
const recordOf = ({ catalog }: Context, tile: TileDefinition): string | undefined => {
  const report = tile.figure?.report ?? tile.chart?.report;
  return report === undefined
    ? (tile.count ?? tile.stages ?? tile.records)?.record
    : catalog.definitions.report.get(report)?.record;
};

const contentOf = async (making: TileMaking, tile: TileDefinition): Promise<TileContent | undefined> => {
  if (tile.tasks !== undefined) return await tasksTile(making, tile.tasks);
  if (tile.count !== undefined) return await countTile(making, tile.count);
  if (tile.figure !== undefined) return await figureTile(making, tile.figure);
  if (tile.stages !== undefined) return await stagesTile(making, tile.stages);
  if (tile.records !== undefined) return await recordsTile(making, tile.records);
  return tile.chart === undefined ? undefined : await chartTile(making, tile.chart);
};

/**
 * A dashboard as this actor sees it: every figure under his rights, with the way to what it counts. What he may not read
 * has no tile. Problem `not-found` for one that is not for him.
 */
export const showDashboard = async (context: Context, key: string) => {
  const dashboard = context.catalog.definitions.dashboard.get(key);
  if (dashboard === undefined || !isFor(context, dashboard)) throw problem('not-found');
  const { role } = context.catalog.definitions;
  const run = new Map<string, Promise<ReportAnswer>>();
  const making: TileMaking = {
    context,
    figuresOf: (report) => dashboard.tiles.flatMap(({ figure }) => (figure?.report === report ? [figure.measure] : [])),
    runReport: (query: ReportQuery) => {
      const asked = JSON.stringify(query);
      const answer = run.get(asked) ?? runReport(context, query);
      run.set(asked, answer);
      return answer;
    },
  };
  const tiles: ShownTile[] = [];
  for (const tile of dashboard.tiles) {
    const record = recordOf(context, tile);
    if (record !== undefined && !reachesAny(scopeOf(role, context.actor, record, 'read'))) continue;
    const content = await contentOf(making, tile);
    if (content !== undefined) tiles.push({ key: tile.key, title: tile.title, ...content });
  }
  return { key, title: dashboard.title, help: dashboard.help ?? null, tiles };
};
