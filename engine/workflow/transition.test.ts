import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createActor, createMachine } from 'xstate';
import type { Truth } from '../condition/condition.ts';
import type { WorkflowDefinition, WorkflowState, WorkflowTransition } from '../schema/types.gen.ts';
import { actionsIn } from './events.ts';
import { type Judge, transition } from './transition.ts';

const states = ['a', 'b', 'c', 'd'] as const;
const actions = ['go', 'back', 'sign'] as const;
const keys = ['go', 'back', 'sign.agree', 'sign.return'] as const;
const facts = ['p', 'q', 'r'] as const;

const effect = (event: string) => ({ type: 'emit' as const, event });
const when = (fact: string) => ({ fact, operator: 'equals', value: true });

const transitionArbitrary = fc.record({
  target: fc.constantFrom(...states),
  guard: fc.option(fc.constantFrom(...facts), { nil: undefined }),
  effect: fc.option(fc.constantFrom('e1', 'e2'), { nil: undefined }),
});
type Drawn = { target: string; guard: string | undefined; effect: string | undefined };

const workflowArbitrary = fc.record({
  states: fc.tuple(
    ...states.map(() =>
      fc.dictionary(fc.constantFrom(...keys), fc.array(transitionArbitrary, { minLength: 1, maxLength: 3 })),
    ),
  ),
  enter: fc.subarray([...states]),
  act: fc.subarray(['go', 'sign']),
});

const build = (drawn: { states: Record<string, Drawn[]>[]; enter: string[]; act: string[] }): WorkflowDefinition => ({
  kind: 'workflow',
  key: 'random',
  module: 'random',
  title: { zh: 'x' },
  initial: 'a',
  actions: Object.fromEntries(
    actions.map((key) => [
      key,
      { title: { zh: key }, ...(drawn.act.includes(key) ? { effects: [effect(`act:${key}`)] } : {}) },
    ]),
  ),
  states: Object.fromEntries(
    states.map((key, index): [string, WorkflowState] => [
      key,
      {
        title: { zh: key },
        class: 'locked',
        ...(drawn.enter.includes(key) ? { onEnter: [effect(`enter:${key}`)] } : {}),
        on: Object.fromEntries(
          Object.entries(drawn.states[index]!).map(([event, choices]) => [
            event,
            choices.map(toTransition) as [WorkflowTransition, ...WorkflowTransition[]],
          ]),
        ),
      },
    ]),
  ),
});

const toTransition = (drawn: Drawn): WorkflowTransition => ({
  target: drawn.target,
  ...(drawn.guard === undefined ? {} : { when: when(drawn.guard) }),
  ...(drawn.effect === undefined ? {} : { effects: [effect(drawn.effect)] }),
});

/** The same workflow as an XState machine; its log is the list of effects. */
const machineOf = (workflow: WorkflowDefinition, truth: Record<string, boolean>, log: string[]) => {
  const emit = (effects: readonly { type: string; event?: string }[] = []) =>
    effects.map((one) => () => {
      log.push(String(one.event));
    });
  return createMachine({
    initial: workflow.initial,
    states: Object.fromEntries(
      Object.entries(workflow.states).map(([key, state]) => [
        key,
        {
          entry: emit(state.onEnter as never),
          on: Object.fromEntries(
            Object.entries(state.on ?? {}).map(([event, choices]) => [
              event,
              choices.map((choice) => ({
                target: choice.target,
                reenter: false,
                ...(choice.when === undefined
                  ? {}
                  : { guard: () => truth[(choice.when as { fact: string }).fact] === true }),
                actions: [
                  ...emit(event.endsWith('.return') ? [] : (workflow.actions[event.split('.')[0]!]?.effects as never)),
                  ...emit(choice.effects as never),
                ],
              })),
            ]),
          ),
        },
      ]),
    ),
  } as never);
};

const judgeBy =
  (truth: Record<string, Truth>): Judge =>
  (condition) =>
    'fact' in condition ? (truth[condition.fact] ?? null) : null;

test('random workflows move as the same XState machine does, effects in the same order', () => {
  fc.assert(
    fc.property(
      workflowArbitrary,
      fc.array(fc.constantFrom(...keys), { maxLength: 8 }),
      fc.record({ p: fc.boolean(), q: fc.boolean(), r: fc.boolean() }),
      (drawn, events, truth) => {
        const workflow = build(drawn);
        const log: string[] = [];
        const actor = createActor(machineOf(workflow, truth, log));
        actor.start();
        log.length = 0;
        let state = workflow.initial;
        for (const event of events) {
          const expected = String(actor.getSnapshot().value);
          assert.equal(state, expected);
          log.length = 0;
          actor.send({ type: event });
          const next = transition(workflow, { state, event, judge: judgeBy(truth) });
          const effects = 'issues' in next ? [] : next.effects.map((one) => (one as { event: string }).event);
          assert.deepEqual(effects, log);
          if (!('issues' in next)) state = next.target;
          assert.equal(state, String(actor.getSnapshot().value));
        }
      },
    ),
    { numRuns: 500 },
  );
});

const choosing = build({
  states: [
    {
      go: [
        { target: 'b', guard: 'p', effect: undefined },
        { target: 'c', guard: 'q', effect: undefined },
      ],
    },
    {},
    {
      'sign.return': [{ target: 'a', guard: undefined, effect: 'e1' }],
      'sign.agree': [{ target: 'd', guard: undefined, effect: 'e1' }],
    },
    {},
  ],
  enter: ['d'],
  act: ['sign'],
});

const codes = (result: ReturnType<typeof transition>) =>
  'issues' in result ? result.issues.map(({ code }) => code) : [];

test('an unknown condition before the first that holds refuses instead of guessing', () => {
  const result = transition(choosing, { state: 'a', event: 'go', judge: judgeBy({ p: null, q: true }) });
  assert.deepEqual(codes(result), ['workflow.targetUnknown']);
});

test('an unknown condition behind the first that holds does not matter', () => {
  const result = transition(choosing, { state: 'a', event: 'go', judge: judgeBy({ p: true, q: null }) });
  assert.equal('target' in result && result.target, 'b');
});

test('an event the state does not know and a choice none of which fits are told apart', () => {
  assert.deepEqual(codes(transition(choosing, { state: 'b', event: 'go', judge: judgeBy({}) })), [
    'workflow.notInState',
  ]);
  const none = transition(choosing, { state: 'a', event: 'go', judge: judgeBy({ p: false, q: false }) });
  assert.deepEqual(codes(none), ['workflow.noTarget']);
});

test('the effects of an action belong to its agreement and not to its return', () => {
  const events = (event: string) => {
    const result = transition(choosing, { state: 'c', event, judge: judgeBy({}) });
    return 'issues' in result ? [] : result.effects.map((one) => (one as { event: string }).event);
  };
  assert.deepEqual(events('sign.agree'), ['act:sign', 'e1', 'enter:d']);
  assert.deepEqual(events('sign.return'), ['e1']);
});

test('a state knows an action by any result of its approval', () => {
  assert.deepEqual(actionsIn(choosing, 'c'), ['sign']);
  assert.deepEqual(actionsIn(choosing, 'b'), []);
});
