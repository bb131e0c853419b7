import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { gather, notify, register, review, submitReport, toInvestigating } from '../support/jiangzhou/case-course.ts';
import { CaseHand, type Data } from '../support/jiangzhou/case-hand.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { canReadPdf, wordsOf } from '../support/words-of.ts';

const agreed = { result: 'agree', opinion: '同意。' };

interface Paper {
  readonly document: string;
  readonly title: string;
  readonly fields: readonly string[];
  readonly decision: string | null;
}
interface Correction {
  readonly id: string;
  readonly state: string;
  readonly changes: readonly { readonly field: string; readonly old?: unknown; readonly new?: unknown }[];
  readonly papers: readonly Paper[];
}
interface PaperJson {
  readonly id: string;
  readonly document: string;
  readonly state: string;
  readonly number: string | null;
  readonly served_at: string | null;
  readonly void_reason: string | null;
}

onEachDatabase('corrections of a case', ({ where }) => {
  let system: TestSystem;
  let hand: CaseHand;
  const handler = 'lizhiyuan';

  before(async () => {
    system = await startSystem({ now: '2026-04-01T00:00:00.000Z', demoDir: 'test/support/jiangzhou', ...where() });
    hand = new CaseHand(system, { regime: 'scjg-2021', year: 2026 });
    await register(hand);
    await toInvestigating(hand);
    await gather(hand);
  });
  after(() => system.close());

  const related = <T>(kind: string) => hand.walk.get<readonly T[]>(handler, `/records/case/${hand.id}/${kind}`);
  const corrections = () => related<Correction>('corrections');
  const last = async (): Promise<Correction> => (await corrections()).at(-1) ?? assert.fail('nothing was corrected');
  const filling = async (form: string): Promise<Data> => {
    const entries = await related<{ form: string; data: Data }>('entries');
    return entries.findLast((entry) => entry.form === form)?.data ?? assert.fail(`no ${form}`);
  };
  const propose = async (form: string, fields: Data) =>
    await hand.tick().act(handler, 'correctLocked', {
      form,
      fields: { ...(await filling(form)), ...fields },
      reason: '笔误，予以更正。',
    });
  const agreeAll = async () => {
    const { state } = await hand.record();
    for (const who of ['zhangguodong', 'hewenjing', 'liumin']) await hand.tick().agree(who, 'correctLocked', state);
  };
  const decide = (document: string, body: object, who = handler) =>
    hand.walk.request<{ id: string; state: string; issues: { code: string }[] }>(
      who,
      'POST',
      `/corrections/${correction}/papers/${document}`,
      body,
    );
  let correction = '';

  it('three people agree to it, and the paper that no longer agrees is found before and after', async () => {
    await propose('filingApply', { caseReason: '涉嫌生产不合格热轧带肋钢筋' });
    const proposed = await last();
    assert.equal(proposed.state, 'proposed');
    assert.deepEqual(
      proposed.papers.map(({ title, fields }) => [title, fields]),
      [['立案审批表', ['caseReason']]],
    );
    assert.notEqual((await hand.record()).data.caseReason, '涉嫌生产不合格热轧带肋钢筋');
    await agreeAll();
    const record = await hand.record();
    assert.equal(record.data.caseReason, '涉嫌生产不合格热轧带肋钢筋');
    const done = await last();
    assert.deepEqual([done.state, done.papers.map(({ title }) => title)], ['applied', ['立案审批表']]);
    correction = done.id;
  });

  it('another paper takes its place and names it', async () => {
    const [paper] = (await last()).papers;
    assert.ok(paper);
    const refused = await decide(paper.document, { decision: 'keep' });
    assert.deepEqual([refused.status, refused.body.issues[0]?.code], [422, 'correct.paperReason']);
    assert.equal((await decide(paper.document, { decision: 'supersede' }, 'hewenjing')).status, 403);
    const made = await decide(paper.document, { decision: 'supersede' });
    assert.deepEqual([made.status, made.body.state], [200, 'draft'], JSON.stringify(made.body));
    const twice = await decide(paper.document, { decision: 'keep', reason: '已经处理' });
    assert.deepEqual([twice.status, twice.body.issues[0]?.code], [409, 'correct.decided']);
    const issued = await hand.request(handler, 'POST', `/documents/${made.body.id}/issue`);
    assert.equal(issued.status, 202, JSON.stringify(issued.body));
    await system.jobs.drain();
    const papers = await related<PaperJson>('documents');
    const states = papers.filter(({ document }) => document === 'filing-approval').map(({ state }) => state);
    assert.deepEqual(states, ['issued', 'issued']);
    const pdf = await hand.walk.get<Buffer>(handler, `/documents/${made.body.id}/pdf`);
    if (!canReadPdf) return;
    const words = wordsOf(pdf);
    const [old] = papers.filter(({ document }) => document === 'filing-approval');
    assert.ok(words.includes('作出的《立案审批表》') && words.includes('原文书同时作废'), words.slice(0, 300));
    assert.ok(words.includes(`（${old?.number}）`), `${old?.number}: ${words.slice(0, 300)}`);
  });

  it('a served notice that no longer agrees is withdrawn with a reason, and whoever serves is asked to tell', async () => {
    await submitReport(hand);
    await review(hand, 'noticeDrafting');
    await notify(hand, ['06-12', '06-15'], 12474000, '1.80');
    await propose('noticeService', { servedAt: hand.instant('06-15 09:30') });
    await agreeAll();
    const served = (await related<PaperJson>('documents')).find(({ document }) => document === 'penalty-notice');
    assert.equal(served?.served_at, hand.instant('06-15 09:30'), 'the paper is served when it was');
    await propose('penaltyNotice', {
      noticeReason: '更正后的拟处罚理由：当事人生产不合格产品，违反产品质量法的规定。',
    });
    await agreeAll();
    const done = await last();
    correction = done.id;
    const notice = done.papers.find(({ title }) => title === '行政处罚告知书');
    assert.ok(notice, JSON.stringify(done.papers));
    const withdrawn = await decide(notice.document, { decision: 'withdraw', reason: '告知内容有误，撤回重新告知。' });
    assert.deepEqual([withdrawn.status, withdrawn.body.state], [200, 'voided'], JSON.stringify(withdrawn.body));
    const tasks = await hand.walk.get<{ title: { zh: string } }[]>(handler, '/tasks?state=todo');
    assert.ok(
      tasks.some(({ title }) => title.zh.startsWith('告知送达对象')),
      JSON.stringify(tasks),
    );
    for (const other of done.papers.filter(({ document }) => document !== notice.document))
      assert.equal((await decide(other.document, { decision: 'keep', reason: '不影响内容。' })).status, 200);
  });

  it('clocks of a notice served on another day begin on that day', async () => {
    const before = await hand.clock('statement');
    await propose('noticeService', { servedAt: hand.instant('06-12 15:00') });
    await agreeAll();
    const after = await hand.clock('statement');
    assert.notEqual(before.due, after.due);
    assert.equal(after.due, '2026-06-22');
  });

  it('records below the case that lie locked are corrected where they lie', async () => {
    const { id } = hand.walk.thing('inspection');
    const { data } = await hand.record(handler, 'inspection', id);
    const fields = { ...data, inspectPlace: '江州市城东区工业二路18号二号成品库' };
    const said = { form: 'onsiteInspection', fields, reason: '地点笔误。' };
    await hand.tick().on('inspection', id, handler, 'correctLocked', said);
    const { state } = await hand.tick().on('inspection', id, 'zhangguodong', 'correctLocked', agreed);
    const after = await hand.record(handler, 'inspection', id);
    assert.deepEqual([state, after.data.inspectPlace], ['confirmed', fields.inspectPlace]);
  });

  it('a party is corrected where it lies, and the papers of the case that name it are found', async () => {
    const { id } = hand.walk.thing('party');
    const party = await hand.record(handler, 'party', id);
    const fields = { ...party.data, address: '江州市城东区新安路9号' };
    await hand.tick().on('party', id, handler, 'correctLocked', { form: 'party', fields, reason: '地址登记有误。' });
    await hand.tick().on('party', id, 'zhangguodong', 'correctLocked', agreed);
    assert.equal((await hand.record(handler, 'party', id)).data.address, '江州市城东区新安路9号');
    const [done] = await hand.walk.get<readonly Correction[]>(handler, `/records/party/${id}/corrections`);
    assert.ok(
      done?.papers.some(({ fields: shown }) => shown.includes('address')),
      JSON.stringify(done),
    );
  });

  it('whoever is not the handler is not offered it, and a return ends it without a trace in the record', async () => {
    const actions = await hand.walk.get<{ key: string; allowed: boolean }[]>(
      'wangxiaoqing',
      `/records/case/${hand.id}/actions`,
    );
    assert.equal(actions.find(({ key }) => key === 'correctLocked')?.allowed, false);
    const { data } = await hand.record();
    await propose('caseRegister', { brand: '另一商标' });
    await hand.tick().act('zhangguodong', 'correctLocked', { result: 'return', opinion: '无须更正。' }, 'noticeServed');
    assert.deepEqual([(await last()).state, (await hand.record()).data], ['returned', data]);
  });

  it('a paper about one of two parties is refused while it is not said which; each has a notice with its own number', async () => {
    const two = new CaseHand(system, { regime: 'scjg-2021', year: 2026 });
    await toInvestigating(two);
    await gather(two);
    const other = { name: '江州市明岭轧钢有限公司', uscc: undefined, orgCode: undefined };
    const second = await two.create(handler, 'party', two.filled('party', other), 'secondParty', two.id);
    await two.on('party', second, handler, 'confirm');
    const measure = await two.create(handler, 'measure', two.filled('seal', { partyId: undefined }), 'unsaid', two.id);
    const at = `/records/case/${two.id}/documents`;
    const made = await two.request<PaperJson>(handler, 'POST', at, { document: 'measure-decision', subject: measure });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const refused = await two.request<{ issues: { code: string; path: string; message: string }[] }>(
      'linxiaoman',
      'POST',
      `/documents/${made.body.id}/issue`,
    );
    const [issue] = refused.body.issues;
    assert.deepEqual([refused.status, issue?.code, issue?.path], [409, 'document.unchosen', '/children/party']);
    assert.match(issue?.message ?? '', /“当事人”不止一个/);
    await submitReport(two);
    await review(two, 'noticeDrafting');
    await notify(two, ['06-12', '06-15'], 12474000, '1.80');
    const papers = async () => await two.walk.get<PaperJson[]>(handler, at);
    const numbers = [(await papers()).find(({ document }) => document === 'penalty-notice')?.number];
    const paper = await two.paper('penalty-notice', 'linxiaoman', second);
    numbers.push((await papers()).find(({ id }) => id === paper)?.number);
    assert.equal(new Set(numbers).size, 2, JSON.stringify(numbers));
    const { data } = await two.record();
    assert.equal((data.notice as { noticeNo: string }).noticeNo, numbers[0]);
  });

  it('nothing is broken by it', async () => {
    await system.jobs.drain();
    const findings = await verify(await openWorld(system.storage, system.dataDir));
    assert.deepEqual(
      findings.flatMap(({ invariant, offences }) => offences.map((offence) => [invariant.id, offence])),
      [],
    );
  });
});
