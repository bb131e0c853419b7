import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { clerk, experts, handler, head, leader, legal, publisher, second } from '../support/blacklist-people.ts';
import type { Place, Shown } from '../support/office.ts';
import { act } from './act.ts';
import { type OfficeDesk, officeSuite } from './office-desk.ts';

const day = '2026-06-30';

/** Sessions end with the day: a page left open would ask in vain. */
const leave = ({ browser }: OfficeDesk): Promise<unknown> => browser.page.goto('about:blank');

/** What rules and clocks still do to a record after its day has changed makes a page that is open stale. */
const atRest = async ({ office }: OfficeDesk, username: string, place: Place): Promise<void> => {
  for (let before = -1, now = 0; before !== now; await wait(1_500)) {
    before = now;
    now = (await office.read(username, place)).version;
  }
};

describe('an enterprise walks through the blacklist by the people who would do it, in a browser', () => {
  const test = officeSuite(`${day}T01:00:00.000Z`);
  let entry: Place;

  test('the head of the unit sends a candidate out to be verified', async (desk) => {
    const { office, hands, become } = desk;
    const person = await office.as(head);
    const open = () => person.get<Shown[]>('/records/blacklist?state=candidate');
    await office.eventually(async () => (await open()).length > 0, 'a candidate');
    entry = { module: 'blacklist', id: (await open())[0]?._id ?? '' };
    await become(head);
    await hands.open('/m/blacklist');
    await hands.sees('待认定');
    await hands.open(`/m/blacklist/${entry.id}`);
    await act(desk, '派发核实', '案件核实中', async () => {
      await hands.pick('承办人', '吴志诚 (承办人)');
      await hands.pick('协办人', '沈立新 (协办人, 承办人)');
    });
  });

  test('cases are confirmed, and an expert says what he thinks of a file without names', async (desk) => {
    const { office, hands, become } = desk;
    const { data } = await office.read(handler, entry);
    const caseReviews = data.countedCases.map(({ caseId }: { caseId: string }) => ({
      caseId,
      effective: true,
      intentional: true,
      severityRight: true,
      heavyPenalty: true,
      counted: true,
    }));
    await office.act(handler, entry, 'confirmCases', { caseReviews, opinion: '均成立' });
    const group = { result: 'agree', opinion: '同意', avoidNote: '没有利害关系', experts };
    assert.equal(await office.act(head, entry, 'confirmCases', group), 'expertReview');
    const [chosen = '', ...others] = experts;
    const opinions: Place[] = [];
    for (const [index, expertId] of experts.entries()) {
      const file = { dossierNo: `JZ-${index + 1}`, expertId, dossier: '某企业多次故意以不合格产品冒充合格产品。' };
      const opinion = await office.create(handler, 'expertOpinion', file, entry);
      await office.act(handler, opinion, 'invite');
      opinions.push(opinion);
    }
    await become(handler);
    await hands.open(`/m/expertOpinion/new?parent=${entry.id}`);
    await hands.pick('专家', '魏秉文 (评审专家)');
    await become(chosen);
    await hands.open(`/m/expertOpinion/${opinions[0]?.id}`);
    await desk.fits('expert-file');
    await hands.sees('邵清和');
    await act(desk, '提交意见', '已评议', async () => {
      await hands.pick('结论', '建议列入');
      await hands.pick('严重程度', '较重');
      await hands.type('理由', '多次故意');
    });
    const said = { conclusion: 'to-list', severity: 'major', reason: '多次故意' };
    for (const [index, expert] of others.entries())
      await office.act(expert, opinions[index + 1] ?? entry, 'submitOpinion', said);
    await become(handler);
    await hands.open(`/m/blacklist/${entry.id}?tab=child-expertOpinion`);
    await hands.sees('JZ-3');
    await desk.fits('expert-opinions');
    assert.equal(await office.act(handler, entry, 'concludeExperts', { summary: '一致建议列入' }), 'proposed');
  });

  test('after notice, term and decision the listing is published by a click', async (desk) => {
    const { office, hands, become } = desk;
    const measures = ['key-supervision'];
    const notice = { noticeDate: day, facts: '多次故意', basis: '办法第二条', evidence: '决定书', measures };
    await office.act(handler, entry, 'issueNotice', notice);
    await office.agree([legal, leader], entry, 'issueNotice');
    await office.paper(handler, clerk, entry, 'blacklist-notice');
    const served = { servedAt: day, serviceMode: 'direct', servers: [handler, second] };
    await office.act(handler, entry, 'serveNotice', served);
    await leave(desk);
    office.setClock('2026-07-08T01:00:00.000Z');
    const over = async () => (await office.read(handler, entry)).state === 'decision';
    await office.eventually(over, 'when the term is over the platform goes on by itself');
    await become(handler);
    await hands.open(`/m/blacklist/${entry.id}`);
    await desk.browser.page.waitForSelector('::-p-xpath(//*[@class="record-title"]//*[normalize-space()="待决定"])');
    await office.act(handler, entry, 'decideListing', {
      ...{ conclusion: 'to-list', collective: true, facts: '多次故意', basis: '办法第二条', measures },
      ...{ removalTerms: '期满移出', remedy: '可以申请行政复议' },
    });
    await office.agree([legal, leader], entry, 'decideListing');
    assert.equal(await office.agree(['luwenbo', 'zhongjingyi'], entry, 'giveConsent'), 'listed');
    await office.paper(handler, clerk, entry, 'blacklist-decision');
    await atRest(desk, publisher, entry);
    await become(publisher);
    await hands.open(`/m/blacklist/${entry.id}`);
    await act(desk, '公布', '已公布', async () => {
      await hands.date('公布日期', '2026-07-08');
      await hands.type('公布载体', '国家企业信用信息公示系统');
      await desk.fits('blacklist-publication');
    });
    await desk.fits('blacklist-published');
  });

  test('a year later it is repaired and removed, and its clocks and papers are there to see', async (desk) => {
    const { office, hands, become } = desk;
    await leave(desk);
    office.setClock('2027-08-10T01:00:00.000Z');
    const repair = { finePaid: true, harmRemoved: true, noNewPenalty: true, text: '申请修复', appliedAt: '2027-08-10' };
    await office.act(handler, entry, 'applyRepair', repair);
    await atRest(desk, head, entry);
    await become(head);
    await hands.open(`/m/blacklist/${entry.id}`);
    await act(desk, '受理修复申请', '修复审核中');
    await office.act(handler, entry, 'decideRepair', { opinion: '符合条件' });
    assert.equal(await office.agree([head, leader], entry, 'decideRepair'), 'removed');
    for (const tab of ['documents', 'timeline']) {
      await hands.open(`/m/blacklist/${entry.id}?tab=${tab}`);
      await desk.fits(`blacklist-${tab}`);
    }
  });

  test('the pages made no noise', ({ browser }) => {
    assert.deepEqual(browser.noise, []);
    return Promise.resolve();
  });
});
