import { formatDefinition } from '#engine/definition/canonical.ts';
import { type AnyDefinition, pathOf } from '#engine/definition/kinds.ts';
import { watchModules } from './watch/modules.ts';
import { watchRules } from './watch/rules.ts';
import { workshopPack } from './workshop-pack.ts';

/** The workshop, which also watches readers who lose books: rule sets over many records. */
export const watchPack = (changed: readonly object[] = []): Map<string, string> =>
  new Map([
    ...workshopPack(),
    ...[...watchModules, ...watchRules, ...changed].map((one): [string, string] => {
      const definition = one as unknown as AnyDefinition;
      return [pathOf(definition.kind, definition.key, definition.module), formatDefinition(definition)];
    }),
  ]);
