import type { Catalog, Finding } from '../catalog.ts';
import { effectsOf, type PlacedEffect } from '../walk.ts';
import { type Check, finding, moduleOf } from './check.ts';

/**
 * A record that is made by an effect begins in the first state of its workflow, whose entering may make further records:
 * a chain of them that comes back to a module of its own would never end.
 */
export const checkCreateLoops: Check = (catalog) =>
  [...catalog.definitions.module.keys()].flatMap((key): Finding[] =>
    creations(catalog, key).flatMap(({ effect, target, workflow }) => {
      const way = wayBack(catalog, target, key, new Set());
      return way === undefined
        ? []
        : [finding(workflow, `${effect.path}/module`, 'create-loop', { loop: [key, ...way].join(' \u2192 ') })];
    }),
  );

/** The records that a new record of the module makes at once. */
const creations = (catalog: Catalog, key: string) => {
  const workflow = moduleOf(catalog, key)?.workflow;
  if (workflow === undefined) return [];
  const first = `/states/${workflow.initial}/onEnter/`;
  return effectsOf(workflow).flatMap((effect: PlacedEffect) =>
    effect.path.startsWith(first) && effect.value.type === 'create'
      ? [{ effect, target: effect.value.module, workflow }]
      : [],
  );
};

const wayBack = (catalog: Catalog, from: string, to: string, seen: Set<string>): string[] | undefined => {
  if (from === to) return [from];
  if (seen.has(from)) return undefined;
  seen.add(from);
  for (const { target } of creations(catalog, from)) {
    const rest = wayBack(catalog, target, to, seen);
    if (rest !== undefined) return [from, ...rest];
  }
  return undefined;
};
