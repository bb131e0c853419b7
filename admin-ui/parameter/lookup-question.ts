import type { ChainLink } from '#engine/parameter/lookup.ts';
import type { Organization } from '../../runtime-ui/answer/people.ts';

export type PlacedOrganization = Organization & { readonly region: string | null };

/** An organization and those above it, itself first. A circle ends the chain. */
export const chainOf = (organizations: readonly PlacedOrganization[], id: string | undefined): ChainLink[] => {
  const byId = new Map(organizations.map((one) => [one.id, one]));
  const chain: ChainLink[] = [];
  for (let at = byId.get(id ?? ''); at !== undefined && chain.length < 20; at = byId.get(at.parent ?? '')) {
    chain.push({ id: at.id, level: at.level, region: at.region ?? '' });
  }
  return chain;
};
