import { getPath } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import { startOfDay } from '#engine/time.ts';
import { all } from '../storage/db.ts';
import { insertRecord } from '../storage/records.ts';
import type { Context } from './context.ts';
import { appendEvent } from './event.ts';
import { mapRow, type RowMapping } from './map-row.ts';
import { noteDated } from './note-dated.ts';
import { lawDateOf, regimeOn } from './regime.ts';
import { runCommand } from './run-command.ts';
import { sealedRecord } from './secrets.ts';
import { idFor, type Unit } from './unit.ts';

type Row = Readonly<Record<string, string>>;

/** Who holds the post in the organization or nearest above it; where nobody does, anybody near. */
const ownerOf = async (unit: Unit, organization: string, post: string): Promise<string> => {
  const rows = await all<{ id: string }>(
    unit.db,
    `select a.id from organization_closure c join account a on a.organization = c.ancestor
     left join account_post p on p.account = a.id and p.organization = a.organization and p.post = ?
     where c.descendant = ? order by p.post is null, c.depth, a.id limit 1`,
    [post, organization],
  );
  return rows[0]?.id ?? unit.context.actor.id;
};

const importRow = async (unit: Unit, mapping: RowMapping, closure: string, row: Row): Promise<void> => {
  const { catalog, now, actor, services } = unit.context;
  const module = catalog.module(mapping.module);
  const data = mapRow(catalog, mapping, row);
  const state = mapping.state.map[row[mapping.state.column] ?? ''] ?? module.workflow.initial;
  const declared = module.workflow.states[state];
  if (declared === undefined)
    throw problem('invalid-input', {
      issues: [{ path: `/${mapping.state.column}`, code: 'import.state', params: { state } }],
    });
  const organization = `${row[mapping.organization.column] ?? ''}${mapping.organization.suffix}`;
  const day = row[mapping.created.column] ?? '';
  const id = idFor(unit);
  const at = day === '' ? now : startOfDay(day);
  const title = getPath(data, module.definition.titleField);
  const header = {
    id,
    module: mapping.module,
    organization,
    root_id: id,
    parent_id: null,
    title: typeof title === 'string' ? title : '',
    state,
    state_class: declared.class,
    regime: regimeOn(catalog, lawDateOf(module, data, at)),
    closure,
    owner: await ownerOf(unit, organization, mapping.owner.post),
    due_at: null,
    version: 1,
    family_version: 1,
    platform: services.platform,
    origin: mapping.origin,
    created_at: at,
    created_by: actor.id,
    modified_at: at,
    modified_by: actor.id,
  };
  await insertRecord(unit.db, header, sealedRecord(unit.context, id, module, data));
  await noteDated(unit, { row: header, data, stored: {} });
  await appendEvent(unit, {
    type: 'record.imported',
    record: { id, root: id },
    organization,
    version: 1,
    data: { to: state, origin: mapping.origin, file: mapping.file },
  });
};

/** Takes rows over as records that began elsewhere: their state is a given, no transition rule is asked, and they say so. */
export const importRecords = async (
  context: Context,
  mapping: RowMapping,
  rows: readonly Row[],
  idempotencyKey: string,
): Promise<number> => {
  const closure = await context.services.closures.pin(context.storage, context.catalog, mapping.module);
  return await runCommand(
    context,
    { route: 'import-records', idempotencyKey, body: { file: mapping.file, rows: rows.length } },
    async (unit) => {
      for (const row of rows) await importRow(unit, mapping, closure, row);
      return rows.length;
    },
  );
};
