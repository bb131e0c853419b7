import { isPastDue } from '#engine/deadline/light.ts';
import { getPath } from '#engine/json.ts';
import type { FactDeclaration } from '#engine/schema/types.gen.ts';
import { aggregateFact } from './aggregate.ts';
import { duplicateFact } from './duplicate.ts';
import type { FactLoader, FindFact, FoundFact } from './fact-source.ts';
import { lookupFact } from './lookup.ts';
import { unableFact } from './unable.ts';
import { volumeFact } from './volume.ts';

const kinds = [
  ...(['above', 'aggregate', 'clock', 'document', 'likeness', 'lookup', 'organization', 'unable'] as const),
  ...(['volume'] as const),
];

/** The value of a fact that only the database knows; undefined for a fact of another kind. */
export const findFact = async (loader: FactLoader, fact: FactDeclaration): Promise<FoundFact | undefined> => {
  const kind = kinds.find((name) => fact[name] !== undefined);
  return kind === undefined ? undefined : await finders[kind](loader, fact);
};

/** Of several rounds the last one speaks. */
const clockFact: FindFact = async (loader, { clock }) => {
  const found = (await loader.clocks()).findLast(({ deadline }) => deadline === clock?.deadline);
  if (found === undefined) return { value: undefined };
  if (clock?.value === 'state') return { value: found.state };
  if (found.due_at === null) return { value: undefined };
  return {
    value: clock?.value === 'due' ? found.due_at : isPastDue(found.due_at, found.ended_at ?? loader.place.now),
  };
};

const documentFact: FindFact = async (loader, { document, type }) => {
  const rows = (await loader.documents()).filter((row) => row.document === document?.document);
  const kept = rows.filter(
    (row) =>
      document?.value === 'count' ||
      (document?.value === 'issued' && row.state === 'issued') ||
      (document?.value === 'served' && row.served_at !== null) ||
      (document?.value === 'signed' && Number(row.scans) > 0),
  );
  return { value: type === 'boolean' ? kept.length > 0 : kept.length };
};

const plain: ReadonlySet<string> = new Set(['id', 'level', 'region']);

const organizationFact: FindFact = async (loader, { organization = '' }) => {
  const [own] = await loader.chain();
  return { value: plain.has(organization) ? getPath(own, organization) : getPath(own?.profile, organization) };
};

/** A field of the nearest record above that is of the module. */
const aboveFact: FindFact = async (loader, { above = '', field = '' }) => ({
  value: getPath(await loader.above(above), field),
});

const finders: Readonly<Record<(typeof kinds)[number], FindFact>> = {
  above: aboveFact,
  aggregate: aggregateFact,
  clock: clockFact,
  document: documentFact,
  likeness: duplicateFact,
  lookup: lookupFact,
  organization: organizationFact,
  unable: unableFact,
  volume: volumeFact,
};
