import { filesOf, title } from '../definition-words.ts';
import { copy, onSave } from './copy.ts';
import { loan } from './loan.ts';
import { flow } from './loan-flow.ts';
import { platform } from './platform.ts';

const stay = (state: string) => ({
  'correct.agree': [{ target: state }],
  'correct.return': [{ target: state }],
  'correct.refuse': [{ target: state }],
  mend: [{ target: state }],
});

const { lent, back } = flow.states;

/** The workshop's flow with two ways to correct a loan: the desk with the head's sign-off, the head alone. */
const correctedFlow = {
  ...flow,
  states: {
    ...flow.states,
    lent: { ...lent, on: { ...lent.on, ...stay('lent') } },
    back: { ...back, on: stay('back') },
  },
  actions: {
    ...flow.actions,
    sign: {
      ...flow.actions.sign,
      effects: [...flow.actions.sign.effects, { type: 'set', field: 'worth', value: { field: 'price' } }],
    },
    correct: {
      title: title('Correct'),
      who: [{ post: 'desk' }],
      guards: ['lending'],
      correct: {
        forms: ['loanForm', 'opinionForm', 'returnForm'],
        except: ['holder'],
        papers: {
          title: title('Decide about papers'),
          who: [{ post: 'head' }],
          tell: { title: title('Tell the reader'), for: [{ post: 'desk' }] },
        },
      },
      approval: {
        start: 'action',
        returnTo: 'author',
        recall: true,
        results: [{ key: 'refuse', title: title('Refuse') }],
        steps: [{ key: 'head', title: title('Head'), who: [{ post: 'head' }] }],
      },
    },
    mend: {
      title: title('Mend'),
      who: [{ post: 'head' }],
      correct: { forms: ['loanForm', 'opinionForm', 'returnForm'] },
    },
  },
};

const loans = loan.find(({ kind }) => kind === 'module') as (typeof loan)[number] & { fields: readonly object[] };

/** The workshop pack whose loans can be corrected when they are locked. */
export const correctablePack = (): Map<string, string> => {
  const changed = loan.map((definition) => {
    if (definition === flow) return correctedFlow;
    if (definition !== loans) return definition;
    return { ...loans, fields: [...loans.fields, { field: 'worth', type: 'money', title: title('Worth') }] };
  });
  return filesOf([...platform, ...changed, onSave, ...copy]);
};
