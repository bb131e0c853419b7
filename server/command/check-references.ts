import { allowed } from '#engine/access/allowed.ts';
import type { ModuleForm } from '#engine/definition/catalog.ts';
import { regionCodes } from '#engine/definition/region-codes.ts';
import type { FieldInfo } from '#engine/form/form.ts';
import type { Issue } from '#engine/issue.ts';
import { isObject } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import { one } from '../storage/db.ts';
import type { RecordTable } from '../storage/tables.ts';
import { checkAttachments } from './file/check-attachments.ts';
import { subjectOf } from './open-record.ts';
import type { Unit } from './unit.ts';

interface Found {
  readonly path: string;
  readonly value: string;
}

/**
 * Refuses ids in a filled form that name nobody, no organization or region, or no record or file the actor may see.
 * Files the record held before (`held`, its data) stay.
 */
export const checkReferences = async (
  unit: Unit,
  form: ModuleForm,
  data: unknown,
  held: unknown = {},
): Promise<void> => {
  const issues: Issue[] = [];
  for (const field of form.fields) {
    if (field.type === 'attachment') issues.push(...(await wrongFiles(unit, field, data, held)));
    const is = there[field.type];
    if (is === undefined) continue;
    for (const { path, value } of valuesAt(data, field.path.split('.'), ''))
      if (!(await is(unit, value, field.module)))
        issues.push({ path, code: 'reference', params: { field: field.title, value } });
  }
  if (issues.length > 0) throw problem('invalid-input', { issues, params: { count: issues.length } });
};

const wrongFiles = async (unit: Unit, field: FieldInfo, data: unknown, held: unknown): Promise<readonly Issue[]> => {
  const issues: Issue[] = [];
  const before = JSON.stringify(held);
  const asked = { db: unit.db, reads: (record: string) => mayRead(unit, record, undefined), held: before };
  for (const { path, value } of placesOf(data, field.path.split('.'), ''))
    if (Array.isArray(value)) issues.push(...(await checkAttachments(asked, field, { path, files: value })));
  return issues;
};

/** The ids at a field, with their places. */
const valuesAt = (data: unknown, steps: readonly string[], path: string): readonly Found[] =>
  placesOf(data, steps, path)
    .flatMap(({ path: at, value }) =>
      Array.isArray(value)
        ? value.map((item, index) => ({ path: `${at}/${index}`, value: item }))
        : [{ path: at, value }],
    )
    .filter((found): found is Found => typeof found.value === 'string' && found.value !== '');

interface Place {
  readonly path: string;
  readonly value: unknown;
}

/** What stands at a field, with its places: `*` in its path stands for every row of a grid. */
const placesOf = (data: unknown, [step, ...rest]: readonly string[], path: string): readonly Place[] => {
  if (step === undefined) return [{ path, value: data }];
  if (step === '*')
    return Array.isArray(data) ? data.flatMap((row, index) => placesOf(row, rest, `${path}/${index}`)) : [];
  return isObject(data) && Object.hasOwn(data, step) ? placesOf(data[step], rest, `${path}/${step}`) : [];
};

type IsThere = (unit: Unit, value: string, module: string | undefined) => Promise<boolean>;

const exists =
  (table: 'account' | 'organization'): IsThere =>
  async ({ db }, value) =>
    (await one(db, `select 1 as found from \`${table}\` where id = ?`, [value])) !== undefined;

/** Is it a record of the module (of any where none is named) that the actor may read? */
const mayRead: IsThere = async (unit, value, module) => {
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
};

const there: Readonly<Record<string, IsThere>> = {
  user: exists('account'),
  organization: exists('organization'),
  region: async ({ context }, value) => regionCodes(context.catalog.definitions).has(value),
  record: mayRead,
};
