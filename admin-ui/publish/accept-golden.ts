import type { GoldenResult } from '#engine/definition/golden.ts';
import { isObject } from '#engine/json.ts';
import type { GoldenDefinition } from '#engine/schema/types.gen.ts';

/** An answer without its empty members: an empty list of rules reads like none. */
export const filled = (actual: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(isObject(actual) ? actual : {}).filter(
      ([, member]) => typeof member !== 'object' || member === null || Object.keys(member).length > 0,
    ),
  );

/** Whether a case could be run at all: an error is nothing to expect. */
export const mayAccept = ({ ok, actual }: GoldenResult): boolean => !ok && isObject(actual) && !('error' in actual);

/** Golden cases that expect from now on what came out, where they failed. */
export const acceptActual = (definition: GoldenDefinition, results: readonly GoldenResult[]): GoldenDefinition => {
  const failed = new Map(
    results
      .filter((result) => result.golden === definition.key && mayAccept(result))
      .map((result) => [result.case, result.actual]),
  );
  const [first, ...rest] = definition.cases.map((one) =>
    failed.has(one.name) ? { ...one, expect: filled(failed.get(one.name)) } : one,
  );
  return first === undefined ? definition : { ...definition, cases: [first, ...rest] };
};
