import type { AvailableAction } from '#engine/workflow/available-actions.ts';
import type { RuleTask } from '../apply-verdicts.ts';
import type { EffectWork } from '../effect/effect.ts';
import type { LoadedSituation } from './load-situation.ts';

/** One act that its person is entitled to. */
export interface Act extends LoadedSituation {
  /** The action, without `.recall`. */
  readonly key: string;
  readonly view: AvailableAction;
  readonly work: EffectWork;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface ActDone {
  readonly tasks: readonly RuleTask[];
  /** What the event says beside action and states. */
  readonly told: Readonly<Record<string, unknown>>;
}
