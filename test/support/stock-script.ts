import type { Office } from './stock.ts';

/** One thing somebody does: to the order, or to the receipt of an office. */
export interface ScriptStep {
  readonly at: 'order' | Office;
  readonly action: string;
  readonly person: 'desk' | 'boss';
  readonly data: Readonly<Record<string, unknown>>;
}

const receivers = ['east', 'south', 'west'] as const;
type Receiver = (typeof receivers)[number];

const step = (at: ScriptStep['at'], action: string, data: object = {}, person: ScriptStep['person'] = 'desk') => ({
  at,
  action,
  person,
  data: { ...data },
});

/**
 * Phases of steps: within one only one side acts on what it knew before, so the order in which messages arrive must not
 * matter. `random` gives numbers below 1.
 */
export const stockScript = (random: () => number): readonly (readonly ScriptStep[])[] => {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const date = () => `2026-07-${String(10 + Math.floor(random() * 20))}`;
  const first = [step('order', 'submit'), step('order', 'issue', { result: 'agree' }, 'boss')];
  const some = (): ScriptStep[] =>
    Array.from({ length: Math.floor(random() * 5) }, () =>
      pick([
        step('order', 'changeDue', { dueAt: date() }),
        step('order', 'urge', { receivers: [pick(receivers)], text: pick(['please', 'now']) }),
        step('order', 'urge', { receivers: [...receivers], text: 'all of you' }),
        step('order', 'more', { receivers: ['eastCorner'] }),
      ]),
    );
  const work = (office: Receiver): ScriptStep[] => {
    const whole = [
      step(office, 'sign'),
      step(office, 'handle', {}, 'boss'),
      step(office, 'askMore', { newDue: '2026-08-03', reason: 'too much' }),
      step(office, 'fill'),
      step(office, 'resultForm', { books: Math.floor(random() * 900) }),
      step(office, 'hand'),
      step(office, 'report', { result: 'agree' }, 'boss'),
    ].filter(({ action }) => action !== 'askMore' || random() < 0.4);
    if (random() < 0.15) return [step(office, 'refuse', { reason: 'not ours' }, 'boss')];
    return whole.slice(0, Math.floor(random() * (whole.length + 3)));
  };
  const judge = (office: Receiver): ScriptStep =>
    pick([
      step('order', 'accept', { receivers: [office], score: 1 + Math.floor(random() * 5) }),
      step('order', 'sendBack', { receivers: [office], reason: 'count again' }),
      step('order', 'waive', { receivers: [office], reason: 'not needed' }, 'boss'),
      step('order', 'grant', { receivers: [office] }, 'boss'),
      step('order', 'deny', { receivers: [office] }, 'boss'),
    ]);
  const end = pick([
    [],
    [step('order', 'revoke', { reason: 'the stock was sold off' }, 'boss')],
    [step('order', 'forceFinish', { reason: 'enough is known now' }, 'boss')],
  ]);
  return [
    [...first, ...some()],
    receivers.flatMap(work),
    some(),
    ...receivers.map((office) => [judge(office)]),
    receivers.flatMap(work),
    ...receivers.map((office) => [judge(office)]),
    end,
  ];
};
