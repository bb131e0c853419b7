import { seesSensitive as granted } from '#engine/access/allowed.ts';
import { maskData } from '#engine/access/mask-data.ts';
import { withoutSealed } from '#engine/access/sealed.ts';
import { titleUnder } from '#engine/definition/under-regime.ts';
import type { Json } from '#engine/json.ts';
import type { Context } from '../command/context.ts';
import { openStored } from '../command/secrets.ts';
import { asJson } from '../storage/db.ts';
import type { RecordTable } from '../storage/tables.ts';
import { lightsOf } from './lights.ts';
import { orderLights } from './order-lights.ts';
import { sensitiveFields } from './sensitive-fields.ts';

/** What of a record's header is shown; what other columns hold is nobody's business outside. */
type ShownHeader = Omit<RecordTable, 'closure' | 'created_by' | 'modified_by' | 'platform'>;
export type ShownRow = ShownHeader & { readonly data: string };
export type RecordRow = RecordTable & { readonly data: string };

export interface PresentedRecord {
  readonly _id: string;
  readonly form: string;
  readonly owner: string;
  readonly organization: string;
  readonly state: string;
  readonly version: number;
  readonly created: string;
  readonly modified: string;
  readonly data: { readonly [field: string]: Json };
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** May this actor see sensitive fields of the module unmasked? */
export const seesSensitive = (context: Context, module: string): boolean =>
  granted({ roles: context.catalog.definitions.role, person: context.actor }, module);

/** What is shown of a record beside its data, with the metadata apart, in the order of the contract. */
export const presentHeader = (context: Context, row: ShownHeader) => {
  const module = context.catalog.module(row.module);
  const state = module.workflow.states[row.state];
  const head = {
    _id: row.id,
    form: module.definition.createForm,
    owner: row.owner,
    organization: row.organization,
    state: row.state,
    version: Number(row.version),
    created: row.created_at,
    modified: row.modified_at,
  };
  const metadata = {
    title: row.title,
    module: row.module,
    stateTitle: state === undefined ? { zh: row.state } : titleUnder(state, row.regime),
    stateClass: row.state_class,
    stage: state?.stage ?? null,
    regime: row.regime,
    due: row.due_at,
    parent: row.parent_id,
    root: row.root_id,
    familyVersion: Number(row.family_version),
    origin: row.origin,
  };
  return { head, metadata };
};

/**
 * A record as the contract shows it to this actor: fields he may not read are masked or absent, and secrets are in
 * nobody's list: `secrets` opens them for one record, to be told in the log. Beside `recordText`, which writes the same
 * without reading it where nothing is hidden, the only way out of storage.
 */
export const presentRecord = (
  context: Context,
  row: ShownRow,
  { secrets = false }: { readonly secrets?: boolean } = {},
): PresentedRecord => {
  const { head, metadata } = presentHeader(context, row);
  const module = context.catalog.module(row.module);
  const data = secrets
    ? openStored<{ [field: string]: Json }>(context, row.id, row.data)
    : withoutSealed(asJson<{ [field: string]: Json }>(row.data));
  return { ...head, data: maskData(sensitiveFields(module), data, seesSensitive(context, row.module)), metadata };
};

/** What the lights of records add to their metadata. One query for all their dates and one for orders, none where neither is. */
export const lightsBeside = async (
  context: Context,
  rows: readonly Pick<ShownRow, 'id' | 'module' | 'due_at'>[],
): Promise<(row: Pick<ShownRow, 'id' | 'due_at'>) => Readonly<Record<string, unknown>>> => {
  const dateOf = ({ id, due_at }: Pick<ShownRow, 'id' | 'due_at'>) => ({ record: id, due: due_at });
  const lightOf = await lightsOf(context, rows.map(dateOf));
  const orders = await orderLights(context, rows);
  return (row) => ({ light: lightOf(dateOf(row)), ...orders.get(row.id) });
};

/** Records with the light of their due dates. */
export const presentWithLights = async (
  context: Context,
  rows: readonly ShownRow[],
  options: { readonly secrets?: boolean } = {},
): Promise<readonly PresentedRecord[]> => {
  const beside = await lightsBeside(context, rows);
  return rows.map((row) => {
    const record = presentRecord(context, row, options);
    return { ...record, metadata: { ...record.metadata, ...beside(row) } };
  });
};
