import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { openOrderDesk, type Shown, warningData } from '../support/order-desk.ts';

interface Paper {
  readonly id: string;
  readonly state: string;
  readonly number: string;
}

const canRead = spawnSync('pdftotext', ['-v']).status === 0;

describe('papers of an order', () => {
  let desk: Awaited<ReturnType<typeof openOrderDesk>>;
  let order: readonly [string, string];
  let notice: Paper;
  let able = false;
  const data = { ...warningData, receivers: ['96010000', '96020000'], copies: ['96030000'] };
  const reason = '情况有变，不再需要处置。';

  before(async () => {
    desk = await openOrderDesk();
    able = canRead && (await desk.system.services.printer.warmUp()).available;
    if (process.env.CI === 'true') assert.ok(able, 'no browser can print here, or no pdftotext');
    const made = await desk.as('provinceHandler').post<Shown>('/records/warningOrder', { data });
    order = ['warningOrder', made._id];
    await desk.issue('province', ...order);
  });
  after(() => desk.close());

  const test = (name: string, work: () => Promise<void>) =>
    it(name, (t) => (able ? work() : t.skip('no browser can print here, or no pdftotext')));
  const paperOf = (id: string) => desk.as('provinceHandler').get<Paper>(`/documents/${id}`);
  const issued = async (document: string): Promise<Paper> => {
    const { id } = await desk.as('provinceHandler').post<Paper>(`/records/${order.join('/')}/documents`, { document });
    await desk.as('provinceHandler').post(`/documents/${id}/issue`);
    for (let turn = 0; turn < 200; turn += 1) {
      const paper = await paperOf(id);
      if (paper.state === 'issued') return paper;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return assert.fail(`${document} is not printed`);
  };
  const wordsOf = async ({ id }: Paper): Promise<string> => {
    const pdf = await desk.as('provinceHandler').get<Buffer>(`/documents/${id}/pdf`);
    return execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf }).toString().replaceAll(/\s/g, '');
  };
  const says = (words: string, texts: readonly string[]) => {
    for (const text of texts) assert.ok(words.includes(text), `${text} is not in ${words}`);
  };

  test('the notice names the organizations that receive it and those that get a copy', async () => {
    notice = await issued('warning-notice');
    const words = await wordsOf(notice);
    says(words, ['临江市市场监督管理局、青山市市场监督管理局：', '抄送：']);
    assert.doesNotMatch(words, /各接收单位/);
  });

  test('revoking the order voids its number and its notice with the reason, and they are not given again', async () => {
    await desk.done('provinceLeader', order, 'revoke', { reason });
    const { state, data: shown } = await desk.read('provinceHead', ...order);
    assert.deepEqual([state, shown.numberVoided], ['oRevoked', true]);
    const rows = await desk.system.storage.read
      .selectFrom('ledger')
      .select(['text', 'state', 'reason'])
      .where((e) => e.or([e('record_id', '=', order[1]), e('document_id', '=', notice.id)]))
      .execute();
    assert.deepEqual(
      rows.toSorted((a, b) => (a.text < b.text ? -1 : 1)),
      [String(shown.orderNo), notice.number].toSorted().map((text) => ({ text, state: 'voided', reason })),
    );
    assert.equal((await paperOf(notice.id)).state, 'voided');
    const next = await desk.as('provinceHandler').post<Shown>('/records/warningOrder', { data });
    await desk.issue('province', 'warningOrder', next._id);
    assert.notEqual((await desk.read('provinceHead', 'warningOrder', next._id)).data.orderNo, shown.orderNo);
  });

  test('the revocation says on paper which numbers are void and why', async () => {
    const { orderNo } = (await desk.read('provinceHead', ...order)).data;
    const words = await wordsOf(await issued('warning-revocation'));
    says(words, [
      '临江市市场监督管理局、青山市市场监督管理局：',
      reason,
      `编号${orderNo}及`,
      `（${notice.number}）`,
      '作废',
    ]);
  });
});
