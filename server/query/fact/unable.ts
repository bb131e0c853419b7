import { allowed } from '#engine/access/allowed.ts';
import { getPath } from '#engine/json.ts';
import { readRecordFact } from '../../command/record-judge.ts';
import { loadActor } from '../load-actor.ts';
import type { FactLoader, FindFact } from './fact-source.ts';

/** How many of the persons a field names could not do something with the record, were they assigned to it. */
export const unableFact: FindFact = async (loader, { unable }) => {
  const { place } = loader;
  const path = unable?.of ?? '';
  const named = path.startsWith('input.')
    ? getPath(place.input, path.slice('input.'.length))
    : readRecordFact(place.record, place)(path);
  if (unable === undefined || named === undefined || named === null || named === '') return { value: undefined };
  const persons = [...new Set(Array.isArray(named) ? named : [named])].filter((id) => typeof id === 'string');
  let many = 0;
  for (const id of persons) if (!(await isAble(loader, id, unable.operation))) many += 1;
  return { value: many };
};

type Operation = Parameters<typeof allowed>[2];

/** What was taken from an account of late counts: an officer who has left is unable. */
const isAble = async ({ place, chain }: FactLoader, id: string, operation: Operation): Promise<boolean> => {
  const person = await loadActor(place.db, id, place.now);
  if (person === undefined) return false;
  const { definitions } = place.catalog;
  const { row } = place.record;
  return allowed({ roles: definitions.role, person }, row.module, operation, {
    organizationPath: (await chain()).map((link) => link.id),
    owner: '',
    assigned: true,
    state: row.state,
    draft: false,
  });
};
