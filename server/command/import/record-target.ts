import { allowed } from '#engine/access/allowed.ts';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { type BuiltRow, faultAt } from '#engine/import/build-row.ts';
import { judgeRow } from '#engine/import/judge-row.ts';
import { getPath } from '#engine/json.ts';
import { startOfDay, toCivilDate } from '#engine/time.ts';
import { one } from '../../storage/db.ts';
import { layoutOf } from '../../storage/module-layout.ts';
import { insertRecord, type RecordHeader } from '../../storage/records.ts';
import { machine } from '../context.ts';
import { appendEvent } from '../event.ts';
import { hashJson } from '../hash.ts';
import { keepBalances } from '../keep-balances.ts';
import { keepUnique } from '../keep-unique.ts';
import { noteBalance } from '../note-balance.ts';
import { noteDated } from '../note-dated.ts';
import { subjectOf, touchFamily } from '../open-record.ts';
import { regimeOf } from '../regime.ts';
import { sealedRecord } from '../secrets.ts';
import { titleOf } from '../title-of.ts';
import { idFor, type Unit } from '../unit.ts';
import { columnsOf, findMatches } from './find-matches.ts';
import { findParents, type Parent } from './find-parents.ts';
import { goOn } from './go-on.ts';
import { createSeries } from './series.ts';
import type { ReadyRow, Target, Work } from './target.ts';
import { updateRow } from './update-row.ts';

/** Rows become records that began elsewhere: their state is a given, no transition rule is asked, and they say so. */
export const recordTarget = (work: Work, module: CompiledModule, file: string): Target => {
  const { context, plan } = work;
  const { definition } = plan;
  const seen = new Map<string, number>();
  const owners = new Map<string, Promise<string>>();
  const series = createSeries(work);
  const moment = { today: toCivilDate(context.now), now: context.now };
  const stateOf = (row: BuiltRow): string => row.state ?? module.workflow.initial;
  const placeOf = (row: BuiltRow): string =>
    parentOf(row)?.organization ?? row.organization ?? context.actor.organization;

  const judge = (row: BuiltRow): BuiltRow => {
    const judged = { ...row, data: judgeRow(plan, row, moment) };
    refuseOutside(work, judged, placeOf(row), stateOf(row));
    refuseTwice(work, module, seen, judged, stateOf(row));
    return judged;
  };
  const ownerOf = (unit: Unit, organization: string): Promise<string> => {
    const { owner } = definition;
    if (owner === undefined) return Promise.resolve(context.actor.id);
    const known = owners.get(organization) ?? findOwner(unit, organization, owner.post);
    owners.set(organization, known);
    return known;
  };
  let above: ReadonlyMap<string, Parent> = new Map();
  const parentOf = (row: BuiltRow): Parent | undefined => above.get(row.text(definition.parent?.column ?? ''));
  return {
    judge: async (rows) => {
      above = await findParents(work, rows);
      return await findMatches({ ...work, parents: parentOf }, module, rows.map(judge));
    },
    write: async (unit, row) => {
      if (row.existing !== undefined) {
        row.notes?.push(await updateRow(unit, { work, row, id: row.existing, file }));
        return;
      }
      const parent = parentOf(row);
      const organization = placeOf(row);
      const owner = parent?.owner ?? (await ownerOf(unit, organization));
      const header = headerOf(unit, work, module, row, { organization, owner, ...(parent && { parent }) });
      const { id } = header;
      const { data } = row;
      await keepUnique(unit, { row: header, before: header, module, data, stored: {} });
      await noteDated(unit, { row: header, data, stored: {} });
      const layout = layoutOf(context.storage.dialect, context.catalog.module(header.module));
      await insertRecord(unit.db, layout, header, sealedRecord(unit.context, id, module, data));
      await tellImported(unit, header, { import: definition.key, file, line: row.line });
      series.note(row, { organization, regime: header.regime });
      if (parent !== undefined) {
        await touchFamily(unit, header.root_id);
        noteBalance(unit, header);
      }
      const record = {
        row: header,
        before: header,
        module,
        data,
        stored: data,
        subject: await subjectOf(unit, header),
      };
      row.notes?.push(...(await goOn(unit, record, { definition, line: row.line })));
    },
    finish: async (unit) => {
      await series.store(unit);
      await keepBalances({ ...unit, context: { ...unit.context, actor: machine } });
    },
  };
};

const tellImported = (unit: Unit, header: RecordHeader, from: object): Promise<void> =>
  appendEvent(unit, {
    type: 'record.imported',
    record: { id: header.id, root: header.root_id },
    organization: header.organization,
    version: 1,
    data: { to: header.state, origin: header.origin, ...from },
  });

const headerOf = (
  unit: Unit,
  { plan }: Work,
  module: CompiledModule,
  row: ReadyRow,
  { parent, ...whose }: { readonly organization: string; readonly owner: string; readonly parent?: Parent },
): RecordHeader => {
  const { catalog, now, actor, services } = unit.context;
  const closure = services.closures.stored(catalog, module.definition.key);
  const state = row.state ?? module.workflow.initial;
  const declared = module.workflow.states[state];
  if (closure === undefined || declared === undefined) throw new Error(`no state ${state} to import into`);
  const id = idFor(unit);
  const at = row.created === undefined ? now : startOfDay(row.created);
  return {
    ...whose,
    id,
    module: module.definition.key,
    root_id: parent?.root_id ?? id,
    parent_id: parent?.id ?? null,
    title: titleOf(module, row.data),
    state,
    state_class: declared.class,
    regime: parent?.regime ?? regimeOf(catalog, module, row.data, at),
    closure,
    due_at: null,
    version: 1,
    family_version: 1,
    platform: services.platform,
    origin: plan.definition.origin ?? 'imported',
    created_at: at,
    created_by: actor.id,
    modified_at: at,
    modified_by: actor.id,
  };
};

/** A place outside of what the person may import for is a fault of the row. */
const refuseOutside = ({ context, asked, world, plan }: Work, row: BuiltRow, organization: string, state: string) => {
  if (!asked) return;
  const { actor, catalog } = context;
  const place = { organizationPath: world.places.path(organization), owner: '', assigned: false, state, draft: false };
  const access = { roles: catalog.definitions.role, person: actor };
  if (allowed(access, plan.definition.target, 'import', place)) return;
  const column = plan.definition.organization?.column ?? '';
  row.faults.push(faultAt(row.line, column, row.text(column), { code: 'import.outside', params: { organization } }));
};

/** What no two records may share, no two rows may share either. */
const refuseTwice = (
  { plan }: Work,
  module: CompiledModule,
  seen: Map<string, number>,
  row: BuiltRow,
  state: string,
): void => {
  for (const rule of module.definition.unique ?? []) {
    if (rule.states?.includes(state) === false) continue;
    const values = rule.fields.map((field) => getPath(row.data, field) ?? '');
    if (values.includes('')) continue;
    const key = `${rule.key}:${hashJson(values)}`;
    const line = seen.get(key);
    seen.set(key, line ?? row.line);
    if (line === undefined) continue;
    const params = { line, reason: rule.message };
    row.faults.push(
      faultAt(row.line, columnsOf(plan, rule.fields), values.join(', '), { code: 'import.twice', params }),
    );
  }
};

/** Who holds the post in the organization or nearest above it; where nobody does, anybody near. */
const findOwner = async (unit: Unit, organization: string, post: string): Promise<string> => {
  const row = await one<{ id: string }>(
    unit.db,
    `select a.id from organization_closure c join account a on a.organization = c.ancestor
     left join account_post p on p.account = a.id and p.organization = a.organization and p.post = ?
     where c.descendant = ? order by p.post is null, c.depth, a.id limit 1`,
    [post, organization],
  );
  return row?.id ?? unit.context.actor.id;
};
