import type { Light } from '#engine/deadline/light.ts';

const names: ReadonlySet<string> = new Set(['grey', 'green', 'greenPending', 'yellow', 'red', 'blue', 'none']);

/** The light the server computed for a due date, by the rules of the deadline; without one nothing is claimed. */
export const lightOf = (light: string | null | undefined, due: string | null): Light => {
  if (light !== undefined && light !== null && names.has(light)) return light as Light;
  return due === null ? 'none' : 'grey';
};
