import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { type Desk, keeperOfRules, openDesk } from '#test/support/definition-desk.ts';
import { definitionAt, draftWith, limitOf, refusal } from '#test/support/definition-drafts.ts';
import { changed, smallPack } from '#test/support/small-pack.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { createJobRunner } from '../../job/queue.ts';
import { listMessages } from '../../query/list-messages.ts';
import { listReleases } from '../../query/list-releases.ts';
import { readDraftAccess } from '../../query/read-draft-access.ts';
import { grantRole, insertAccount, updateAccount } from '../../storage/accounts.ts';
import { all } from '../../storage/db.ts';
import { approveDraft } from '../approve-draft.ts';
import type { Actor, Context } from '../context.ts';
import { publishDraft } from '../publish-draft.ts';
import { draftRevert, revertRelease } from '../revert-release.ts';
import { saveDraftItem } from '../save-draft-item.ts';
import { scheduleDraft, unscheduleDraft } from '../schedule-draft.ts';

const person = (id: string, ...roles: string[]): Actor => ({ ...keeperOfRules, id, name: id, roles });
const people = [
  person('keeper', 'rule-keeper'),
  person('grantor', 'granter'),
  person('other', 'granter', 'rule-keeper'),
  person('leaver', 'granter'),
  person('clerk', 'librarian'),
] as const;
const [keeper, grantor, other, leaver, clerk] = people;
type Role = { grants: { module: string; operations: string[]; scope: string }[]; system?: string[]; title: object };
const rolePath = 'definitions/platform/roles/librarian.json';
const start = '2026-06-30T01:00:00.000Z';
const title = (zh: string) => ({ zh, en: zh });

/** The small pack with a role that may grant others. */
const pack = () => {
  const granter = { kind: 'role', key: 'granter', module: 'platform', title: title('Granter'), grants: [] };
  const files = smallPack().set('definitions/platform/roles/granter.json', '{}');
  return changed(files, 'definitions/platform/roles/granter.json', () => ({
    ...granter,
    system: ['usersManage', 'definitionsRead'],
  }));
};

onEachStorage('Second person of a release', (storage) => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk(pack(), storage);
    await storage.storage.transact(async (db) => {
      for (const { id, roles } of people) {
        const account = {
          id,
          username: id,
          name: id,
          organization: 'branch',
          password: '',
          active: 1,
          demo: 0,
          profile: '{}',
        };
        await insertAccount(db, { ...account, created_at: start } as never);
        for (const role of roles)
          await grantRole(db, { account: id, role, granted_by: null, granted_at: start } as never);
      }
    });
  });

  const librarianRole = () => definitionAt(rolePath) as Role;
  let turn = 0;
  /** A draft that gives librarians one more right of the platform. */
  const widening = async () => {
    const rights = ['auditRead', 'operations', 'reports', 'definitionsEdit', 'definitionsPublish'];
    const role = (await desk.context()).catalog.definitions.role.get('librarian');
    const system = [...(role?.system ?? []), rights[turn]];
    turn += 1;
    return await draftWith(desk, { 'role/librarian': { ...librarianRole(), system } });
  };
  const access = async (id: string, actor: Actor = grantor) => readDraftAccess(await desk.context(actor), { id });
  const approve = async (id: string, actor: Actor, content?: string) =>
    approveDraft(await desk.context(actor), { id, content: content ?? (await access(id)).content, note: 'seen' });
  const publish = async (id: string, actor: Actor = keeper) =>
    publishDraft(await desk.context(actor), { id, note: 'wider' });
  const codes = async (work: Promise<unknown>) => (await refusal(work)).issues.map(({ code }) => code);

  it('tells who gains what, and narrowing needs nobody', async () => {
    const id = await draftWith(desk, {
      'role/librarian': {
        ...librarianRole(),
        grants: [
          ...librarianRole().grants,
          { module: 'loan', operations: ['export'], scope: 'subtree', sensitive: true },
        ],
      },
    });
    const told = await access(id);
    assert.equal(told.widens, true);
    assert.deepEqual(told.roles, [
      {
        role: 'librarian',
        title: librarianRole().title,
        grants: [{ module: 'loan', operation: 'export', scope: 'subtree' }],
        sensitive: ['loan'],
        system: [],
        holders: { count: 1, names: ['clerk'] },
      },
    ]);
    const [first = { module: '', operations: [], scope: '' }] = librarianRole().grants;
    const narrow = await draftWith(desk, {
      'role/librarian': { ...librarianRole(), grants: [{ ...first, operations: ['read'], scope: 'assigned' }] },
    });
    assert.deepEqual([(await access(narrow)).widens, (await access(narrow)).approved], [false, true]);
    assert.deepEqual(await codes(approve(narrow, grantor)), ['draft-approve-needless']);
  });

  it('a field that is hidden less is access for everybody who reads the record', async () => {
    const form = 'definitions/loan/forms/loanForm.json';
    const field = (sensitivity: string) => (definition: { components: { key?: string; meta?: object }[] }) => {
      for (const component of definition.components)
        if (component.key === 'reader') component.meta = { ...component.meta, sensitivity };
    };
    const own = await openDesk(changed(pack(), form, field('secret')));
    const id = await draftWith(own, { 'form/loanForm': definitionAt(form, changed(pack(), form, field('personal'))) });
    const told = await readDraftAccess(await own.context(grantor), { id });
    assert.deepEqual(
      told.fields.map(({ module, field: path }) => [module, path]),
      [['loan', 'reader']],
    );
    assert.deepEqual(await codes(publishDraft(await own.context(), { id, note: '' })), ['release-widens']);
    await own.close();
  });

  it('is published with the approval of another person, and the release and the log name both', async () => {
    const id = await widening();
    assert.deepEqual(await codes(publish(id)), ['release-widens']);
    assert.deepEqual(await codes(publish(id, other)), ['release-widens'], 'both rights in one hand are not two hands');
    await approve(id, grantor);
    await publish(id);
    const [release] = await listReleases(await desk.context());
    assert.deepEqual([release?.author.id, release?.approver?.id], ['keeper', 'grantor']);
    const events = await all<{ type: string; actor: string }>(
      storage.storage.read,
      "select `type`, `actor` from `event` where `type` in ('draft.approved', 'release.published') order by `seq`",
    );
    assert.deepEqual(
      events.map(({ type, actor }) => [type, actor]),
      [
        ['draft.approved', 'grantor'],
        ['release.published', 'keeper'],
      ],
    );
  });

  it('nobody approves what he made, changed, publishes or gains by, nor without the right to grant', async () => {
    const id = await widening();
    assert.equal((await refusal(approve(id, clerk))).slug, 'not-permitted');
    assert.deepEqual(await codes(approve(id, keeper)), ['access.systemRight']);
    const price = { id, kind: 'parameter', key: 'price-limit' };
    await saveDraftItem(await desk.context(other), { ...price, definition: { ...limitOf(20000), title: title('x') } });
    assert.deepEqual(await codes(approve(id, other)), ['draft-approve-own'], 'he had a hand in it');
    assert.deepEqual(await codes(approve(id, person('clerk', 'granter', 'librarian'))), ['draft-approve-gains']);
    const second = await widening();
    await approve(second, other);
    assert.deepEqual(await codes(publish(second, other)), ['release-widens'], 'the approver does not publish himself');
    await publish(second);
  });

  it('a change after the approval voids it, and so does the loss of the right', async () => {
    const id = await widening();
    const { content } = await access(id);
    await approve(id, leaver);
    assert.equal((await access(id)).approved, true);
    await saveDraftItem(await desk.context(), {
      id,
      kind: 'parameter',
      key: 'price-limit',
      definition: { ...limitOf(20000), title: title('slipped in') },
    });
    assert.equal((await access(id)).approvals[0]?.issue?.code, 'draft-approve-changed');
    assert.deepEqual(await codes(publish(id)), ['release-widens']);
    assert.deepEqual(await codes(approve(id, leaver, content)), ['draft-approve-changed']);
    await approve(id, leaver);
    await storage.storage.transact((db) => updateAccount(db, 'leaver', { active: 0 }));
    assert.equal((await access(id)).approvals[0]?.issue?.code, 'draft-approve-rightless');
    assert.deepEqual(await codes(publish(id)), ['release-widens']);
    await approve(id, grantor);
    await publish(id);
  });

  it('taking back a release that narrowed access goes by a draft and a second person', async () => {
    const narrow = await draftWith(desk, { 'role/librarian': { ...librarianRole(), grants: [] } });
    const release = await publish(narrow);
    const context = await desk.context();
    assert.deepEqual(await codes(revertRelease(context, { id: release.id, note: 'back' })), ['release-widens-alone']);
    const { draft } = await draftRevert(context, { id: release.id, note: 'back' });
    await approve(draft, grantor);
    await publish(draft);
    assert.ok(((await desk.context()).catalog.definitions.role.get('librarian')?.grants.length ?? 0) > 0);
  });

  /** What a job runner does at a moment. */
  const atMoment = async (now: string) => {
    const context: Context = await desk.context(person('system'), now);
    const runner = createJobRunner(
      () => context,
      (error) => assert.fail(String(error)),
    );
    await runner.drain();
    await runner.stop();
  };
  const plan = async (id: string, at: string) => scheduleDraft(await desk.context(), { id, at, note: 'planned' });
  const numberNow = async () => (await listReleases(await desk.context()))[0]?.number;
  const told = async (actor: Actor) =>
    (await listMessages(await desk.context(actor))).map(({ text }) => (text as { en: string }).en);

  it('is published at its moment, not before, in the name of who planned it', async () => {
    const id = await draftWith(desk, { 'parameter/price-limit': { ...limitOf(20000), title: title('planned') } });
    const was = await numberNow();
    assert.deepEqual(await codes(plan(id, start)), ['draft-plan-moment']);
    assert.deepEqual(await codes(plan(id, 'tomorrow')), ['draft-plan-moment']);
    await plan(id, '2026-07-02T00:00:00.000Z');
    await plan(id, '2026-07-01T00:00:00.000Z');
    await atMoment('2026-06-30T23:59:59.999Z');
    assert.equal(await numberNow(), was);
    await atMoment('2026-07-01T00:00:00.000Z');
    const [release] = await listReleases(await desk.context());
    assert.deepEqual([release?.number, release?.author.id, release?.note], [Number(was) + 1, 'keeper', 'planned']);
    assert.equal(release?.publishedAt, '2026-07-01T00:00:00.000Z');
    await atMoment('2026-07-02T00:00:00.000Z');
    assert.equal(await numberNow(), Number(was) + 1);
    assert.match((await told(keeper))[0] ?? '', /published as planned/);
    assert.equal((await access(id)).plan?.state, 'published');
  });

  it('what would not pass at its moment stays out, and its author is told why', async () => {
    const was = await numberNow();
    const failing = await draftWith(desk, { 'parameter/price-limit': limitOf(30000) });
    await plan(failing, '2026-07-03T00:00:00.000Z');
    const wide = await widening();
    await plan(wide, '2026-07-03T00:00:00.000Z');
    const later = await draftWith(desk, { 'parameter/price-limit': { ...limitOf(20000), title: title('later') } });
    await plan(later, '2026-07-03T00:00:00.000Z');
    await saveDraftItem(await desk.context(), { id: later, kind: 'codes', key: 'genre', definition: undefined });
    await saveDraftItem(await desk.context(), {
      id: later,
      kind: 'template',
      key: 'loan/slip',
      definition: '<p>!</p>\n',
    });
    const taken = await draftWith(desk, { 'parameter/price-limit': { ...limitOf(20000), title: title('taken') } });
    await plan(taken, '2026-07-03T00:00:00.000Z');
    await unscheduleDraft(await desk.context(), { id: taken });
    await atMoment('2026-07-03T00:00:01.000Z');
    assert.equal(await numberNow(), was);
    const plans = await Promise.all([failing, wide, later, taken].map(async (id) => (await access(id)).plan));
    assert.deepEqual(
      plans.map((one) => [one?.state, one?.reasons[0]?.code]),
      [
        ['failed', 'golden-failed'],
        ['failed', 'release-widens'],
        ['failed', 'draft-plan-changed'],
        ['cancelled', undefined],
      ],
    );
    const failures = (await told(keeper)).filter((text) => text.includes('was not published when planned'));
    assert.equal(failures.length, 3);
    await approve(wide, grantor);
    await plan(wide, '2026-07-04T00:00:00.000Z');
    await atMoment('2026-07-04T00:00:00.000Z');
    const [release] = await listReleases(await desk.context());
    assert.deepEqual([release?.number, release?.approver?.id], [Number(was) + 1, 'grantor']);
  });
});
