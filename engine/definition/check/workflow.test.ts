import { testPlanted } from '#test/support/planted-fault.ts';

testPlanted('a target that is not there', {
  file: 'loan/workflows/loanFlow.json',
  set: { '/states/lent/on/giveBack/0/target': 'bck' },
  code: 'flow-state-missing',
  path: '/states/lent/on/giveBack/0/target',
  right: 'back',
});
testPlanted('a state nothing leads to', {
  file: 'loan/workflows/loanFlow.json',
  set: { '/states/lost': { title: { zh: 'x' }, class: 'terminal' } },
  code: 'flow-unreachable',
  path: '/states/lost',
});
testPlanted('a state without way out', {
  file: 'loan/workflows/loanFlow.json',
  set: { '/states/back/class': 'locked' },
  code: 'flow-dead-end',
  path: '/states/back',
});
testPlanted('an event without action', {
  file: 'loan/workflows/loanFlow.json',
  set: { '/states/lent/on/renew': [{ target: 'back' }] },
  code: 'flow-action-missing',
  path: '/states/lent/on/renew',
});
testPlanted('a result the approval does not know', {
  file: 'loan/workflows/loanFlow.json',
  set: { '/states/review/on/review.refuse': [{ target: 'back' }] },
  code: 'flow-result-unknown',
  path: '/states/review/on/review.refuse',
  right: 'agree, return',
});
testPlanted('an action no state offers', {
  file: 'loan/workflows/loanFlow.json',
  set: { '/actions/renew': { title: { zh: 'x' }, who: [{ post: 'desk' }] } },
  code: 'flow-never-offered',
  path: '/actions/renew',
});
testPlanted('an approval that leads nowhere', {
  file: 'loan/workflows/loanFlow.json',
  set: { '/states/review/on/review.agree': undefined },
  code: 'flow-result-without-transition',
  path: '/states/review/on',
});
testPlanted('an action for nobody', {
  file: 'loan/workflows/loanFlow.json',
  set: { '/actions/giveBack/who': undefined },
  code: 'people-nobody',
  path: '/actions/giveBack',
});
testPlanted('an assignment nobody makes', {
  file: 'loan/workflows/loanFlow.json',
  set: { '/actions/giveBack/who': [{ assigned: 'keeper' }] },
  code: 'people-never-assigned',
  path: '/actions/giveBack/who/0/assigned',
});
testPlanted('a module no role was granted', {
  file: 'platform/roles/librarian.json',
  set: { '/grants/0/operations': ['read', 'act'] },
  code: 'people-not-granted',
  path: '/operations',
  named: 'loan/module.json',
});
testPlanted('a grant limited to a state that is not there', {
  file: 'platform/roles/librarian.json',
  set: { '/grants/0/module': 'loan', '/grants/0/states': ['lendt'] },
  code: 'flow-state-missing',
  path: '/grants/0/states/0',
});
testPlanted('a grant limited to a level that is not there', {
  file: 'platform/roles/librarian.json',
  set: { '/grants/0/levels': ['villag'] },
  code: 'reference-missing',
  path: '/grants/0/levels/0',
});
