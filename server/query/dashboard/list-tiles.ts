import { sql } from 'kysely';
import type { Context } from '../../command/context.ts';
import { factExpression } from '../field-expression.ts';
import { listRecords, reachedRecords } from '../list-records.ts';
import { reportLabels } from '../report-labels.ts';
import { worklist } from '../worklist.ts';
import { dueFilters } from './due-filters.ts';
import type { Query, TileContent, TileDefinition, TileMaking, TileTarget } from './tile.ts';

type Of<K extends keyof TileDefinition> = NonNullable<TileDefinition[K]>;

interface Asked {
  readonly record: string;
  readonly view?: string;
  readonly mine?: true;
  readonly due?: 'late' | 'soon';
}

/** The conditions of a list as its address says them. */
const filtersOf = ({ now }: Context, { mine, due }: Asked): Query => ({
  ...(mine === true && { mine: 'true' }),
  ...dueFilters(due, now, ['due__gte', 'due__lte']),
});

const target = ({ record, view }: Asked, query: Query): TileTarget => ({
  page: 'list',
  record,
  view: view ?? null,
  query,
});

const asList = ({ record, view }: Asked, query: Query) => ({
  module: record,
  filters: Object.entries({ ...query, ...(view !== undefined && { view }) }),
});

export const countTile = async ({ context }: TileMaking, asked: Of<'count'>): Promise<TileContent> => {
  const query = filtersOf(context, asked);
  const { total, capped } = await listRecords(context, { ...asList(asked, query), limit: 0 });
  return { kind: 'number', value: total, capped, to: target(asked, query) };
};

const usual = 5;

/** What has no value would come first. */
const sorted = (sort: string | undefined): Query =>
  sort === undefined ? {} : { sort, [`${sort.replace(/^-?\$?/, '')}__exists`]: 'true' };

export const recordsTile = async ({ context }: TileMaking, asked: Of<'records'>): Promise<TileContent> => {
  const { sort, limit = usual } = asked;
  const query = { ...filtersOf(context, asked), ...sorted(sort) };
  const page = await listRecords(context, { ...asList(asked, query), limit, ...(sort !== undefined && { sort }) });
  const { records, total, capped } = page;
  return { kind: 'records', total, capped, records, to: target(asked, query) };
};

/** How many of what a list holds have each value of a field, under the same rights as the list. */
export const stagesTile = async ({ context }: TileMaking, asked: Of<'stages'>): Promise<TileContent> => {
  const { catalog, storage } = context;
  const module = catalog.module(asked.record);
  const query = filtersOf(context, asked);
  const column = factExpression(module, storage.dialect, asked.by);
  const reached = await reachedRecords(context, module, asList(asked, query));
  const { rows } = await sql<{ value: string | null; n: number }>`
    select ${column} as value, count(*) as n ${reached} group by ${column}`.execute(storage.read);
  const label = await reportLabels(context, module, { field: asked.by });
  const places = orderOf(context, asked);
  const name = asked.by.replace('$', '');
  return {
    kind: 'stages',
    rows: rows
      .filter(({ value }) => value !== null && value !== '')
      .sort((a, b) => (places.get(a.value ?? '') ?? 999) - (places.get(b.value ?? '') ?? 999))
      .map(({ value, n }) => ({
        title: label(value),
        value: Number(n),
        to: target(asked, { ...query, [`${name}__in`]: String(value) }),
      })),
    to: target(asked, query),
  };
};

/** The order people know values in: of states that of the workflow's stages, of codes that of their list. */
const orderOf = ({ catalog }: Context, { record, by }: Of<'stages'>): ReadonlyMap<string, number> => {
  const { workflow, fields } = catalog.module(record);
  if (by === '$state') {
    const stages = (workflow.stages ?? []).map(({ key }) => key);
    const states = Object.entries(workflow.states).map(([key, { stage = '' }]) => ({ key, at: stages.indexOf(stage) }));
    return new Map(states.sort((a, b) => a.at - b.at).map(({ key }, index) => [key, index]));
  }
  const items = catalog.definitions.codes.get(fields.get(by)?.codes ?? '')?.items ?? [];
  return new Map(items.map(({ code }, index) => [code, index]));
};

export const tasksTile = async ({ context }: TileMaking, { state, due }: Of<'tasks'>): Promise<TileContent> => {
  const within = dueFilters(due, context.now, ['dueFrom', 'dueTo']);
  const { total } = await worklist(context, { state, ...within, skip: 0, limit: 1 });
  return { kind: 'number', value: total, capped: false, to: { page: 'tasks', query: { state, ...within } } };
};
