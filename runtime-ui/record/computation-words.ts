import { isObject } from '#engine/json.ts';
import { showInstant } from '../value/show-time.ts';
import { sayIfKnown } from '../words.ts';

const unitWords = (unit: unknown): string => sayIfKnown(`unit.${String(unit)}`) ?? String(unit ?? '');

const stepWords = (step: Readonly<Record<string, unknown>>): string | undefined =>
  sayIfKnown(`computation.${String(step.kind)}`, {
    ...step,
    unit: unitWords(step.unit),
    given: showInstant(String(step.given ?? '')),
    from: showInstant(String(step.from ?? '')),
    to: showInstant(String(step.to ?? '')),
    roll: sayIfKnown(`roll.${String(step.roll)}`) ?? '',
    years: Array.isArray(step.years) ? step.years.join(', ') : '',
  });

/** How a due date came about, a sentence a step; steps of a kind unknown here are left out. */
export const computationWords = (computation: unknown): string[] => {
  const steps = Array.isArray(computation)
    ? computation
    : isObject(computation) && Array.isArray(computation.steps)
      ? computation.steps
      : [];
  return steps.filter(isObject).flatMap((step) => stepWords(step) ?? []);
};
