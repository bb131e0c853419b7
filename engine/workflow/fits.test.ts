import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editableForms, editFit } from './editable.ts';
import { fits, type Person, personsOf, type Subject } from './fits.ts';
import { type NeedFacts, unmetNeeds } from './needs.ts';

const subject: Subject = {
  organization: 'town',
  organizationPath: ['town', 'county'],
  owner: 'author',
  assignments: [{ account: 'worker', reason: 'handler' }],
};
const person = (id: string, organization = 'town', ...posts: string[]): Person => ({
  id,
  posts: posts.map((post) => ({ organization, post })),
});

test('a post counts in the organization of the record, above it only where that is said', () => {
  assert.deepEqual(fits([{ post: 'head' }], person('p', 'town', 'head'), subject), { account: 'p' });
  assert.equal(fits([{ post: 'head' }], person('p', 'county', 'head'), subject), undefined);
  assert.deepEqual(fits([{ post: 'head', above: true }], person('p', 'county', 'head'), subject), { account: 'p' });
  assert.equal(fits([{ post: 'head', above: true }], person('p', 'village', 'head'), subject), undefined);
  assert.deepEqual(fits([{ post: 'head', superior: true }], person('p', 'county', 'head'), subject), { account: 'p' });
  assert.equal(fits([{ post: 'head', superior: true }], person('p', subject.organization, 'head'), subject), undefined);
});

test('within one alternative everything named must hold, of several one is enough', () => {
  const both = [{ post: 'head', assigned: 'handler' }];
  assert.equal(fits(both, person('p', 'town', 'head'), subject), undefined);
  assert.equal(fits(both, person('worker'), subject), undefined);
  assert.deepEqual(fits(both, person('worker', 'town', 'head'), subject), { account: 'worker' });
  assert.deepEqual(fits([...both, { author: true }], person('author'), subject), { account: 'author' });
  assert.equal(fits([{}], person('author'), subject), undefined, 'nobody named is nobody');
  assert.equal(fits([], person('author'), subject), undefined);
});

test('a lent post lets act for its holder, a lent whole person also as author or assigned', () => {
  const head = { from: { id: 'boss', posts: [{ organization: 'town', post: 'head' }] }, post: 'head' };
  const lent: Person = { ...person('p'), delegations: [head] };
  const fit = fits([{ post: 'head' }], lent, subject);
  assert.deepEqual(fit, { account: 'p', onBehalfOf: 'boss' });
  assert.deepEqual(personsOf(fit!), ['p', 'boss']);
  assert.equal(fits([{ post: 'clerk' }], lent, subject), undefined);
  const author = { from: { id: 'author', posts: [] }, post: 'head' };
  assert.equal(fits([{ author: true }], { ...person('p'), delegations: [author] }, subject), undefined);
  const whole = { ...author, post: null };
  assert.deepEqual(fits([{ author: true }], { ...person('p'), delegations: [whole] }, subject), {
    account: 'p',
    onBehalfOf: 'author',
  });
});

test('whoever says for whom he acts is not taken for himself', () => {
  const own: Person = { ...person('p', 'town', 'head'), delegations: [], actsFor: 'boss' };
  assert.equal(fits([{ post: 'head' }], own, subject), undefined);
});

test('forms may be edited by those the state names; nobody named is told apart from not me', () => {
  const workflow = {
    kind: 'workflow' as const,
    key: 'w',
    module: 'm',
    title: { zh: 'w' },
    initial: 'a',
    actions: {},
    states: {
      a: {
        title: { zh: 'a' },
        class: 'editable' as const,
        edit: [{ form: 'f', who: [{ author: true as const }] as [{ author: true }] }],
      },
    },
  };
  const question = { workflow, state: 'a', person: person('author'), subject };
  assert.deepEqual(editableForms(question), ['f']);
  assert.deepEqual(editFit(question, 'f'), { account: 'author' });
  assert.equal(editFit({ ...question, person: person('other') }, 'f'), undefined);
  assert.equal(editFit(question, 'g'), null);
});

const title = { zh: 'x' };
const facts = (more: Partial<NeedFacts> = {}): NeedFacts => ({
  documents: [],
  subjectsOf: () => [],
  entries: new Map(),
  children: [],
  judgeChild: (_, child) => (child.data as { ok: boolean | null }).ok,
  ...more,
});
const codes = (needs: Parameters<typeof unmetNeeds>[0], found: NeedFacts, answer: boolean | null = true) =>
  unmetNeeds(needs, found, () => answer).map(({ code }) => code);

test('a paper must be as far as it is needed, one for every subject where that is said', () => {
  const issued = { document: 'notice', state: 'issued' as const, subject: 'p1' };
  const need = (state: 'draft' | 'issued' | 'served', subject = false) => ({
    documents: [{ document: 'notice', state, subject }],
  });
  assert.deepEqual(codes(need('draft'), facts()), ['workflow.documentMissing']);
  assert.deepEqual(codes(need('issued'), facts({ documents: [issued] })), []);
  assert.deepEqual(codes(need('served'), facts({ documents: [issued] })), ['workflow.documentNotServed']);
  const two = { documents: [issued], subjectsOf: () => ['p1', 'p2'] };
  assert.deepEqual(codes(need('issued', true), facts(two)), ['workflow.documentNotIssued']);
  assert.deepEqual(codes(need('issued', true), facts({ ...two, subjectsOf: () => ['p1'] })), []);
});

test('a need whose condition is unknown stays a need', () => {
  const needs = {
    documents: [{ document: 'notice', state: 'draft' as const, when: { fact: 'x', operator: 'exists' } }],
  };
  assert.deepEqual(codes(needs, facts(), null), ['workflow.documentMissing']);
  assert.deepEqual(codes(needs, facts(), false), []);
});

test('children count for a minimum when they surely fit, against a maximum when they may', () => {
  const child = (ok: boolean | null) => ({ id: String(ok), module: 'goods', state: 's', data: { ok } });
  const where = { fact: 'ok', operator: 'exists' };
  const need = (more: object) => ({ children: [{ module: 'goods', where, message: title, ...more }] });
  const found = facts({ children: [child(true), child(null), child(false)] });
  assert.deepEqual(codes(need({ min: 1 }), found), []);
  assert.deepEqual(codes(need({ min: 2 }), found), ['workflow.childrenTooFew']);
  assert.deepEqual(codes(need({ max: 2 }), found), []);
  assert.deepEqual(codes(need({ max: 1 }), found), ['workflow.childrenTooMany']);
});

test('a form that was never filled in is missing, an incomplete one says what it lacks', () => {
  const lacking = { path: '/a', code: 'required' };
  assert.deepEqual(codes({ entries: ['f'] }, facts()), ['workflow.entryMissing']);
  assert.deepEqual(codes({ entries: ['f'] }, facts({ entries: new Map([['f', [lacking]]]) })), ['required']);
  assert.deepEqual(codes({ entries: ['f'] }, facts({ entries: new Map([['f', []]]) })), []);
});
