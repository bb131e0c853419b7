import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Approval } from '../schema/types.gen.ts';
import {
  actOnRun,
  earlierSteps,
  mayRecall,
  openRun,
  type RunMoved,
  type RunRefused,
  recallRun,
  resultsAt,
  type StepAct,
  skippableSteps,
  stepOf,
} from './approval.ts';
import { type ApprovalRun, activeStep } from './approval-run.ts';
import { type DutyDone, fourEyesConflict } from './four-eyes.ts';
import type { Judge } from './transition.ts';

const title = { zh: 'x' };
const step = (key: string, more: object = {}) => ({ key, title, who: [{ post: key }] as [{ post: string }], ...more });
const chain: Approval = {
  start: 'enter',
  returnTo: 'earlier',
  recall: true,
  steps: [
    step('first'),
    step('legal', { optional: true }),
    step('second', { when: { fact: 'big', operator: 'equals', value: true } }),
    step('head'),
  ],
  results: [
    { key: 'reject', title },
    { key: 'redirect', title, steps: ['first'] },
  ],
};
const known =
  (truth: Record<string, boolean | null>): Judge =>
  (condition) =>
    'fact' in condition ? (truth[condition.fact] ?? null) : null;
const big = known({ big: true });
const small = known({ big: false });

const act = (result: string, more: Partial<StepAct> = {}): StepAct => ({
  by: { account: 'p1' },
  at: '2026-01-01T00:00:00.000Z',
  result,
  opinion: 'yes',
  ...more,
});
const moved = (result: RunMoved | RunRefused): RunMoved => {
  assert.ok(!('issues' in result), JSON.stringify(result));
  return result;
};
const code = (result: RunMoved | RunRefused) => ('issues' in result ? result.issues[0]?.code : undefined);
const start = (judge: Judge = big): ApprovalRun => moved(openRun(chain, { startedBy: 'starter' }, judge)).run;
const agree = (run: ApprovalRun, judge: Judge = big, more: Partial<StepAct> = {}) =>
  moved(actOnRun(chain, run, act('agree', more), judge));
const at = (run: ApprovalRun) => activeStep(run)?.step;

test('agreement passes from step to step and fires at the last', () => {
  let result: RunMoved = { run: start() };
  const seen = [];
  while (result.fires === undefined) {
    seen.push(at(result.run));
    result = agree(result.run);
  }
  assert.deepEqual(seen, ['first', 'legal', 'second', 'head']);
  assert.deepEqual([result.fires, result.run.state, result.run.result], ['agree', 'agreed', 'agree']);
});

test('a step whose condition is false is passed over, and one whose condition is unknown is asked', () => {
  const beforeSecond = agree(start()).run;
  assert.equal(at(agree(beforeSecond, small).run), 'head');
  assert.equal(at(agree(beforeSecond, known({})).run), 'second');
});

test('only optional steps that come next may be left out', () => {
  assert.deepEqual(skippableSteps(chain, start(), big), ['legal']);
  assert.equal(at(agree(start(), big, { skip: ['legal'] }).run), 'second');
  assert.equal(code(actOnRun(chain, start(), act('agree', { skip: ['second'] }), big)), 'approval.skip');
  assert.equal(code(actOnRun(chain, start(), act('agree', { skip: ['head'] }), big)), 'approval.skip');
});

test('a return to an earlier step asks that step and those behind it again, and keeps what was said', () => {
  const third = agree(agree(start()).run).run;
  assert.deepEqual(earlierSteps(chain, third), ['first', 'legal']);
  const back = moved(actOnRun(chain, third, act('return', { returnTo: 'first' }), big));
  assert.equal(back.fires, undefined);
  assert.equal(at(back.run), 'first');
  assert.deepEqual(
    back.run.steps.filter(({ state }) => state === 'done').map(({ step: key, result }) => [key, result]),
    [
      ['first', 'agree'],
      ['legal', 'agree'],
      ['second', 'return'],
    ],
  );
  assert.deepEqual(
    back.run.steps.filter(({ state }) => state === 'waiting').map(({ step: key }) => key),
    ['legal', 'second', 'head'],
  );
});

test('a return names a step that was really asked before, or nobody: then it goes to the author', () => {
  const third = agree(start(), big, { skip: ['legal'] }).run;
  assert.equal(code(actOnRun(chain, third, act('return', { returnTo: 'head' }), big)), 'approval.returnTo');
  assert.equal(code(actOnRun(chain, third, act('return', { returnTo: 'legal' }), big)), 'approval.returnTo');
  assert.equal(moved(actOnRun(chain, third, act('return'), big)).fires, 'return');
  const authorOnly: Approval = { ...chain, returnTo: 'author' };
  assert.equal(code(actOnRun(authorOnly, third, act('return', { returnTo: 'first' }), big)), 'approval.returnTo');
});

test('a return wants an opinion', () => {
  assert.equal(code(actOnRun(chain, start(), { ...act('return'), opinion: ' ' }, big)), 'approval.opinion');
  assert.ok(!('issues' in actOnRun(chain, start(), { ...act('agree'), opinion: '' }, big)));
});

test('declared results are open at the steps they name, else at the last step that applies', () => {
  assert.deepEqual(resultsAt(chain, start(), big), ['agree', 'return', 'redirect']);
  const head = agree(agree(agree(start()).run).run).run;
  assert.deepEqual(resultsAt(chain, head, big), ['agree', 'return', 'reject']);
  assert.equal(code(actOnRun(chain, start(), act('reject'), big)), 'approval.result');
  const rejected = moved(actOnRun(chain, head, act('reject'), big));
  assert.deepEqual([rejected.fires, rejected.run.state], ['reject', 'ended']);
});

test('the starter alone may recall, and only until somebody has acted', () => {
  assert.equal(code(recallRun(chain, start(), 'other')), 'approval.recall');
  assert.equal(moved(recallRun(chain, start(), 'starter')).fires, 'recall');
  assert.equal(mayRecall(agree(start()).run, 'starter'), false);
  assert.equal(code(recallRun({ ...chain, recall: false }, start(), 'starter')), 'approval.recall');
});

test('a chain none of whose steps applies agrees at once', () => {
  const result = openRun(
    { start: 'action', steps: [step('only', { when: { fact: 'big', operator: 'equals', value: true } })] },
    { startedBy: 's' },
    small,
  );
  assert.equal(moved(result).fires, 'agree');
});

const people = ['p1', 'p2', 'p3', 'p4', 'p5'];
const approvalArbitrary = fc
  .array(
    fc.record({
      optional: fc.boolean(),
      fact: fc.option(fc.constantFrom('p', 'q'), { nil: undefined }),
      group: fc.option(fc.constantFrom('g', 'h'), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .chain((drawn) =>
    fc.record({
      start: fc.constantFrom('enter' as const, 'action' as const),
      recall: fc.boolean(),
      returnTo: fc.constantFrom('author' as const, 'earlier' as const, undefined),
      results: fc.constant([{ key: 'reject', title }]),
      steps: fc.constant(
        drawn.map(({ optional, fact, group }, index) =>
          step(`s${index}`, {
            optional,
            ...(fact === undefined ? {} : { when: { fact, operator: 'equals', value: true } }),
            ...(group === undefined ? {} : { fourEyesGroup: group }),
          }),
        ) as unknown as Approval['steps'],
      ),
    }),
  );
const moveArbitrary = fc.record({
  person: fc.constantFrom(...people),
  represented: fc.option(fc.constantFrom(...people), { nil: undefined }),
  result: fc.constantFrom('agree', 'agree', 'agree', 'return', 'reject', 'recall', 'nonsense'),
  target: fc.option(fc.constantFrom('s0', 's1', 's2', 's3'), { nil: undefined }),
  skip: fc.option(fc.constantFrom('s1', 's2', 's3'), { nil: undefined }),
  p: fc.constantFrom(true, false, null),
  q: fc.constantFrom(true, false, null),
});
type Move = typeof moveArbitrary extends fc.Arbitrary<infer T> ? T : never;

const play = (approval: Approval, run: ApprovalRun, move: Move, duties: DutyDone[]): RunMoved | RunRefused => {
  const judge = known({ p: move.p, q: move.q });
  if (move.result === 'recall') return recallRun(approval, run, move.person);
  const active = activeStep(run);
  const group = active && stepOf(approval, active.step)?.fourEyesGroup;
  const persons = move.represented === undefined ? [move.person] : [move.person, move.represented];
  const action = `x.${active?.step}`;
  if (group !== undefined && fourEyesConflict(duties, { group, action, persons })) return { issues: [] };
  const by =
    move.represented === undefined ? { account: move.person } : { account: move.person, onBehalfOf: move.represented };
  const result = actOnRun(
    approval,
    run,
    {
      by,
      at: 't',
      result: move.result,
      opinion: 'o',
      ...(move.target === undefined ? {} : { returnTo: move.target }),
      ...(move.skip === undefined ? {} : { skip: [move.skip] }),
    },
    judge,
  );
  if (!('issues' in result) && group !== undefined)
    duties.push(...persons.map((account) => ({ group, account, action })));
  return result;
};

test('whatever people try: one active step while open, none after, finished runs never move, history only grows, duties stay apart', () => {
  fc.assert(
    fc.property(approvalArbitrary, fc.array(moveArbitrary, { maxLength: 25 }), (drawn, moves) => {
      const approval = drawn as unknown as Approval;
      const opened = openRun(approval, { startedBy: 'p1' }, known({ p: true, q: true }));
      let run = moved(opened).run;
      const duties: DutyDone[] = [];
      for (const move of moves) {
        const before = run;
        const result = play(approval, run, move, duties);
        if (before.state !== 'open') assert.ok('issues' in result, 'a finished run moved');
        if ('issues' in result) continue;
        run = result.run;
        assert.equal(run.steps.filter(({ state }) => state === 'active').length, run.state === 'open' ? 1 : 0);
        assert.equal(result.fires === undefined, run.state === 'open');
        const done = (one: ApprovalRun) => one.steps.filter(({ state }) => state === 'done');
        assert.deepEqual(done(run).slice(0, done(before).length), done(before));
        const firstWaiting = run.steps.findIndex(({ state }) => state === 'waiting');
        assert.ok(firstWaiting < 0 || run.steps.slice(firstWaiting).every(({ state }) => state === 'waiting'));
      }
      for (const duty of duties)
        assert.equal(
          fourEyesConflict(duties, { group: duty.group, action: duty.action, persons: [duty.account] }),
          undefined,
        );
    }),
    { numRuns: 2000 },
  );
});
