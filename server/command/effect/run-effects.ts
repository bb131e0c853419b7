import type { Effect } from '#engine/schema/types.gen.ts';
import { judgeOf } from '../open-record.ts';
import { act } from './act.ts';
import { assign } from './assign.ts';
import { extendClock, pauseClock, resumeClock, startClock, stopClock } from './clocks.ts';
import { create } from './create.ts';
import type { EffectWork, RunEffect } from './effect.ts';
import { emit } from './emit.ts';
import { forward } from './forward.ts';
import { message } from './message.ts';
import { newRound } from './new-round.ts';
import { giveNumber } from './number.ts';
import { pin } from './pin.ts';
import { send } from './send.ts';
import { serveDocument } from './serve-document.ts';
import { setField } from './set.ts';
import { voidNumbers } from './void.ts';

/** Everything a workflow can ask the server to do. */
const effects: { readonly [T in Effect['type']]: RunEffect<T> } = {
  set: setField,
  number: giveNumber,
  assign,
  startClock,
  stopClock,
  pauseClock,
  resumeClock,
  extendClock,
  pin,
  newRound,
  message,
  emit,
  create,
  serveDocument,
  send,
  forward,
  act,
  void: voidNumbers,
};

/** Carries out effects one after the other: each sees what the one before has written, and so does its `when`. */
export const runEffects = async (work: EffectWork, list: readonly Effect[]): Promise<void> => {
  for (const effect of list) {
    if (effect.when !== undefined && judgeOf(work.unit, work.record)(effect.when) !== true) continue;
    await (effects[effect.type] as RunEffect<Effect['type']>)(work, effect as never);
  }
};
