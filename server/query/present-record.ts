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

/**
 * A record as the contract shows it to this actor: fields he may not read are masked or absent, and secrets are in
 * nobody's list: `secrets` opens them for one record, to be told in the log. The only way out of storage.
 */
export const presentRecord = (
  context: Context,
  row: RecordRow,
  { secrets = false }: { readonly secrets?: boolean } = {},
): PresentedRecord => {
  const module = context.catalog.module(row.module);
  const data = secrets
    ? openStored<{ [field: string]: Json }>(context, row.id, row.data)
    : withoutSealed(asJson<{ [field: string]: Json }>(row.data));
  const state = module.workflow.states[row.state];
  return {
    _id: row.id,
    form: module.definition.createForm,
    owner: row.owner,
    organization: row.organization,
    state: row.state,
    version: Number(row.version),
    created: row.created_at,
    modified: row.modified_at,
    data: maskData(sensitiveFields(module), data, seesSensitive(context, row.module)),
    metadata: {
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
    },
  };
};

/** Records with the light of their due dates. */
export const withLights = async (
  context: Context,
  records: readonly PresentedRecord[],
): Promise<readonly PresentedRecord[]> => {
  const dateOf = ({ _id, metadata }: PresentedRecord) => ({ record: _id, due: metadata.due as string | null });
  const lightOf = await lightsOf(context, records.map(dateOf));
  const orders = await orderLights(
    context,
    records.map(({ _id, metadata }) => ({ id: _id, module: String(metadata.module) })),
  );
  return records.map((record) => ({
    ...record,
    metadata: { ...record.metadata, light: lightOf(dateOf(record)), ...orders.get(record._id) },
  }));
};
