import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type CaseDesk, invalid, openCaseDesk, type RecordJson, stepOf } from '../support/case-desk.ts';
import { onEachDatabase } from '../support/each-database.ts';

const partyData = stepOf('party').create?.data;
const reviewData = stepOf('sourceApproved').act?.data;

const lastChanged = (code: string): string => `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;
const goodCredit = [
  '91990102M10000012Y',
  '92990103M20000024K',
  '91990104M30000036E',
  '91990105M400000486',
  '91990106M5000005XQ',
  '91990102M60000061B',
];
const goodUnits = ['M1000001-2', 'M2000002-4', 'M3000003-6', 'M4000004-8', 'M5000005-X', 'M6000006-1', 'D2143569-X'];
const goodIds = ['11010519491231002X', '99010219710315001X', '990103198006220021'];
const badIds = ['990103198006220022', '990103198013220021', '990103198002300021', '99010319800622002'];

onEachDatabase('bad references', ({ where, share }) => {
  let desk: CaseDesk;
  const clerk = () => desk.clerk();
  const walk = () => desk.walk;
  const newCase = () => desk.newCase();
  const refuse = (...asked: Parameters<CaseDesk['refuse']>) => desk.refuse(...asked);
  before(async () => {
    desk = await openCaseDesk('2026-05-07T00:00:00.000Z', where(), ['linxiaoman', 'zhangguodong', 'lizhiyuan']);
  });
  after(() => desk?.system.close());

  const partyWith = (change: object) =>
    walk().request<RecordJson>('lizhiyuan', 'POST', '/records/party', {
      data: { ...partyData, ...change },
      parent: openCase._id,
    });
  let openCase: RecordJson;

  test('a case that is being verified takes parties', async () => {
    const draft = await newCase();
    await walk().request('linxiaoman', 'POST', `/records/case/${draft._id}/actions/submitSource`, {
      version: draft.version,
      data: {},
    });
    const at = await walk().get<RecordJson>('zhangguodong', `/records/case/${draft._id}`);
    const { status, body } = await walk().request<{ record: RecordJson }>(
      'zhangguodong',
      'POST',
      `/records/case/${draft._id}/actions/reviewSource`,
      { version: at.version, data: reviewData },
    );
    assert.equal(status, 200, JSON.stringify(body));
    openCase = body.record;
    assert.equal(openCase.state, 'verifying');
  });

  test('people, organizations and records that are not there, or not to be seen, cannot be named', async () => {
    const draft = await newCase();
    const place = `/records/case/${draft._id}`;
    await clerk().post(`${place}/actions/submitSource`, { version: draft.version });
    const { version } = await walk().get<RecordJson>('zhangguodong', place);
    const named: readonly (readonly [object, string])[] = [
      [{ handlerId: 'nobody' }, '/handlerId'],
      [{ undertakeOrg: '12345678' }, '/undertakeOrg'],
      [{ extraHandlerIds: ['wangxiaoqing', 'nobody'] }, '/extraHandlerIds/1'],
    ];
    for (const [change, path] of named) {
      const body = { version, data: { ...reviewData, ...change } };
      const ask = () => walk().request('zhangguodong', 'POST', `${place}/actions/reviewSource`, body);
      await refuse(ask, invalid(path, 'reference'), path);
    }
    const inspection = stepOf('inspection').create?.data;
    for (const partyId of [randomUUID(), openCase._id]) {
      const body = { parent: openCase._id, data: { ...inspection, partyId } };
      const ask = () => walk().request('lizhiyuan', 'POST', '/records/inspection', body);
      await refuse(ask, invalid('/partyId', 'reference'), 'another kind of record');
    }
  });

  test('credit codes, unit codes and identity numbers pass with their check digit and not without', async () => {
    const vectors: readonly (readonly [string, readonly string[]])[] = [
      ['uscc', goodCredit],
      ['orgCode', goodUnits],
      ['legalRepIdNo', goodIds],
    ];
    for (const [field, codes] of vectors)
      for (const code of share(codes, 2)) {
        assert.equal((await partyWith({ [field]: code })).status, 201, code);
        const wrong = lastChanged(code);
        await refuse(() => partyWith({ [field]: wrong }), invalid(`/${field}`, 'checkDigit'), wrong);
      }
    for (const letter of share(['I', 'O', 'S', 'V', 'Z'], 2)) {
      const wrong = `91990102M1000${letter}012Y`;
      await refuse(() => partyWith({ uscc: wrong }), invalid('/uscc'), wrong);
    }
    await refuse(() => partyWith({ uscc: '91990102M1000001Y' }), invalid('/uscc'), 'seventeen characters');
    for (const wrong of badIds) await refuse(() => partyWith({ legalRepIdNo: wrong }), invalid('/legalRepIdNo'), wrong);
  });
});
