import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { Problem } from '#engine/problem.ts';
import { actOnRecord } from '#server/command/act-on-record.ts';
import { createRecord } from '#server/command/create-record.ts';
import { readRecord } from '#server/query/read-record.ts';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import type { TestStorage } from './storage.ts';
import { openWorkshop, type PersonName, type Workshop } from './workshop.ts';
import { workshopPack } from './workshop-pack.ts';

/** The Problem some work ends with; it fails when nothing is refused. */
export const refusal = async (work: Promise<unknown>): Promise<Problem> => {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error;
  }
  assert.fail('nothing was refused');
};
export const slugOf = async (work: Promise<unknown>) => (await refusal(work)).slug;
export const codesOf = async (work: Promise<unknown>) => (await refusal(work)).issues.map(({ code }) => code);

export const filled = { book: 'Atlas', reader: 'Bo Yang', price: 4000, lentOn: '2026-03-02', holder: 'hugo' };

type Counted = 'record' | 'event' | 'entry' | 'ledger' | 'outbox' | 'idempotency' | 'decision';

/** What people of the workshop do in a suite; the workshop is open while its tests run. */
export const workshopHands = (context: TestStorage, pack: ReadonlyMap<string, string> = workshopPack()) => {
  let opened: Workshop | undefined;
  before(async () => {
    opened = await openWorkshop(context, pack);
  });
  after(() => opened?.close());
  const shop = (): Workshop => opened ?? assert.fail('the workshop is closed');

  const db = () => context.storage.read;
  const create = async (data: object = filled, more: object = {}) =>
    (await createRecord(await shop().as('dora'), { module: 'loan', data: { ...data }, ...more })).id;
  const read = (id: string, module = 'loan') =>
    db().selectFrom('record').selectAll().where('id', '=', id).where('module', '=', module).executeTakeFirstOrThrow();
  const dataOf = async (id: string) => (await readRecord(await shop().as('hana'), { module: 'loan', id })).data;
  const act = async (name: PersonName, id: string, action: string, data: object = {}, module = 'loan') => {
    const { version } = await read(id, module);
    return await actOnRecord(await shop().as(name), {
      module,
      id,
      action,
      version: Number(version),
      data: { ...data },
    });
  };
  const addCopy = async (parent: string, data: object = { label: 'first' }) =>
    (await createRecord(await shop().as('dora'), { module: 'copy', parent, data: { ...data } })).id;
  const lend = async (data: object = filled) => {
    const id = await create(data);
    await act('dora', id, 'submit');
    await act('dan', id, 'sign', { result: 'agree' });
    await act('carl', id, 'sign', { result: 'agree', note: 'fine' });
    return id;
  };
  const count = async (table: Counted) =>
    Number((await db().selectFrom(table).select(db().fn.countAll().as('n')).executeTakeFirstOrThrow()).n);
  /** Every invariant that is broken, with the rows. */
  const broken = async () => {
    await shop().jobs.drain();
    const findings = await verify(await openWorld(context.storage, context.dataDir));
    return findings.flatMap(({ invariant, offences }) => offences.map((offence) => [invariant.id, offence]));
  };
  return { shop, db, create, read, dataOf, act, addCopy, lend, count, broken };
};
