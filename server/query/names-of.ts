import type { Context } from '../command/context.ts';

/** The names of accounts, for showing who did what. */
export const namesOf = async (context: Context, ids: readonly (string | null)[]) => {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))];
  const rows =
    wanted.length === 0
      ? []
      : await context.storage.read.selectFrom('account').select(['id', 'name']).where('id', 'in', wanted).execute();
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return (id: string): { id: string; name: string } => ({ id, name: names.get(id) ?? id });
};
