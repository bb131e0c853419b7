import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { clientOf, type Reply } from '#test/support/client.ts';
import { type Ask, type Loan, type Notice, newLoan, nextAsk, type Person } from './loan.ts';

interface Pending {
  readonly ask: Ask;
  readonly key: string;
  readonly loan: Loan;
}

interface Writing {
  /** The first answer came, or nobody waits for one any more. */
  readonly begun: Promise<void>;
  readonly ended: Promise<void>;
}

export interface Desk {
  /** Every loan anybody ever began, with what was acknowledged of it. */
  readonly loans: readonly Loan[];
  /** Keys of everything acknowledged. */
  readonly acknowledged: ReadonlySet<string>;
  /** What was asked and not answered. */
  readonly pending: () => readonly Pending[];
  /** Some people write until nobody answers. */
  readonly write: (options: { printing: boolean }) => Writing;
  /** One loan is brought so far that it has a notice ready to be issued. */
  readonly aNotice: () => Promise<Notice>;
  /** Asks again, with its key, whatever was not answered; some of it twice at once. */
  readonly askAgain: () => Promise<void>;
}

/** No answer, or one that says that the outcome is unknown or that nothing was done for now. */
const unanswered = 'unanswered';

const writers = 8;
const attempts = 200;
const ok = ({ status }: Reply): boolean => status >= 200 && status < 300;

/** The people of the library, who remember what they were told. */
export const openDesk = (url: string, cookies: ReadonlyMap<Person, string>, random: () => number): Desk => {
  const loans: Loan[] = [];
  const idle: Loan[] = [];
  const acknowledged = new Set<string>();
  const pending = new Set<Pending>();
  let keys = 0;

  const send = async ({ ask, key }: Pending): Promise<Reply | typeof unanswered> => {
    const client = clientOf(url, cookies.get(ask.who) ?? '');
    const reply = await client.request(ask.method, ask.path, ask.body, { key }).catch(() => unanswered as 'unanswered');
    if (reply === unanswered || reply.status === 503) return unanswered;
    const said = `${ask.method} ${ask.path} ${JSON.stringify(ask.body)} answered ${reply.status}: ${JSON.stringify(reply.body)}`;
    assert.ok(ok(reply), said);
    return reply;
  };
  const settle = (one: Pending, reply: Reply): void => {
    one.ask.told(reply.body);
    pending.delete(one);
    acknowledged.add(one.key);
    if (nextAsk(one.loan, 1, false) !== undefined) idle.push(one.loan);
  };
  const begin = (): Loan => {
    // Some loans are overdue when they are granted: their clocks have steps to take at once.
    const loan = newLoan(`Atlas ${loans.length + 1}`, loans.length % 6 === 5 ? '2026-01-05' : '2026-03-02');
    loans.push(loan);
    return loan;
  };
  const pick = (): Loan => {
    if (idle.length < 4 || random() < 0.3) return begin();
    return idle.splice(Math.floor(random() * idle.length), 1)[0] ?? begin();
  };
  const pend = (loan: Loan, ask: Ask): Pending => {
    keys += 1;
    const asked = { ask, key: `fault-${String(keys).padStart(6, '0')}`, loan };
    pending.add(asked);
    return asked;
  };
  const one = async (printing: boolean): Promise<boolean> => {
    const loan = pick();
    const ask = nextAsk(loan, random(), printing);
    if (ask === undefined) return true;
    const asked = pend(loan, ask);
    const reply = await send(asked);
    if (reply === unanswered) return false;
    settle(asked, reply);
    return true;
  };
  const untilSettled = async (asked: Pending): Promise<void> => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const replies = await Promise.all(random() < 0.3 ? [send(asked), send(asked)] : [send(asked)]);
      const answered = replies.filter((reply) => reply !== unanswered);
      const [first, second] = answered;
      if (first !== undefined) {
        if (second !== undefined) assert.deepEqual(second.body, first.body, 'the same key, the same answer');
        return settle(asked, first);
      }
      await sleep(100);
    }
    assert.fail(`${asked.ask.path} was never answered`);
  };
  const aNotice = async (): Promise<Notice> => {
    const loan = begin();
    for (let steps = 0; loan.notices.length === 0 && steps < 10; steps += 1) {
      const ask = nextAsk(loan, 0.9, false);
      if (ask !== undefined) await untilSettled(pend(loan, ask));
      const place = idle.lastIndexOf(loan);
      if (place >= 0) idle.splice(place, 1);
    }
    idle.push(loan);
    const [notice] = loan.notices;
    assert.ok(notice, `${loan.book} has no notice`);
    return notice;
  };
  return {
    loans,
    acknowledged,
    pending: () => [...pending],
    write: ({ printing }) => {
      const first = Promise.withResolvers<void>();
      const loop = async (): Promise<void> => {
        while (await one(printing)) first.resolve();
      };
      const ended = Promise.all(Array.from({ length: writers }, loop)).then(() => undefined);
      return { begun: Promise.race([first.promise, ended]), ended };
    },
    aNotice,
    askAgain: async () => {
      await Promise.all([...pending].map(untilSettled));
    },
  };
};
