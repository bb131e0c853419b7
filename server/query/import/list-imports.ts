import { planImport } from '#engine/import/plan.ts';
import type { ImportDefinition } from '#engine/schema/types.gen.ts';
import type { Context } from '../../command/context.ts';
import { mayImport } from '../../command/import/receive-import.ts';
import { limits } from '../../command/import/sheet/limits.ts';

/** What the person may import, with the columns a file has. */
export const listImports = (context: Context) =>
  [...context.catalog.definitions.import.values()]
    .filter((definition) => mayImport(context, definition))
    .sort((a, b) => (a.title.zh < b.title.zh ? -1 : 1))
    .map((definition) => ({
      key: definition.key,
      title: definition.title,
      description: definition.description ?? null,
      target: definition.target,
      targetTitle: targetTitle(context, definition),
      mode: definition.mode,
      columns: planImport(context.catalog, definition).columns.map(({ column, type, many }) => ({
        column: column.column,
        required: column.required === true,
        type,
        many,
        hint: column.hint ?? null,
      })),
      limits: { rows: limits.rows, bytes: limits.file },
    }));

const targetTitle = ({ catalog }: Context, { target, title }: ImportDefinition) =>
  catalog.definitions.module.get(target)?.title ?? title;
