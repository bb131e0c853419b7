import { title } from '../definition-words.ts';

/** Sign-offs of three steps, renewal, pauses: everything a workflow can do. */
export const flow = {
  kind: 'workflow',
  key: 'loanFlow',
  module: 'loan',
  title: title('Loan'),
  initial: 'draft',
  states: {
    draft: {
      title: title('Draft'),
      class: 'editable',
      edit: [{ form: 'loanForm', who: [{ author: true }, { post: 'head' }] }],
      tasks: [{ for: [{ author: true }], title: title('Finish the draft') }],
      on: { submit: [{ target: 'review' }] },
    },
    review: {
      title: title('Review'),
      class: 'inApproval',
      on: {
        'sign.agree': [{ target: 'lent' }],
        'sign.return': [{ target: 'draft' }],
        'sign.reject': [{ target: 'refused' }],
        'sign.recall': [{ target: 'draft' }],
      },
    },
    lent: {
      title: title('Lent'),
      class: 'locked',
      tasks: [{ for: [{ assigned: 'holder' }], title: title('Bring it back'), deadline: 'bring-back' }],
      on: {
        giveBack: [{ target: 'back' }],
        object: [{ target: 'lent', effects: [{ type: 'startClock', deadline: 'objection', start: { now: 'date' } }] }],
        ask: [{ target: 'lent', effects: [{ type: 'newRound', form: 'opinionForm' }] }],
        askAgain: [{ target: 'lent', effects: [{ type: 'newRound', form: 'loanForm' }] }],
        answer: [{ target: 'lent', effects: [{ type: 'stopClock', deadline: 'answer' }] }],
        pause: [{ target: 'lent', effects: [{ type: 'pauseClock', deadline: 'bring-back' }] }],
        resume: [{ target: 'lent', effects: [{ type: 'resumeClock', deadline: 'bring-back' }] }],
        'renew.agree': [{ target: 'lent' }],
        'renew.return': [{ target: 'lent' }],
        'writeOff.agree': [{ target: 'refused' }],
        'writeOff.return': [{ target: 'lent' }],
        'writeOff.recall': [{ target: 'lent' }],
      },
    },
    back: { title: title('Back'), class: 'terminal' },
    refused: { title: title('Refused'), class: 'terminal' },
  },
  actions: {
    submit: {
      title: title('Submit'),
      who: [{ author: true }],
      guards: ['lending'],
      fourEyesGroup: 'sign',
      needs: {
        children: [
          {
            module: 'copy',
            max: 0,
            where: { fact: '$state', operator: 'equal', value: 'unchecked' },
            message: title('Copies are not checked'),
          },
        ],
      },
    },
    sign: {
      title: title('Sign'),
      effects: [
        { type: 'pin' },
        { type: 'number', numbering: 'loan-number', field: 'number' },
        { type: 'assign', as: 'holder', field: 'holder' },
        { type: 'set', field: 'times', value: { increment: 1 } },
        { type: 'set', field: 'signedBy', value: { actor: 'name' } },
        { type: 'startClock', deadline: 'bring-back' },
        { type: 'message', to: [{ author: true }, { assigned: 'holder' }], text: title('It is lent') },
        { type: 'emit', event: 'loan.lent' },
        {
          type: 'create',
          module: 'copy',
          data: { label: { field: 'book' }, value: { literal: 100 } },
        },
      ],
      approval: {
        start: 'enter',
        returnTo: 'earlier',
        recall: true,
        results: [{ key: 'reject', title: title('Reject'), opinionRequired: true }],
        steps: [
          { key: 'desk', title: title('Desk'), who: [{ post: 'desk' }], fourEyesGroup: 'sign' },
          {
            key: 'head',
            title: title('Head'),
            who: [{ post: 'head' }],
            fourEyesGroup: 'sign',
            optional: true,
            when: { fact: 'price', operator: 'greaterThan', value: 5000 },
          },
          {
            key: 'curator',
            title: title('Curator'),
            who: [{ post: 'curator', above: true }],
            form: 'opinionForm',
            fourEyesGroup: 'sign',
          },
        ],
      },
    },
    renew: {
      title: title('Renew'),
      who: [{ assigned: 'holder' }],
      effects: [{ type: 'extendClock', deadline: 'bring-back' }],
      approval: {
        start: 'action',
        returnTo: 'author',
        recall: true,
        steps: [{ key: 'head', title: title('Head'), who: [{ post: 'head' }] }],
      },
    },
    writeOff: {
      title: title('Write off'),
      who: [{ assigned: 'holder' }],
      approval: {
        start: 'action',
        returnTo: 'author',
        recall: true,
        steps: [
          { key: 'desk', title: title('Desk agrees'), who: [{ post: 'desk' }] },
          { key: 'head', title: title('Head agrees'), who: [{ post: 'head' }] },
        ],
      },
    },
    ask: {
      title: title('Ask the holder'),
      who: [{ post: 'desk' }],
      effects: [{ type: 'startClock', deadline: 'answer', start: { now: 'date' } }],
    },
    object: { title: title('Open it to objection'), who: [{ post: 'desk' }] },
    askAgain: { title: title('Have it filled in again'), who: [{ post: 'desk' }] },
    answer: { title: title('Answer'), who: [{ assigned: 'holder' }] },
    pause: { title: title('Pause'), who: [{ post: 'desk' }] },
    resume: { title: title('Resume'), who: [{ post: 'desk' }] },
    giveBack: {
      title: title('Give back'),
      who: [{ post: 'desk' }],
      form: 'returnForm',
      effects: [{ type: 'stopClock', deadline: 'bring-back' }],
      needs: {
        children: [
          {
            module: 'copy',
            max: 1,
            where: { fact: '$state', operator: 'equal', value: 'unchecked' },
            message: title('A copy is not checked'),
          },
        ],
      },
    },
  },
};
