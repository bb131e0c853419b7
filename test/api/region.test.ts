import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import demoAccounts from '../../demo/accounts.json' with { type: 'json' };
import { Office, type Place, type Shown } from '../support/office.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

const day = '2026-06-30';
const cityViewer = 'xusiqi';

/** As one is named of whom nothing may be told. */
const untold = ({ module, id }: Place) => ({ module, id, title: null, number: null, readable: false });

/** Who holds a post at the province. */
const at = (post: string): string => {
  const found = demoAccounts.find(({ organization, posts }) => organization === '96000000' && posts.includes(post));
  assert.ok(found, post);
  return found.username;
};
const [handler, head, leader] = [at('handler'), at('orgHead'), at('director')];

describe('a region to be remedied, from the list to the lifted notice', () => {
  let system: TestSystem;
  let office: Office;
  let region: Place;

  /** What someone is told of records that others name. */
  const called = async (user: string, ...of: readonly Place[]) =>
    (await office.as(user)).get<Record<string, unknown>[]>(
      `/references?of=${of.map(({ module, id }) => `${module}.${id}`).join(',')}`,
    );

  before(async () => {
    system = await startSystem({ now: `${day}T01:00:00.000Z`, demoDir: 'demo' });
    office = new Office(system);
  });
  after(() => system.close());

  it('is seen below only once it is confirmed', async () => {
    await office.run(at('definitionAdmin'), 'region-list', day);
    const found = await (await office.as(head)).get<Shown[]>('/records/regionResult?kind=C&region=960321');
    assert.deepEqual(
      found.map(({ state, data }) => [state, data.productClass, data.reasons]),
      [['generated', '1001', ['low-pass-rate']]],
    );
    region = { module: 'regionResult', id: found[0]?._id ?? '' };
    assert.equal(await office.mayRead(cityViewer, region), 404);
    const { data, metadata } = await (await office.as(head)).get<Shown & { metadata: { title: string } }>(
      `/records/regionResult/${region.id}`,
    );
    assert.deepEqual(await called(head, region), [{ ...untold(region), title: metadata.title, readable: true }]);
    assert.ok(data.resultNo);
    assert.deepEqual(await called(cityViewer, region), [{ ...untold(region), number: data.resultNo }]);
    assert.equal(await office.act(head, region, 'confirmResult'), 'confirmed');
    assert.equal(await office.mayRead(cityViewer, region), 200);
    const [seen] = await called(cityViewer, region);
    assert.equal(seen?.readable, true);
  });

  it('tells nothing of a record one may not read whose module has no open number, nor of one there is not', async () => {
    const filed = await office.create(handler, 'case', {});
    const nobody = { module: filed.module, id: '00000000-0000-7000-8000-000000000000' };
    assert.equal(await office.mayRead(cityViewer, filed), 404);
    const unknown = { module: 'nothing', id: filed.id };
    assert.deepEqual(
      await called(cityViewer, filed, nobody, unknown, filed),
      [filed, nobody, unknown, filed].map(untold),
    );
    const asked = Array.from({ length: 51 }, () => `case.${filed.id}`).join(',');
    const { status, body } = await (await office.as(head)).request<{ issues?: { code: string }[] }>(
      'GET',
      `/references?of=${asked}`,
    );
    assert.deepEqual([status, body.issues?.[0]?.code], [422, 'query.tooMany']);
  });

  it('is accepted only with two people, 85 % and two cases at most, and lifted after six months', async () => {
    for (const action of ['orderResult', 'signResult', 'reportResult']) await office.act(handler, region, action);
    assert.equal((await office.send(head, region, 'acceptResult')).status, 409, 'nobody has checked yet');
    const checked = { checkedAt: day, target: '合格率85%以上', findings: '符合', conclusion: 'acceptance-passed' };
    const good = { ...checked, acceptors: [handler, head], sampled: 40, passed: 34, filedHalfYear: 2 };
    const faults = [
      ['rate', { passed: 33 }],
      ['filed', { filedHalfYear: 3 }],
      ['people', { acceptors: [handler] }],
    ] as const;
    for (const [rule, fault] of faults) {
      const acceptance = await office.create(handler, 'regionAcceptance', { ...good, ...fault }, region);
      assert.equal(await office.refused(handler, acceptance, 'submitAcceptance'), rule);
    }
    const acceptance = await office.create(handler, 'regionAcceptance', good, region);
    await office.act(handler, acceptance, 'submitAcceptance');
    assert.equal(await office.agree([head], acceptance, 'approveAcceptance'), 'accepted');
    assert.equal(await office.act(head, region, 'acceptResult'), 'monitoring');

    const lifted = { solvedAt: '2026-12-29', solveNote: '观察期内未反弹' };
    office.setClock('2026-12-29T01:00:00.000Z');
    assert.equal(await office.refused(leader, region, 'solveResult', lifted), 'running');
    office.setClock('2026-12-30T01:00:00.000Z');
    assert.equal(await office.act(leader, region, 'solveResult', { ...lifted, solvedAt: '2026-12-30' }), 'solved');
  });

  it('is put on the list by hand where superiors or the media named it', async () => {
    const named = {
      region: '960121',
      productClass: '0801',
      indicatorName: '省局通报〔2026〕3号',
      nominationNote: '点名',
    };
    const place = await office.create(handler, 'regionResult', named);
    assert.equal(await office.act(handler, place, 'nominateRegion'), 'generated');
    const { kind, reasons } = (await office.read(head, place)).data;
    assert.deepEqual([kind, reasons], ['C', ['named-by-media']]);
  });
});
