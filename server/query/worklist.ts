import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../command/context.ts';
import { asJson } from '../storage/db.ts';
import type { RecordTable, TaskTable } from '../storage/tables.ts';
import { lightsOf } from './lights.ts';

export interface WorklistQuery {
  /** todo: asked of me or of a post I hold; doing: open records I am assigned to or own; done: what I did. */
  readonly state: 'todo' | 'doing' | 'done';
  /** Only what is due before this moment, and from the other on. */
  readonly dueFrom?: string;
  readonly dueTo?: string;
  readonly skip: number;
  readonly limit: number;
}

type TaskRow = TaskTable &
  Pick<RecordTable, 'organization' | 'state' | 'title' | 'due_at'> & {
    /** null for a task that is about no record. */
    record_title: string | null;
    record_state: string | null;
    record_organization: string | null;
    record_due: string | null;
  };

interface Listed {
  readonly due: string | null;
  readonly record: { readonly _id: string };
}

const withLights = async <T extends Listed>(context: Context, page: { tasks: T[]; total: number }) => {
  const dateOf = ({ due, record }: T) => ({ record: record._id, due });
  const lightOf = await lightsOf(context, page.tasks.map(dateOf));
  return { ...page, tasks: page.tasks.map((task) => ({ ...task, light: lightOf(dateOf(task)) })) };
};

const askedOfMe = (context: Context, table: 't' | 's'): RawBuilder<unknown> => {
  const { actor } = context;
  const column = (name: string) => sql.ref(`${table}.${name}`);
  const asks = ({ post, organization }: { readonly post: string; readonly organization: string }) =>
    sql`(${column('post')} = ${post} and ${column('organization')} = ${organization})`;
  const lent = actor.delegations.flatMap((delegation) => [
    sql`${column('account')} = ${delegation.from.id}`,
    ...delegation.from.posts.filter(({ post }) => delegation.post === null || delegation.post === post).map(asks),
  ]);
  const any = [sql`${column('account')} = ${actor.id}`, ...actor.posts.map(asks), ...lent];
  const claimed = column('claimed_by');
  return sql`(${sql.join(any, sql` or `)}) and (${claimed} is null or ${claimed} = ${actor.id})`;
};

/** What is due between two moments, as the address says them. */
const dueWithin = (due: RawBuilder<unknown>, { dueFrom, dueTo }: WorklistQuery): RawBuilder<unknown> => {
  const from = dueFrom === undefined ? sql`` : sql` and ${due} >= ${dueFrom}`;
  return dueTo === undefined ? from : sql`${from} and ${due} <= ${dueTo}`;
};

/** Who is asked for the same thing by two posts he holds is asked once. */
const once = (context: Context): RawBuilder<unknown> =>
  sql`not exists (select 1 from task s where s.record_id = t.record_id and s.state = 'open' and s.title = t.title and s.id < t.id and ${askedOfMe(context, 's')})`;

const stateTitleOf = ({ catalog }: Context, { module, record_state: state }: TaskRow) =>
  state === null ? { zh: '' } : (catalog.module(module).workflow.states[state]?.title ?? { zh: state });

/** What is asked has a date of its own, or else that of the record it is about. */
const task = (context: Context, row: TaskRow) => ({
  id: row.id,
  title: asJson(row.title),
  state: row.state,
  action: row.action,
  due: row.due_at ?? row.record_due,
  created: row.created_at,
  done: row.done_at,
  claimedBy: row.claimed_by,
  claimable: row.account === null,
  record: {
    _id: row.record_id,
    module: row.module,
    title: row.record_title ?? '',
    organization: row.record_organization ?? '',
    stateTitle: stateTitleOf(context, row),
  },
});

const tasks = async (context: Context, query: WorklistQuery) => {
  const mine =
    query.state === 'todo'
      ? sql`t.state = 'open' and ${askedOfMe(context, 't')} and ${once(context)}`
      : sql`t.state = 'done' and t.done_by = ${context.actor.id}`;
  const order =
    query.state === 'todo'
      ? sql`order by case when coalesce(t.due_at, r.due_at) is null then 1 else 0 end, coalesce(t.due_at, r.due_at), t.id`
      : sql`order by t.done_at desc, t.id desc`;
  const from = sql`from task t left join record r on r.id = t.record_id where ${mine} ${dueWithin(sql`coalesce(t.due_at, r.due_at)`, query)}`;
  const { rows } =
    await sql<TaskRow>`select t.*, r.title as record_title, r.state as record_state, r.organization as record_organization, r.due_at as record_due ${from} ${order} limit ${sql.lit(query.limit)} offset ${sql.lit(query.skip)}`.execute(
      context.storage.read,
    );
  const { rows: counted } = await sql<{ n: number }>`select count(*) as n ${from}`.execute(context.storage.read);
  return await withLights(context, {
    tasks: rows.map((row) => task(context, row)),
    total: Number(counted[0]?.n ?? 0),
  });
};

const doing = async (context: Context, query: WorklistQuery) => {
  const from = sql`from record r where r.id = r.root_id and r.state_class <> 'terminal'
    and (r.owner = ${context.actor.id} or exists (select 1 from access a where a.root_id = r.id and a.subject = ${context.actor.id} and a.to_at is null)) ${dueWithin(sql`r.due_at`, query)}`;
  const { rows } =
    await sql<RecordTable>`select r.* ${from} order by case when r.due_at is null then 1 else 0 end, r.due_at, r.modified_at desc limit ${sql.lit(query.limit)} offset ${sql.lit(query.skip)}`.execute(
      context.storage.read,
    );
  const { rows: counted } = await sql<{ n: number }>`select count(*) as n ${from}`.execute(context.storage.read);
  const found = rows.map((row) => {
    const state = context.catalog.module(row.module).workflow.states[row.state];
    return {
      id: row.id,
      title: state?.title ?? { zh: row.state },
      state: 'open',
      action: null,
      due: row.due_at,
      created: row.created_at,
      done: null,
      claimedBy: null,
      claimable: false,
      record: {
        _id: row.id,
        module: row.module,
        title: row.title,
        organization: row.organization,
        stateTitle: state?.title ?? { zh: row.state },
      },
    };
  });
  return await withLights(context, { tasks: found, total: Number(counted[0]?.n ?? 0) });
};

/** The worklist of this actor; a task of a post is everybody's who holds it until somebody claims it. */
export const worklist = async (context: Context, asked: WorklistQuery) => {
  const query = { ...asked, limit: Math.min(Math.max(asked.limit, 1), 100), skip: Math.max(asked.skip, 0) };
  return query.state === 'doing' ? await doing(context, query) : await tasks(context, query);
};
