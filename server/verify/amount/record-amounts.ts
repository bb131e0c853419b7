import type { CompiledModule } from '#engine/definition/catalog.ts';
import { getPath } from '#engine/json.ts';
import { all, asJson, moduleTableName } from '../../storage/db.ts';
import type { Offence, World } from '../world.ts';

interface Row {
  id: string;
  data: unknown;
  closure: string;
}

const notWhole = (fields: CompiledModule['fields'], data: unknown): string | undefined => {
  for (const [path, { type }] of fields) {
    const value = type === 'money' ? getPath(data, path) : undefined;
    if (value !== undefined && value !== null && !Number.isSafeInteger(value))
      return `${path} is ${JSON.stringify(value)}`;
  }
  return undefined;
};

/** Every amount of a record is a whole number of the smallest unit. */
export const recordAmounts = async ({ db, pinned }: World): Promise<Offence[]> => {
  const broken: Offence[] = [];
  for (const { module } of await all<{ module: string }>(db, 'select distinct `module` from `record`')) {
    const table = moduleTableName(module);
    const rows = await all<Row>(
      db,
      `select r.\`id\`, m.\`data\`, r.\`closure\` from \`record\` r join \`${table}\` m on m.\`id\` = r.\`id\``,
    );
    for (const { id, data, closure } of rows) {
      const compiled = await pinned?.(module, closure);
      const reason = compiled && notWhole(compiled.fields, asJson(data));
      if (reason !== undefined) broken.push({ table, row: id, reason });
    }
  }
  return broken;
};
