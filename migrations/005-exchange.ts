import { type Dialect, table } from './ddl.ts';

const stream = ['record_id', 'remote_id', 'version'];

const tables = [
  table(
    'exchange_outbox',
    {
      msg_id: 'id',
      exchange: 'name',
      record_id: 'id',
      remote_id: 'id',
      version: 'integer',
      to_platform: 'name',
      payload: 'json',
      state: 'name',
      attempts: 'integer',
      run_after: 'time',
      code: 'name?',
      created_at: 'time',
      ended_at: 'time?',
    },
    { primary: ['msg_id'], unique: [stream], index: [['state', 'run_after']] },
  ),
  table(
    'inbox',
    {
      msg_id: 'id',
      exchange: 'name',
      record_id: 'id',
      remote_id: 'id',
      version: 'integer',
      from_platform: 'name',
      payload: 'json',
      state: 'name',
      code: 'name?',
      received_at: 'time',
      ended_at: 'time?',
    },
    { primary: ['msg_id'], index: [stream, ['state']] },
  ),
  // What the one side of an exchange knows of the other: an order of each receipt, a receipt of its order.
  table(
    'counterpart',
    {
      id: 'id',
      exchange: 'name',
      side: 'name',
      record_id: 'id',
      remote_id: 'id',
      organization: 'id',
      platform: 'name',
      cc: 'flag',
      state: 'name?',
      closed: 'flag',
      data: 'json',
      sent: 'integer',
      received: 'integer',
      pending: 'name?',
      urged_at: 'time?',
      problem: 'name?',
      created_at: 'time',
      changed_at: 'time',
    },
    { primary: ['id'], unique: [['record_id', 'remote_id']], index: [['side', 'closed']] },
  ),
];

/** Messages between records of different organizations: what leaves, what arrives, and what each side knows. */
export const exchange = (d: Dialect): string[] => tables.flatMap((statements) => statements(d));
