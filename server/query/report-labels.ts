import type { CompiledModule } from '#engine/definition/catalog.ts';
import { systemFacts } from '#engine/definition/facts.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import type { Context } from '../command/context.ts';
import type { ReportGroup } from './report-where.ts';

type Label = (value: unknown) => Title;

const plain = (value: unknown): Title => ({ zh: value === null ? '' : String(value) });

const named =
  (titles: ReadonlyMap<string, Title>): Label =>
  (value) =>
    titles.get(String(value)) ?? plain(value);

const ofItems = (items: Iterable<{ readonly code: string; readonly title: Title }>): Label =>
  named(new Map([...items].map(({ code, title }) => [code, title])));

/** What people call the groups of a report: states, codes, regions and organizations by their titles. */
export const reportLabels = async (
  { catalog: { definitions }, storage }: Context,
  module: CompiledModule,
  { field: groupBy }: ReportGroup,
): Promise<Label> => {
  const field = module.fields.get(groupBy);
  const type = field?.type ?? systemFacts[groupBy];
  if (groupBy === '$state')
    return named(new Map(Object.entries(module.workflow.states).map(([state, { title }]) => [state, title])));
  if (field?.codes !== undefined) return ofItems(definitions.codes.get(field.codes)?.items ?? []);
  if (type === 'region') return ofItems([...definitions.region.values()].flatMap(({ items }) => items));
  if (type !== 'organization' && type !== 'user') return plain;
  const rows = await storage.read
    .selectFrom(type === 'user' ? 'account' : 'organization')
    .select(['id', 'name'])
    .execute();
  return named(new Map(rows.map(({ id, name }) => [id, { zh: name }])));
};
