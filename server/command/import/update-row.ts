import { allowed } from '#engine/access/allowed.ts';
import type { CompiledModule, ModuleForm } from '#engine/definition/catalog.ts';
import { fullPath } from '#engine/definition/compile-module.ts';
import { faultAt, type RowFault } from '#engine/import/build-row.ts';
import { canonicalJson, getPath, setPath } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import { all } from '../../storage/db.ts';
import { saveEntry } from '../entry.ts';
import { appendEvent } from '../event.ts';
import { fillForm, namespaceOf } from '../fill-form.ts';
import { type OpenRecord, openForPlatform } from '../open-record.ts';
import { sealedEntry } from '../secrets.ts';
import { toldChanges } from '../told-changes.ts';
import type { Unit } from '../unit.ts';
import { writeRecord } from '../write-record.ts';
import type { ReadyRow, Work } from './target.ts';

interface Updating {
  readonly work: Work;
  readonly row: ReadyRow;
  readonly id: string;
  readonly file: string;
}

/**
 * Writes what a row says of a record that is there already. What is finished stays as it is, and so do fillings that are
 * frozen. The answer tells what became of the row.
 */
export const updateRow = async (unit: Unit, { work, row, id, file }: Updating): Promise<RowFault> => {
  const { definition } = work.plan;
  const note = (code: string, params: object = {}) => faultAt(row.line, '', '', { code, params: { ...params } });
  const record = await openForPlatform(unit, { module: definition.target, id });
  requireReach(work, record);
  if (record.row.state_class === 'terminal') return note('import.note.closed');
  const frozen = await frozenForms(unit, id);
  const wanted = changesOf(work, record, row);
  const kept = wanted.filter(({ form }) => form !== undefined && frozen.has(form.definition.key));
  const written = wanted.filter((one) => !kept.includes(one));
  const heads = (list: readonly Wanted[]) => list.map(({ head }) => head);
  if (written.length === 0)
    return kept.length === 0 ? note('import.note.unchanged') : note('import.note.kept', { fields: heads(kept) });
  await write(unit, record, written);
  await writeRecord(unit, record);
  await appendEvent(unit, {
    type: 'record.imported',
    record: { id, root: record.row.root_id },
    organization: record.row.organization,
    version: record.row.version,
    data: {
      from: record.row.state,
      to: record.row.state,
      import: definition.key,
      file,
      line: row.line,
      ...toldChanges(unit, record),
    },
  });
  return note('import.note.updated', { fields: heads(written) });
};

interface Wanted {
  readonly field: string;
  readonly value: unknown;
  readonly head: string;
  readonly form: ModuleForm | undefined;
}

/** The fields whose values in the row are others than those stored; an empty cell says nothing. */
const changesOf = ({ plan: { definition } }: Work, { module, data }: OpenRecord, row: ReadyRow): readonly Wanted[] => {
  const { match, columns } = definition;
  const mayWrite = match?.fields === undefined ? undefined : new Set(match.fields);
  return columns.flatMap(({ field, column }) => {
    if (field === undefined || field === match?.field || mayWrite?.has(field) === false) return [];
    const value = getPath(row.data, field);
    if (value === undefined || canonicalJson(value) === canonicalJson(getPath(data, field) ?? null)) return [];
    return [{ field, value, head: column, form: formOf(module, field) }];
  });
};

const formOf = (module: CompiledModule, field: string): ModuleForm | undefined =>
  [...module.forms.values()].find((form) =>
    form.fields.some(({ path, inGrid }) => !inGrid && fullPath(form.definition, path) === field),
  );

/** A form's fields are judged and calculated together with what it held before, and its filling follows. */
const write = async (unit: Unit, record: OpenRecord, changes: readonly Wanted[]): Promise<void> => {
  for (const [form, own] of Map.groupBy(changes, (one) => one.form)) {
    const data = own.reduce((next, { field, value }) => setPath(next, field, value), record.data);
    if (form === undefined) {
      record.data = data;
      continue;
    }
    const { module } = record;
    const filling = { module, form, stored: record.data, sent: namespaceOf(form, data), complete: false };
    const filled = fillForm(unit.context, filling);
    record.data = own.reduce((next, { field, value }) => setPath(next, field, value), filled.data);
    const { id, closure } = record.row;
    const entry = sealedEntry(unit.context, id, form, filled.entry);
    await saveEntry(unit, { record: id, form: form.definition.key, closure }, entry);
  }
};

const frozenForms = async (unit: Unit, id: string): Promise<ReadonlySet<string>> => {
  const rows = await all<{ form: string; state: string }>(
    unit.db,
    "select form, state from entry where record_id = ? and subject = '' order by round",
    [id],
  );
  const latest = new Map(rows.map(({ form, state }) => [form, state]));
  return new Set([...latest].flatMap(([form, state]) => (state === 'frozen' ? [form] : [])));
};

/** Who imports must hold the right where the record lies, not only where the row says. */
const requireReach = ({ context, asked, plan }: Work, { row, subject }: OpenRecord): void => {
  if (!asked) return;
  const { actor, catalog } = context;
  const place = {
    organizationPath: subject.organizationPath,
    owner: row.owner,
    assigned: false,
    state: row.state,
    draft: false,
  };
  if (allowed({ roles: catalog.definitions.role, person: actor }, plan.definition.target, 'import', place)) return;
  const issue = { path: '', code: 'import.outside', params: { organization: row.organization } };
  throw problem('not-permitted', { issues: [issue] });
};
