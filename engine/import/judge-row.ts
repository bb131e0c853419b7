import type { ModuleForm } from '../definition/catalog.ts';
import { fullPath } from '../definition/compile-module.ts';
import type { Issue } from '../issue.ts';
import { getPath, isObject } from '../json.ts';
import { type BuiltRow, faultAt, putPath, type RowFault } from './build-row.ts';
import type { ImportPlan } from './plan.ts';

/** The day and moment the forms are asked as of. */
export interface Moment {
  readonly today: string;
  readonly now: string;
}

/**
 * Has every form that a column fills judge the row: types, codes, check digits, limits, calculations. The answer is the
 * data as it is stored; faults name the column they come from. What is required is said by the definition of the import,
 * since old records seldom hold all that forms ask today.
 */
export const judgeRow = (plan: ImportPlan, row: BuiltRow, moment: Moment): Record<string, unknown> => {
  if (plan.module === undefined) return row.data;
  const data = structuredClone(row.data);
  for (const key of plan.forms) {
    const form = plan.module.forms.get(key);
    if (form !== undefined) judgeForm(plan, form, row, data, moment);
  }
  return data;
};

const judgeForm = (
  plan: ImportPlan,
  form: ModuleForm,
  row: BuiltRow,
  data: Record<string, unknown>,
  moment: Moment,
): void => {
  const paths = form.fields.filter(({ inGrid }) => !inGrid).map(({ path }) => path);
  const sent: Record<string, unknown> = {};
  for (const path of paths) {
    const value = getPath(data, fullPath(form.definition, path));
    if (value !== undefined) putPath(sent, path, value);
  }
  // Where a row says nothing of a form, nobody has filled it in.
  if (Object.keys(sent).length === 0) return;
  const judged = form.compiled.validate(sent, { complete: false, ...moment });
  for (const issue of judged.issues) row.faults.push(faultOf(plan, form, row, issue));
  if (judged.issues.length > 0) return;
  for (const path of paths) {
    const value = getPath(judged.data, path);
    const full = fullPath(form.definition, path);
    if (value !== undefined) putPath(data, full, value);
    else if (getPath(sent, path) !== undefined) row.faults.push(hiddenFault(plan, row, full));
  }
};

const columnOf = (plan: ImportPlan, path: string) =>
  plan.columns.find(({ column }) => column.field === path) ??
  plan.columns.find(({ column }) => column.field !== undefined && path.startsWith(`${column.field}.`));

const faultOf = (plan: ImportPlan, form: ModuleForm, row: BuiltRow, { path, code, params }: Issue): RowFault => {
  const inForm = path.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
  const column = columnOf(plan, fullPath(form.definition, inForm))?.column.column;
  const name = isObject(params?.field) ? String(params.field.zh) : inForm;
  return faultAt(row.line, column ?? name, column === undefined ? '' : row.text(column), {
    code,
    ...(params && { params }),
  });
};

const hiddenFault = (plan: ImportPlan, row: BuiltRow, path: string): RowFault => {
  const column = columnOf(plan, path)?.column.column;
  return faultAt(row.line, column ?? path, column === undefined ? '' : row.text(column), { code: 'import.hidden' });
};
