import type { Envelope } from '#engine/exchange/envelope.ts';
import { type Language, translate } from '#engine/message/translate.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import type { Context } from '../command/context.ts';
import { asJson, type Db } from '../storage/db.ts';
import { countUndelivered, type OutgoingRow, undelivered } from '../storage/exchanges.ts';
import { requireSystem } from './require-system.ts';

interface Undelivered {
  readonly id: string;
  readonly exchange: string;
  /** Its key where this release knows it no more. */
  readonly exchangeTitle: Title;
  readonly message: string;
  readonly messageTitle: Title;
  /** The record that speaks, without its title: who keeps the system running reads no records. */
  readonly record: { readonly module: string; readonly moduleTitle: Title; readonly id: string };
  /** The organization spoken to. */
  readonly organization: string;
  readonly organizationName: string;
  readonly platform: string;
  /** dead: sent often and never answered · rejected: refused over there, with the code of the reason. */
  readonly state: string;
  readonly code: string | null;
  /** The reason in words. */
  readonly why: string;
  readonly attempts: number;
  readonly created: string;
  readonly ended: string | null;
}

export interface UndeliveredPage {
  readonly total: number;
  readonly items: readonly Undelivered[];
}

interface Question {
  readonly skip?: number;
  readonly limit?: number;
  readonly language?: Language;
}

const most = 200;

/** Messages between records that came to nothing, newest first, page by page; for operators. */
export const listUndelivered = async (
  context: Context,
  { skip = 0, limit = 50, language = 'zh' }: Question = {},
): Promise<UndeliveredPage> => {
  requireSystem(context, 'operations');
  const { read } = context.storage;
  const page = { skip: Math.max(0, skip), limit: Math.min(Math.max(1, limit), most) };
  const rows = (await undelivered(read, page)).map((row) => ({ row, envelope: asJson<Envelope>(row.payload) }));
  const offices = await namesOf(
    read,
    rows.map(({ envelope }) => envelope.toOrganizations[0] ?? ''),
  );
  const items = rows.map(({ row, envelope }) => {
    const organization = envelope.toOrganizations[0] ?? '';
    const moduleTitle = context.catalog.definitions.module.get(envelope.entity)?.title ?? { zh: envelope.entity };
    const record = { module: envelope.entity, moduleTitle, id: row.record_id };
    return {
      ...titles(context, row.exchange, envelope.message),
      ...plain(row),
      record,
      organization,
      organizationName: offices.get(organization) ?? organization,
      why: translate({ path: '', code: row.code ?? 'exchange.undelivered' }, language),
    };
  });
  return { total: await countUndelivered(read), items };
};

const plain = (row: OutgoingRow) => ({
  id: row.msg_id,
  platform: row.to_platform,
  state: row.state,
  code: row.code,
  attempts: Number(row.attempts),
  created: row.created_at,
  ended: row.ended_at,
});

const titles = ({ catalog }: Context, exchange: string, message: string) => {
  const definition = catalog.definitions.exchange.get(exchange);
  return {
    exchange,
    exchangeTitle: definition?.title ?? { zh: exchange },
    message,
    messageTitle: definition?.messages.find(({ key }) => key === message)?.title ?? { zh: message },
  };
};

const namesOf = async (db: Db, organizations: readonly string[]) => {
  if (organizations.length === 0) return new Map<string, string>();
  const wanted = [...new Set(organizations)];
  const rows = await db.selectFrom('organization').select(['id', 'name']).where('id', 'in', wanted).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
};
