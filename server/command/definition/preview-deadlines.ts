import { setImmediate } from 'node:timers/promises';
import type { DueResult } from '#engine/deadline/compute-due.ts';
import { dueUnder } from '#engine/deadline/due-under.ts';
import { light } from '#engine/deadline/light.ts';
import type { Catalog } from '#engine/definition/catalog.ts';
import { pausesOf } from '../../storage/clocks.ts';
import { all, asJson, type Db } from '../../storage/db.ts';
import { ancestorsOf } from '../../storage/organizations.ts';
import type { Context } from '../context.ts';
import type { ClockChange, ClockSide, Sink } from './preview-sink.ts';

export interface DeadlinePreview {
  readonly context: Context;
  readonly before: Catalog;
  readonly after: Catalog;
  readonly deadlines: readonly string[];
}

interface ClockOfRecord {
  readonly clock: string;
  readonly deadline: string;
  readonly start_at: string;
  readonly extensions: unknown;
  readonly id: string;
  readonly module: string;
  readonly title: string;
  readonly state: string;
  readonly organization: string;
  readonly regime: string;
}

const batch = 200;

/** Computes the running clocks of the touched deadlines under both catalogs and reports those that would end otherwise. */
export const previewDeadlines = async (preview: DeadlinePreview, sink: Sink): Promise<void> => {
  const { context, deadlines } = preview;
  if (deadlines.length === 0) return;
  let last = '';
  while (!sink.full()) {
    const rows = await runningClocks(context.storage.read, deadlines, last);
    for (const row of rows) {
      sink.examined(row.id);
      const change = await compare(preview, row);
      if (change !== undefined) sink.clock(row, change);
    }
    if (rows.length < batch) return;
    last = rows.at(-1)?.clock ?? '';
    await setImmediate();
  }
};

const runningClocks = (db: Db, deadlines: readonly string[], last: string): Promise<ClockOfRecord[]> =>
  all<ClockOfRecord>(
    db,
    `select c.id as clock, c.deadline, c.start_at, c.extensions, r.id, r.module, r.title, r.state, r.organization, r.regime from clock c join record r on r.id = c.record_id where c.deadline in (${deadlines.map(() => '?').join(', ')}) and c.state in ('running', 'paused') and r.state_class <> 'terminal' and c.id > ? order by c.id limit ?`,
    [...deadlines, last, batch],
  );

const compare = async (preview: DeadlinePreview, row: ClockOfRecord): Promise<ClockChange | undefined> => {
  const { before, after, context } = preview;
  const db = context.storage.read;
  const question = {
    deadline: row.deadline,
    start: row.start_at,
    dimensions: { regime: row.regime },
    organizationChain: (await ancestorsOf(db, row.organization)).map(({ id, level, region }) => ({
      id,
      level,
      region,
    })),
    pauses: (await pausesOf(db, row.clock)).map(({ from_date, to_date }) => ({ from: from_date, to: to_date })),
    extensions: asJson<number[]>(row.extensions),
  };
  const [old, next] = [dueUnder(before.definitions, question), dueUnder(after.definitions, question)];
  const [was, becomes] = [lit(before, old, row, context.now), lit(after, next, row, context.now)];
  if (was?.due === becomes?.due && was?.light === becomes?.light) return undefined;
  const definition = after.definitions.deadline.get(row.deadline) ?? before.definitions.deadline.get(row.deadline);
  return {
    deadline: row.deadline,
    title: definition?.title ?? { zh: row.deadline },
    before: was,
    after: becomes,
  };
};

const lit = (
  { definitions }: Catalog,
  result: DueResult | undefined,
  { deadline: key, start_at: start }: ClockOfRecord,
  now: string,
): ClockSide | null => {
  if (result === undefined) return null;
  const { due, provisional, steps } = result;
  const deadline = definitions.deadline.get(key);
  const calendar = definitions.calendar.get(deadline?.calendar ?? '');
  if (calendar === undefined) return { due, light: null, steps };
  return { due, light: light({ start, due, provisional, warn: deadline?.warn, calendar }, now), steps };
};
