import { formatDefinition } from '#engine/definition/canonical.ts';
import { catalogOf, changed, smallPack } from './small-pack.ts';

const level = (key: string, rank: number): [string, string] => [
  `definitions/platform/levels/${key}.json`,
  formatDefinition({ kind: 'level', key, module: 'platform', title: { zh: key }, rank }),
];
const withLevels = () =>
  changed(
    new Map([...smallPack(), level('country', 1), level('town', 2), level('branch', 3)]),
    'definitions/loan/module.json',
    (module: { fields?: object[]; balances?: object[] }) => {
      module.fields = [...(module.fields ?? []), { field: 'worth', type: 'money', title: { zh: 'Worth' } }];
      module.balances = [worth];
    },
  );

/** What loans taken out of another one are worth: no loan is, until a fault makes it so. */
const worth = {
  key: 'worth',
  title: { zh: 'Worth' },
  module: 'loan',
  amount: 'price',
  in: { fact: '$state', operator: 'equal', value: 'lent' },
  field: 'worth',
  most: { literal: 50_000 },
  message: { zh: 'Too much' },
};

/** The small pack with levels of organizations, a sign-off of two persons, and a balance over loans below a loan. */
export const withDuties = () =>
  catalogOf(
    changed(withLevels(), 'definitions/loan/workflows/loanFlow.json', (flow: { actions: Record<string, never> }) => {
      const actions = flow.actions as Record<string, { fourEyesGroup?: string; approval?: { steps: object[] } }>;
      const steps = [
        { key: 'head', title: { zh: 'Head' }, who: [{ post: 'head' }], fourEyesGroup: 'loan' },
        { key: 'desk', title: { zh: 'Desk' }, who: [{ post: 'desk' }], fourEyesGroup: 'loan' },
      ];
      if (actions.review?.approval) actions.review.approval.steps = steps;
    }),
  );
