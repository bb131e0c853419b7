import { formatDefinition } from '#engine/definition/canonical.ts';
import { type AnyDefinition, pathOf } from '#engine/definition/kinds.ts';
import { copy, onSave } from './workshop/copy.ts';
import { loan } from './workshop/loan.ts';
import { platform } from './workshop/platform.ts';

/** A pack of another trade with everything a workflow can do: lending with sign-offs, copies below a loan, and clocks. */
export const workshopPack = (): Map<string, string> =>
  new Map(
    [...platform, ...loan, onSave, ...copy].map((definition): [string, string] => [
      pathOf(definition.kind as AnyDefinition['kind'], definition.key, definition.module),
      formatDefinition(definition),
    ]),
  );
