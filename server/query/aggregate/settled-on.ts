import { settledWhere } from '#engine/aggregate/settled.ts';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import type { AggregateDefinition } from '#engine/schema/types.gen.ts';
import { type Layout, wordName } from '../../storage/module-layout.ts';
import { settledWhereName } from '../../storage/settled-columns.ts';

/** By layout, aggregate and day. */
const answers = new WeakMap<Layout, Map<string, boolean>>();
const mostDays = 1000;

/** Whether what records settled is what the aggregate asks on the day: items of code lists begin and end. */
export const isSettledOn = (
  layout: Layout,
  module: CompiledModule,
  aggregate: AggregateDefinition,
  asOf: string,
): boolean => {
  const column = layout.words.get(wordName(aggregate.key, '$where'));
  if (column === undefined) return false;
  const known = answers.get(layout) ?? new Map<string, boolean>();
  answers.set(layout, known);
  const name = `${aggregate.key} ${asOf}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  const settled = settledWhere(module, aggregate, asOf);
  const same = settled !== undefined && settledWhereName(settled) === column.name;
  if (known.size >= mostDays) known.clear();
  known.set(name, same);
  return same;
};
