import type { Condition, ConditionOptions, FactTypes, ReadFact, Truth } from '../condition/condition.ts';
import { type ConditionTrace, compileTrace } from '../condition/trace.ts';
import type { Ladder, LadderModifier } from '../schema/types.gen.ts';

/** How a level was reached. Plain JSON: it is stored with the decision. */
export interface LadderTrace {
  /** The rungs from the lowest to the highest, each with what was compared; one without a threshold is not used. */
  readonly rungs: readonly (ConditionTrace & { readonly key: string })[];
  readonly modifiers: readonly {
    readonly condition: ConditionTrace;
    readonly by?: number;
    readonly to?: string;
    readonly applied: boolean;
  }[];
  /** The highest rung reached before the modifiers; null: none. */
  readonly base: string | null;
  /** null: no rung is reached. */
  readonly level: string | null;
  /** False when the value that climbs is missing. */
  readonly known: boolean;
}

export type CompiledLadder = (read: ReadFact) => LadderTrace;

/**
 * A threshold ladder: the highest rung whose threshold the fact reaches, then moved by the modifiers whose conditions hold,
 * in their order, along the rungs that have a threshold. A modifier moves what is on the ladder and never lifts onto it;
 * below the lowest rung there is none.
 */
export const compileLadder = (ladder: Ladder, types: FactTypes, options: ConditionOptions = {}): CompiledLadder => {
  const rungs = ladder.levels.map(({ key, from }) => ({
    key,
    trace: compileTrace(rungCondition(ladder.fact, from), types, options),
  }));
  const modifiers = (ladder.modifiers ?? []).map((modifier) => ({
    modifier,
    trace: compileTrace(modifier.when, types, options),
  }));
  return (read) => {
    const climbed = rungs.map(({ key, trace }) => ({ ...trace(read), key }));
    const used = climbed.filter(({ expected }) => expected !== null);
    const base = used.findLastIndex(({ result }) => result === true);
    let at = base;
    const moved = modifiers.map(({ modifier, trace }) => {
      const condition = trace(read);
      const applied = at >= 0 && condition.result === true;
      if (applied) at = move(at, modifier, used);
      return { condition, ...step(modifier), applied };
    });
    const keyAt = (index: number): string | null => used[index]?.key ?? null;
    const known = used.length === 0 || used.some(({ result }: { result: Truth }) => result !== null);
    return { rungs: climbed, modifiers: moved, base: keyAt(base), level: keyAt(at), known };
  };
};

const rungCondition = (fact: string, value: unknown): Condition => ({
  fact,
  operator: 'greaterThanInclusive',
  value,
});

const step = ({ by, to }: LadderModifier) => ({ ...(by !== undefined && { by }), ...(to !== undefined && { to }) });

const move = (at: number, { by = 0, to }: LadderModifier, used: readonly { readonly key: string }[]): number => {
  const target = to === undefined ? at : used.findIndex(({ key }) => key === to);
  // A rung without a threshold is none to be moved to.
  return Math.min(Math.max(at, target) + by, used.length - 1);
};
