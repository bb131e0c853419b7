import type { RoleGain } from '#engine/access/widening.ts';
import { titled } from '../../runtime-ui/words.ts';
import type { Pack } from '../catalog/pack.ts';
import { say, sayIfKnown } from '../words.ts';

/** What a role gains, in words: per module and reach its operations, then sensitive fields and platform rights. */
export const gainLines = (gain: RoleGain, pack: Pack | undefined): string[] => {
  const module = (key: string): string =>
    key === '*' ? say('access.everyModule') : titled(pack?.catalog.definitions.module.get(key)?.title) || key;
  const groups = new Map<string, string[]>();
  for (const { module: key, operation, scope } of gain.grants) {
    const place = say('access.place', { module: module(key), scope: sayIfKnown(`scope.${scope}`) ?? scope });
    groups.set(place, [...(groups.get(place) ?? []), sayIfKnown(`operation.${operation}`) ?? operation]);
  }
  return [
    ...[...groups].map(([place, operations]) => `${place}${operations.join(say('comma'))}`),
    ...gain.sensitive.map((key) => say('access.sensitive', { module: module(key) })),
    ...gain.system.map((right) => say('access.system', { right: sayIfKnown(`right.${right}`) ?? right })),
  ];
};
