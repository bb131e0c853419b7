import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { clerk, experts, handler, head, leader, legal, publisher, second } from '../support/blacklist-people.ts';
import { Office, type Place, type Shown } from '../support/office.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

/** Head, handlers and legal reviewer of another county. */
const south = ['pengyumei', 'dengguoqiang', 'caoxiulan', 'zengmingyuan'] as const;
const asOf = '2026-06-30';

describe('an enterprise on the blacklist, from candidate to removal', () => {
  let system: TestSystem;
  let office: Office;
  let entry: Place;
  const enterprise = async (): Promise<Shown['data']> => {
    const [found] = await (await office.as(head)).get<Shown[]>('/records/enterprise?code=E02');
    return found?.data;
  };

  before(async () => {
    system = await startSystem({ now: `${asOf}T01:00:00.000Z`, demoDir: 'demo' });
    office = new Office(system);
  });
  after(() => system.close());

  it('is dropped when cases are struck and too few are left', async () => {
    const [chief, officer, mate, lawyer] = south;
    await office.run('hanlihua', 'blacklist-list', asOf);
    const [found] = await (await office.as(chief)).get<Shown[]>('/records/blacklist?state=candidate');
    assert.ok(found);
    assert.deepEqual([found.data.count, found.data.points], [4, 5]);
    const other: Place = { module: 'blacklist', id: found._id };
    await office.act(chief, other, 'dispatch', { handlerId: officer, coHandlerId: mate });
    const { data } = await office.read(officer, other);
    for (const counted of data.countedCases.slice(-2)) {
      const { caseId, caseNo, decidedAt, severity } = counted;
      const why = { reason: 'not-intentional', explanation: '故意不成立' };
      const strike = await office.create(
        officer,
        'blacklistStrike',
        { caseId, caseNo, decidedAt, severity, ...why },
        other,
      );
      await office.act(officer, strike, 'strike');
      assert.equal(await office.agree([chief, lawyer], strike, 'confirmStrike'), 'struck');
    }
    const gone = async () => (await office.read(officer, other)).state === 'dropped';
    await office.eventually(gone, 'the entry is dropped');
    assert.equal((await office.read(officer, other)).data.internalListed, false);
  });

  it('walks through confirmation, experts, notice, decision, consent, publication and repair', async (t) => {
    const { available, reason } = await system.services.printer.warmUp();
    if (!available && process.env.CI !== 'true') return t.skip(`no browser can print here: ${reason}`);

    await office.run('hanlihua', 'blacklist-list', asOf);
    const [found] = await (await office.as(head)).get<Shown[]>('/records/blacklist?state=candidate');
    assert.ok(found);
    entry = { module: 'blacklist', id: found._id };
    await office.eventually(async () => (await enterprise()).internalListed === true, 'the enterprise is marked');

    assert.equal(await office.act(head, entry, 'dispatch', { handlerId: handler, coHandlerId: second }), 'caseConfirm');
    const { data } = await office.read(handler, entry);
    const caseReviews = data.countedCases.map(({ caseId }: { caseId: string }) => ({
      caseId,
      effective: true,
      intentional: true,
      severityRight: true,
      heavyPenalty: true,
      counted: true,
    }));
    await office.act(handler, entry, 'confirmCases', { caseReviews, opinion: '三件均成立' });
    const group = { result: 'agree', opinion: '同意', avoidNote: '没有利害关系' };
    assert.equal(await office.refused(head, entry, 'confirmCases', { ...group, experts: experts.slice(0, 2) }), 'size');
    assert.equal(await office.act(head, entry, 'confirmCases', { ...group, experts }), 'expertReview');

    for (const [index, expertId] of experts.entries()) {
      const file = { dossierNo: `JZ-${index + 1}`, expertId, dossier: '某企业三次故意以不合格产品冒充合格产品。' };
      const opinion = await office.create(handler, 'expertOpinion', file, entry);
      await office.act(handler, opinion, 'invite');
      const said = { conclusion: index === 2 ? 'not-to-list' : 'to-list', severity: 'major', reason: '多次故意' };
      const other = experts[(index + 1) % 3] ?? '';
      assert.equal(await office.mayRead(other, opinion), 404, 'nobody sees the file of a colleague');
      if (index === 0)
        assert.equal(await office.refused(handler, entry, 'concludeExperts', { summary: '意见不足' }), 'quorum');
      assert.equal(await office.act(expertId, opinion, 'submitOpinion', said), 'submitted');
      assert.equal(await office.mayRead(other, opinion), 404, 'nor what he said');
      assert.equal(await office.mayRead(expertId, entry), 403, 'an expert does not see whose file it is');
    }
    assert.equal(await office.act(handler, entry, 'concludeExperts', { summary: '二比一建议列入' }), 'proposed');

    const measures = ['key-supervision'];
    const notice = { noticeDate: asOf, facts: '三次故意', basis: '办法第二条', evidence: '三份决定书', measures };
    await office.act(handler, entry, 'issueNotice', notice);
    await office.agree([legal, leader], entry, 'issueNotice');
    const served = { servedAt: asOf, serviceMode: 'direct', servers: [handler, second] };
    assert.equal((await office.send(handler, entry, 'serveNotice', served)).status, 409, 'no paper, no service');
    assert.match(await office.paper(handler, clerk, entry, 'blacklist-notice'), /信告〔2026〕1号$/);
    assert.equal(await office.act(handler, entry, 'serveNotice', served), 'noticed');

    office.setClock('2026-07-07T01:00:00.000Z');
    assert.equal(await office.refused(handler, entry, 'noDefence'), 'running', 'the last day belongs to the party');
    office.setClock('2026-07-08T01:00:00.000Z');
    const over = async () => (await office.read(handler, entry)).state === 'decision';
    await office.eventually(over, 'when the term is over the platform goes on by itself');
    await office.act(handler, entry, 'decideListing', {
      ...{ conclusion: 'to-list', collective: true, facts: '三次故意', basis: '办法第二条', measures },
      ...{ removalTerms: '期满移出', remedy: '可以申请行政复议' },
    });
    assert.equal(await office.agree([legal, leader], entry, 'decideListing'), 'superiorConsent');
    assert.equal((await office.send(head, entry, 'giveConsent', { result: 'agree' })).status, 403);
    assert.equal(await office.agree(['luwenbo', 'zhongjingyi'], entry, 'giveConsent'), 'listed');
    assert.match(await office.paper(handler, clerk, entry, 'blacklist-decision'), /信列〔2026〕1号$/);
    assert.equal(await office.mayRead('xiaoguoqiang', entry), 200, 'auditors above read it');
    const at = { at: '2026-07-08', place: '国家企业信用信息公示系统' };
    assert.equal(await office.act(publisher, entry, 'publishListing', at), 'published');
    assert.equal((await office.read(handler, entry)).data.expireAt, '2029-07-08', 'three years, as the profile says');
    assert.equal(await office.mayRead('quzhiping', entry), 200, 'a published entry is read all over the platform');
    await office.eventually(async () => (await enterprise()).publicListed === true, 'the enterprise is marked');

    const repair = { finePaid: true, harmRemoved: true, noNewPenalty: true, text: '申请修复' };
    office.setClock('2027-07-07T01:00:00.000Z');
    const early = { ...repair, appliedAt: '2027-07-07' };
    assert.equal(await office.refused(handler, entry, 'applyRepair', early), 'early');
    office.setClock('2027-08-10T01:00:00.000Z');
    const due = { ...repair, appliedAt: '2027-08-10' };
    assert.equal(await office.refused(handler, entry, 'applyRepair', { ...due, finePaid: false }), 'conditions');
    assert.equal(await office.act(handler, entry, 'applyRepair', due), 'repairApplied');
    await office.act(head, entry, 'acceptRepair');
    await office.act(handler, entry, 'decideRepair', { opinion: '符合条件' });
    assert.equal(await office.agree([head, leader], entry, 'decideRepair'), 'removed');
    assert.match(await office.paper(handler, clerk, entry, 'blacklist-removal'), /信移〔2027〕1号$/);
    await office.act(publisher, entry, 'recordUnpublished', { endedAt: '2027-08-10' });
    await office.eventually(async () => (await enterprise()).publicListed === false, 'the mark is gone');
  });
});
