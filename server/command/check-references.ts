import { allowed } from '#engine/access/allowed.ts';
import type { ModuleForm } from '#engine/definition/catalog.ts';
import { regionCodes } from '#engine/definition/region-codes.ts';
import type { Issue } from '#engine/issue.ts';
import { isObject } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import { one } from '../storage/db.ts';
import type { RecordTable } from '../storage/tables.ts';
import { subjectOf } from './open-record.ts';
import type { Unit } from './unit.ts';

interface Found {
  readonly path: string;
  readonly value: string;
}

/** Refuses ids in a filled form that name nobody, no organization or region, or no record the actor may see. */
export const checkReferences = async (unit: Unit, form: ModuleForm, data: unknown): Promise<void> => {
  const issues: Issue[] = [];
  for (const field of form.fields) {
    const is = there[field.type];
    if (is === undefined) continue;
    for (const { path, value } of valuesAt(data, field.path.split('.'), ''))
      if (!(await is(unit, value, field.module)))
        issues.push({ path, code: 'reference', params: { field: field.title, value } });
  }
  if (issues.length > 0) throw problem('invalid-input', { issues, params: { count: issues.length } });
};

/** The ids at a field, with their places: `*` in its path stands for every row of a grid. */
const valuesAt = (data: unknown, [step, ...rest]: readonly string[], path: string): readonly Found[] => {
  if (step === undefined) {
    if (Array.isArray(data)) return data.flatMap((item, index) => valuesAt(item, [], `${path}/${index}`));
    return typeof data === 'string' && data !== '' ? [{ path, value: data }] : [];
  }
  if (step === '*')
    return Array.isArray(data) ? data.flatMap((row, index) => valuesAt(row, rest, `${path}/${index}`)) : [];
  return isObject(data) && Object.hasOwn(data, step) ? valuesAt(data[step], rest, `${path}/${step}`) : [];
};

type IsThere = (unit: Unit, value: string, module: string | undefined) => Promise<boolean>;

const exists =
  (table: 'account' | 'organization'): IsThere =>
  async ({ db }, value) =>
    (await one(db, `select 1 as found from \`${table}\` where id = ?`, [value])) !== undefined;

const there: Readonly<Record<string, IsThere>> = {
  user: exists('account'),
  organization: exists('organization'),
  region: async ({ context }, value) => regionCodes(context.catalog.definitions).has(value),
  record: async (unit, value, module) => {
    const row = await one<RecordTable>(unit.db, 'select * from record where id = ?', [value]);
    if (row === undefined || (module !== undefined && row.module !== module)) return false;
    const { actor, catalog } = unit.context;
    const { organizationPath, assignments } = await subjectOf(unit, row);
    return allowed({ roles: catalog.definitions.role, person: actor }, row.module, 'read', {
      organizationPath,
      owner: row.owner,
      assigned: assignments.some(({ account }) => account === actor.id),
      state: row.state,
      draft: row.state === catalog.module(row.module).workflow.initial,
    });
  },
};
