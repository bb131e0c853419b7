import { openSealed, sealAt, sealMark } from '#engine/access/sealed.ts';
import type { CompiledModule, ModuleForm } from '#engine/definition/catalog.ts';
import { sensitiveFields } from '../query/sensitive-fields.ts';
import type { StoredData } from '../storage/module-rows.ts';
import type { Vault } from '../storage/vault.ts';

interface Holder {
  readonly services: { readonly vault: Vault };
}

/** A record's data as it is stored, secret fields sealed. */
export const sealedRecord = (context: Holder, record: string, module: CompiledModule, data: unknown): StoredData => {
  const sealed = sealAt(data, secretsOfModule(module), seal(context, record));
  return { text: JSON.stringify(sealed), data: sealed };
};

/** The JSON text of a filling of one form, secret fields sealed. */
export const sealedEntry = (
  context: Holder,
  record: string,
  form: Pick<ModuleForm, 'fields'> | undefined,
  data: unknown,
): string => {
  const secret = (form?.fields ?? []).filter(({ sensitivity }) => sensitivity === 'secret').map(({ path }) => path);
  return JSON.stringify(sealAt(data, secret, seal(context, record)));
};

/** Stored JSON of a record with what is sealed in it opened. */
export const openStored = <T = unknown>(context: Holder, record: string, stored: unknown): T => {
  if (typeof stored === 'string' && !stored.includes(sealedInJson)) return JSON.parse(stored) as T;
  const data = typeof stored === 'string' ? JSON.parse(stored) : stored;
  return openSealed(data, (sealed) => context.services.vault.open(record, sealed)) as T;
};

const seal =
  ({ services }: Holder, record: string) =>
  (value: unknown): string =>
    services.vault.seal(record, value);

/** Whether stored JSON, as text or bytes, holds anything sealed. */
export const holdsSealed = (stored: string | Buffer): boolean => stored.includes(sealedInJson);

const sealedInJson = JSON.stringify(sealMark).slice(1, -1);

/** Paths in a record's data. */
const secretsOfModule = (module: CompiledModule): readonly string[] =>
  [...sensitiveFields(module)].filter(([, { sensitivity }]) => sensitivity === 'secret').map(([path]) => path);

/** Whether the module keeps anything secret: reading it in full is told in the log. */
export const keepsSecrets = (module: CompiledModule): boolean => secretsOfModule(module).length > 0;
