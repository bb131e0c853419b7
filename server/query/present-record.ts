import { seesSensitive as granted } from '#engine/access/allowed.ts';
import { maskData } from '#engine/access/mask-data.ts';
import type { Json } from '#engine/json.ts';
import type { Context } from '../command/context.ts';
import { asJson } from '../storage/db.ts';
import type { RecordTable } from '../storage/tables.ts';
import { lightsOf } from './lights.ts';
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

/** A record as the contract shows it to this actor: fields he may not read are masked or absent. The only way out of storage. */
export const presentRecord = (context: Context, row: RecordRow): PresentedRecord => {
  const module = context.catalog.module(row.module);
  const data = asJson(row.data) as { [field: string]: Json };
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
      stateTitle: state?.title ?? { zh: row.state },
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
  return records.map((record) => ({
    ...record,
    metadata: { ...record.metadata, light: lightOf(dateOf(record)) },
  }));
};
