import type { ModuleForm } from '#engine/definition/catalog.ts';
import type { FieldInfo } from '#engine/form/form.ts';
import type { Issue } from '#engine/issue.ts';
import { getPath, setPath } from '#engine/json.ts';
import { toCivilDate } from '#engine/time.ts';
import { type LikelyWorld, likelyDay, likelyText, likelyValue } from './likely-value.ts';

type Data = Readonly<Record<string, unknown>>;

const attempts = 60;

/**
 * What somebody might fill into a form: begun with `start`, some fields filled by chance, and then put right as the form
 * itself says until it has nothing more to say. undefined where it cannot be put right by values alone.
 */
export const likelyData = (form: ModuleForm, start: Data, world: LikelyWorld, variety = 0.1): Data | undefined => {
  const fields = new Map(form.fields.map((field) => [field.path, field]));
  let data = vary(start, [...fields.values()], world, variety);
  const judged = { complete: true, today: toCivilDate(world.now), now: world.now };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { data: read, issues } = form.compiled.validate(data, judged);
    if (issues.length === 0) return read;
    data = issues.reduce<Data>((mended, issue) => mend(mended, issue, fields, world), data);
  }
  return undefined;
};

const vary = (start: Data, fields: readonly FieldInfo[], world: LikelyWorld, variety: number): Data =>
  fields
    .filter(({ inGrid, readOnly, path }) => !inGrid && !readOnly && !path.includes('*'))
    .filter(() => world.random.chance(variety))
    .reduce<Data>((data, field) => {
      const value = likelyValue(field, world);
      return value === undefined ? data : setPath(data, field.path, value);
    }, start);

const mend = (data: Data, issue: Issue, fields: ReadonlyMap<string, FieldInfo>, world: LikelyWorld): Data => {
  const path = issue.path.slice(1).replaceAll('/', '.');
  if (path === '') return data;
  if (issue.code === 'unknownKey') return setPath(data, path, undefined);
  const field = fields.get(path.replaceAll(/\.\d+(?=\.|$)/g, '.*')) ?? fields.get(path.replace(/\.\d+$/, ''));
  if (field === undefined) return setPath(data, path, undefined);
  const value = valueFor(field, issue, getPath(data, path), world);
  return value === undefined && issue.code !== 'required' ? setPath(data, path, undefined) : setPath(data, path, value);
};

const valueFor = (field: FieldInfo, issue: Issue, held: unknown, world: LikelyWorld): unknown => {
  const limit = issue.params?.limit;
  const rows = Array.isArray(held) ? held : [];
  if (issue.code === 'tooFewRows' || (issue.code === 'required' && isGrid(field)))
    return [...rows, ...Array.from({ length: Math.max(1, Number(limit ?? 1) - rows.length) }, () => ({}))];
  if (issue.code === 'tooFewSelected' || issue.code === 'tooFewItems')
    return [...new Set([...rows, ...asList(likelyValue(field, world)), ...asList(likelyValue(field, world))])];
  if (issue.code === 'tooManySelected' || issue.code === 'tooManyItems') return rows.slice(0, Number(limit));
  if (issue.code === 'tooShort') return likelyText(world.random, Number(limit), field.longest ?? 4000);
  if (issue.code === 'tooLong') return String(held).slice(0, Number(limit));
  if (issue.code === 'min' || issue.code === 'max' || issue.code === 'minDate' || issue.code === 'maxDate')
    return limit;
  if (issue.code === 'date' || (issue.code === 'type' && field.type === 'datetime')) return likelyDay(world);
  if (issue.code === 'required' && field.type === 'checkbox') return true;
  return likelyValue(field, world);
};

const asList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

const isGrid = ({ type }: FieldInfo): boolean => type === 'datagrid' || type === 'editgrid';
