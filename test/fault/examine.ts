import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { addHours } from '#engine/time.ts';
import { all, asJson } from '#server/storage/db.ts';
import type { Storage } from '#server/storage/storage.ts';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import type { Desk } from './desk.ts';
import type { Loan } from './loan.ts';

interface Stored {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly state: string;
  readonly data: string;
}

const storedLoans = async ({ read }: Storage): Promise<Map<string, Stored>> => {
  const rows = await all<Stored>(
    read,
    "select r.`id`, r.`title`, r.`version`, r.`state`, m.`data` from `record` r join `m_loan` m on m.`id` = r.`id` where r.`module` = 'loan'",
  );
  const byTitle = new Map(rows.map((row) => [row.title, row]));
  assert.equal(byTitle.size, rows.length, 'no loan was filed twice');
  return byTitle;
};

const storedKeys = async ({ read }: Storage): Promise<Set<string>> => {
  const rows = await all<{ key: string }>(read, "select `key` from `idempotency` where `key` like 'fault-%'");
  assert.equal(new Set(rows.map(({ key }) => key)).size, rows.length, 'no key was used twice');
  return new Set(rows.map(({ key }) => key));
};

/**
 * Before anything is asked again: what was acknowledged is there, and no more than what was asked.
 * @returns how many of the unanswered changes were made.
 */
export const examineLosses = async (storage: Storage, desk: Desk): Promise<number> => {
  const [keys, loans] = await Promise.all([storedKeys(storage), storedLoans(storage)]);
  for (const key of desk.acknowledged) assert.ok(keys.has(key), `${key} was acknowledged and is lost`);
  const made = desk.pending().filter(({ key }) => keys.has(key));
  assert.equal(keys.size, desk.acknowledged.size + made.length, 'nothing is there that nobody asked for');
  const ahead = new Set(made.filter(({ ask }) => !/documents/.test(ask.path)).map(({ loan }) => loan));
  for (const loan of desk.loans)
    assert.equal(
      loans.get(loan.book)?.version ?? 0,
      loan.version + (ahead.has(loan) ? 1 : 0),
      `version of ${loan.book}`,
    );
  return made.length;
};

const known = (loan: Loan) => ({
  id: loan.id,
  version: loan.version,
  state: loan.state,
  price: loan.price,
  renewals: loan.renewals,
  number: loan.number,
});

const found = ({ id, version, state, data }: Stored) => {
  const { price, renewals = 0, loanNumber = null } = asJson<Record<string, unknown>>(data);
  return { id, version: Number(version), state, price, renewals, number: loanNumber };
};

const examineNumbers = async (storage: Storage, desk: Desk): Promise<number> => {
  const rows = await all<{ numbering: string; n: number; text: string }>(
    storage.read,
    'select `numbering`, `n`, `text` from `ledger` order by `numbering`, `n`',
  );
  const texts = (numbering: string) => rows.filter((row) => row.numbering === numbering).map(({ text }) => text);
  for (const numbering of ['loan-number', 'overdue-number']) {
    const taken = rows.filter((row) => row.numbering === numbering).map(({ n }) => Number(n));
    assert.deepEqual(
      taken,
      Array.from(taken, (_, index) => index + 1),
      `${numbering} has neither gap nor duplicate`,
    );
  }
  const told = desk.loans.flatMap(({ number }) => number ?? []);
  assert.deepEqual(texts('loan-number').sort(), told.sort(), 'each loan number was told once');
  const notices = desk.loans.flatMap((loan) => loan.notices.flatMap(({ number }) => number ?? []));
  assert.deepEqual(texts('overdue-number').sort(), notices.sort(), 'each notice number was told once');
  return rows.length;
};

const examineNotices = async (storage: Storage, desk: Desk): Promise<void> => {
  const rows = await all<{ id: string; number: string | null; state: string; pdf: string | null }>(
    storage.read,
    'select `id`, `number`, `state`, `pdf` from `document`',
  );
  const told = new Map(desk.loans.flatMap(({ notices }) => notices).map(({ id, number }) => [id, number]));
  assert.deepEqual(rows.map(({ id }) => id).sort(), [...told.keys()].sort(), 'each notice was prepared once');
  for (const { id, number, state, pdf } of rows) {
    assert.equal(number, told.get(id) ?? null);
    if (number !== null) assert.deepEqual([state, pdf !== null], ['issued', true], `${number} was printed`);
  }
};

/** A step of a clock is taken once, and the one person it concerns is told once, however often its job was begun. */
const examineMessages = async ({ read }: Storage): Promise<void> => {
  const steps = "select `record_id`, `type`, `data` from `event` where `type` in ('clock.warned', 'clock.passed')";
  const taken = await all<{ record_id: string; type: string; data: string }>(read, steps);
  const told = await all<{ id: string }>(read, 'select `id` from `message`');
  const each = new Set(taken.map((event) => JSON.stringify(event)));
  assert.equal(each.size, taken.length, 'no step of a clock is taken twice');
  assert.equal(told.length, taken.length, 'nobody is told twice');
};

const pauseMs = 50;
const patienceMs = 60_000;

/** Waits until the machine work that is due is done. */
const quiet = async (storage: Storage, now: string): Promise<void> => {
  const due =
    "select `id`, `kind`, `state`, `attempts`, `error` from `job` where `state` in ('running', 'failed') or (`state` = 'waiting' and `run_after` <= ?)";
  let rows: unknown[] = [];
  for (let waited = 0; waited < patienceMs; waited += pauseMs) {
    rows = await all(storage.read, due, [addHours(now, 1)]);
    if (rows.length === 0) return;
    await sleep(pauseMs);
  }
  assert.fail(`machine work is left undone: ${JSON.stringify(rows)}`);
};

/**
 * After everything was asked again and answered: each change has exactly one effect and every invariant holds.
 * @returns how many numbers are in use.
 */
export const examineWhole = async (storage: Storage, dataDir: string, desk: Desk, now: string): Promise<number> => {
  await quiet(storage, now);
  const [keys, loans] = await Promise.all([storedKeys(storage), storedLoans(storage)]);
  assert.deepEqual([...keys].sort(), [...desk.acknowledged].sort());
  assert.deepEqual([...loans.keys()].sort(), desk.loans.map(({ book }) => book).sort());
  for (const loan of desk.loans) {
    const row = loans.get(loan.book);
    assert.deepEqual(row && found(row), known(loan), loan.book);
  }
  const numbers = await examineNumbers(storage, desk);
  await examineNotices(storage, desk);
  await examineMessages(storage);
  const findings = await verify(await openWorld(storage, dataDir));
  const broken = findings.flatMap(({ invariant, offences }) => offences.map((one) => ({ id: invariant.id, ...one })));
  assert.deepEqual(broken.slice(0, 5), []);
  return numbers;
};
