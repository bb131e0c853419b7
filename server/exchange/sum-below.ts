import { getPath } from '#engine/json.ts';
import type { ExchangeDefinition } from '#engine/schema/types.gen.ts';
import type { Context } from '../command/context.ts';
import { all, asJson, moduleTableName } from '../storage/db.ts';
import { jsonColumn } from '../storage/json-column.ts';

/**
 * A field of the orders by which a receipt was handed on, added up; undefined where it was not. They lie in the
 * organization of the receipt they serve.
 */
export const sumBelow = async (
  { storage }: Pick<Context, 'storage'>,
  { order, forward }: Pick<ExchangeDefinition, 'order' | 'forward'>,
  receipt: { readonly id: string; readonly organization: string },
  field: string,
): Promise<number | undefined> => {
  if (forward === undefined) return undefined;
  const serves = jsonColumn(storage.dialect, 'm.data', forward.field, 'text');
  const rows = await all<{ data: unknown }>(
    storage.read,
    `select m.data as data from \`${moduleTableName(order)}\` m where m.organization = ? and ${serves} = ?`,
    [receipt.organization, receipt.id],
  );
  return rows.length === 0 ? undefined : rows.reduce((sum, { data }) => sum + told(getPath(asJson(data), field)), 0);
};

const told = (value: unknown): number => (typeof value === 'number' && Number.isSafeInteger(value) ? value : 0);
