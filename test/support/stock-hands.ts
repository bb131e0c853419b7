import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { actOnRecord } from '#server/command/act-on-record.ts';
import { createRecord } from '#server/command/create-record.ts';
import { saveRecord } from '#server/command/save-record.ts';
import { loopback } from '#server/exchange/loopback.ts';
import { pumpExchange } from '#server/exchange/pump.ts';
import type { Transport } from '#server/exchange/transport.ts';
import { asJson } from '#server/storage/db.ts';
import { counterpartsOf } from '#server/storage/exchanges.ts';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { isUnruly, settleExchange } from './settle-exchange.ts';
import { type Office, openStock, type Stock } from './stock.ts';
import type { TestStorage } from './storage.ts';

type Person = 'desk' | 'desk2' | 'boss';
type Data = Readonly<Record<string, unknown>>;

/** The data of orders and receipts as tests ask for it. */
interface RecordShape extends Record<string, unknown> {
  readonly receipts?: Readonly<Record<string, number>>;
  readonly result?: Readonly<Record<string, unknown>>;
}

/** What the people of the offices do in a suite. `transport` is the loopback unless a test puts another in its place. */
export const stockHands = (context: TestStorage, start: string, usual: Transport = loopback) => {
  let opened: Stock | undefined;
  const way: { transport: Transport } = { transport: usual };
  before(async () => {
    opened = await openStock(context, start);
  });
  after(() => opened?.close());
  const stock = (): Stock => opened ?? assert.fail('the library is closed');
  const db = () => context.storage.read;
  const pump = () =>
    isUnruly(way.transport)
      ? settleExchange(context, () => stock().machine(), way.transport)
      : pumpExchange(stock().machine(), way.transport);

  const read = async (id: string) => {
    const row = await db().selectFrom('record').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const table = `m_${row.module}` as 'record';
    const { data } = (await db()
      .selectFrom(table)
      .select('data' as never)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()) as unknown as { data: unknown };
    return { ...row, data: asJson<RecordShape>(data) };
  };
  const act = async (office: Office, id: string, action: string, data: Data = {}, person: Person = 'desk') => {
    const { module, version } = await read(id);
    const done = await actOnRecord(await stock().as(office, person), {
      module,
      id,
      action,
      version: Number(version),
      data,
    });
    await pump();
    return done;
  };
  const draft = async (data: Data, office: Office = 'library') =>
    (
      await createRecord(await stock().as(office), {
        module: 'stockOrder',
        data: { name: 'Count the stock', urgency: 'normal', receivers: ['east', 'south', 'west'], ...data },
      })
    ).id;
  const issue = async (data: Data = {}, office: Office = 'library') => {
    const id = await draft(data, office);
    await act(office, id, 'submit');
    await act(office, id, 'issue', { result: 'agree' }, 'boss');
    return id;
  };
  /** The newest receipt of an order at an office. */
  const receiptOf = async (order: string, office: Office): Promise<string> => {
    const rows = (await counterpartsOf(db(), order)).filter(({ organization }) => organization === office);
    return rows.at(-1)?.remote_id ?? assert.fail(`${office} was not asked`);
  };
  const sign = async (order: string, office: Office) => {
    const id = await receiptOf(order, office);
    await act(office, id, 'sign');
    return id;
  };
  const handle = async (order: string, office: Office) => {
    const id = await sign(order, office);
    await act(office, id, 'handle', {}, 'boss');
    return id;
  };
  const fill = async (office: Office, id: string, result: Data = { books: 100 }) => {
    const { version } = await read(id);
    await saveRecord(await stock().as(office), {
      module: 'stockReceipt',
      id,
      form: 'resultForm',
      version: Number(version),
      data: { ...result },
    });
  };
  const report = async (order: string, office: Office, result: Data = { books: 100 }) => {
    const id = await handle(order, office);
    await act(office, id, 'fill');
    await fill(office, id, result);
    await act(office, id, 'hand');
    await act(office, id, 'report', { result: 'agree' }, 'boss');
    return id;
  };
  const known = async (order: string, office: Office) => {
    const row = (await counterpartsOf(db(), order)).findLast(({ organization }) => organization === office);
    assert.ok(row);
    return { ...row, data: asJson<Record<string, unknown>>(row.data) };
  };
  /** Every invariant that is broken, with the rows. */
  const broken = async () => {
    const findings = await verify(await openWorld(context.storage, context.dataDir));
    return findings.flatMap(({ invariant, offences }) => offences.map((offence) => [invariant.id, offence]));
  };
  return { stock, way, db, pump, read, act, draft, issue, receiptOf, sign, handle, fill, report, known, broken };
};
