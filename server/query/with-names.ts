import type { Context } from '../command/context.ts';
import { findOrganization } from '../storage/organizations.ts';

/** Counts of organizations with what people call them. */
export const withNames = async <T extends { readonly organization: string }>(
  { storage }: Pick<Context, 'storage'>,
  counts: readonly T[],
): Promise<readonly (T & { readonly name: string })[]> => {
  const named: (T & { name: string })[] = [];
  for (const count of counts) {
    const found = await findOrganization(storage.read, count.organization);
    named.push({ ...count, name: found?.name ?? count.organization });
  }
  return named;
};
