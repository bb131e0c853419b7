import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { grantAccess } from '#server/storage/access.ts';
import { grantPost, grantRole } from '#server/storage/accounts.ts';
import { aroundOffice } from '../support/around-office.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { Office, type Place, type Shown } from '../support/office.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

const day = '2026-06-30';
const county = '96010200';
const [handler, second, head, legal, custodian] = [
  'wuzhicheng',
  'shenlixin',
  'hanzhenhua',
  'fengxiaofeng',
  'yezhicheng',
] as const;

interface Refusal {
  readonly issues?: readonly { readonly code: string; readonly message: string }[];
}

/** Duties that one person may not hold together in one matter, asked over HTTP of people who hold every post for them. */
onEachDatabase('who is kept apart', ({ where }) => {
  let system: TestSystem;
  let office: Office;
  before(async () => {
    system = await startSystem({ now: `${day}T01:00:00.000Z`, demoDir: 'demo', ...where() });
    office = new Office(system);
    await system.storage.transact(async (db) => {
      for (const [account, role, post] of [
        [handler, 'legal', 'legalReviewer'],
        [second, 'legal', 'legalReviewer'],
        [legal, 'expert', 'expert'],
      ] as const) {
        await grantRole(db, { account, role, granted_by: null, granted_at: `${day}T00:00:00.000Z` });
        await grantPost(db, { account, organization: county, post, from_date: null, to_date: null });
      }
    });
  });
  after(() => system?.close());
  const around = aroundOffice(() => office, 'hanlihua', day);

  /** The code of the reason for which an action is refused, and that it was refused and changed nothing. */
  const why = async (username: string, place: Place, action: string, data: object = {}): Promise<string> => {
    const before = await office.read(head, place);
    const { status, body } = await office.send(username, place, action, data);
    assert.equal(status, 403, `${username} ${action}: ${status} ${JSON.stringify(body)}`);
    const [issue] = (body as unknown as Refusal).issues ?? [];
    assert.match(issue?.message ?? '', /\p{Script=Han}/u);
    assert.equal((await office.read(head, place)).version, before.version);
    return issue?.code ?? '';
  };

  test('in a reward: who graded it, and who handles the case, review nothing of it', async () => {
    const [old] = await (await office.as(handler)).get<Shown[]>('/records/case?state=closed&limit=1');
    const [tip] = await (await office.as(head)).get<Shown[]>('/records/tip?limit=1');
    const case_ = { caseRef: old?._id, caseTitle: '某案', decidedAt: '2026-06-01', penaltyTypes: ['fine'] };
    const money = { fineAmount: 100_000_000, confiscatedIncome: 0, goodsValue: 5_000_000 };
    await system.storage.transact((db) =>
      grantAccess(db, {
        ...{ root_id: old?._id ?? '', subject: second, reason: 'handler', from_at: `${day}T00:00:00.000Z` },
      }),
    );
    const reward = await office.create(handler, 'reward', { tipRef: tip?._id, reporterCode: 'R1', ...case_, ...money });
    await office.act(custodian, reward, 'informReporter', { informAt: day, informWay: 'by-phone' });
    const asks = { appliedAt: day, identityChecked: true, jointCount: 1, applicantKind: 'natural-person' };
    await office.act(custodian, reward, 'applyReward', asks);
    await office.act(handler, reward, 'gradeReward', { meritLevel: '2', meritReason: '部分证据', factor: '1.00' });
    await office.act(handler, reward, 'submitReward', { proposedAmount: 3_000_000 });
    await office.agree([head], reward, 'approveReward');
    const agreed = { result: 'agree', opinion: '同意' };
    assert.equal(await why(handler, reward, 'approveReward', agreed), 'workflow.apartGroup');
    assert.equal(await why(second, reward, 'approveReward', agreed), 'workflow.apartAssigned');
    await office.agree([legal], reward, 'approveReward');
  });

  test('on the blacklist: an expert of the handling organ gives no opinion', async () => {
    await office.run('hanlihua', 'blacklist-list', day);
    const entry = around.at('blacklist', await around.found(head, 'blacklist?state=candidate'));
    await office.act(head, entry, 'dispatch', { handlerId: handler, coHandlerId: second });
    await around.leap(entry, 'expertReview');
    const file = { dossierNo: 'JZ-1', expertId: legal, dossier: '某企业三次故意以不合格产品冒充合格产品。' };
    const opinion = await office.create(handler, 'expertOpinion', file, entry);
    await office.act(handler, opinion, 'invite');
    const said = { conclusion: 'to-list', severity: 'major', reason: '多次故意' };
    assert.equal(await why(legal, opinion, 'submitOpinion', said), 'workflow.apartOrganization');
  });

  test('what is offered to them says the reason beforehand', async () => {
    const reward = around.at('reward', await around.found(head, 'reward?state=approval'));
    const actions = await (await office.as(handler)).get<
      { key: string; allowed: boolean; reasons?: { code: string }[] }[]
    >(`/records/reward/${reward.id}/actions`);
    assert.ok(!actions.some(({ key, allowed }) => key === 'approveReward' && allowed));
  });
});
