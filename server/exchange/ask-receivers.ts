import { lowerDue } from '#engine/exchange/lower-due.ts';
import type { Issue } from '#engine/issue.ts';
import { getPath } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { ExchangeDefinition, ExchangeMessage } from '#engine/schema/types.gen.ts';
import type { EffectWork } from '../command/effect/effect.ts';
import { idFor, type Unit } from '../command/unit.ts';
import { asJson, one } from '../storage/db.ts';
import { type CounterpartRow, counterpartsOf, insertCounterpart } from '../storage/exchanges.ts';
import { findOrganization } from '../storage/organizations.ts';
import { findHeader, findRecord, type RecordHeader } from '../storage/records.ts';
import { organizationsIn } from './addressees.ts';
import { bufferDays } from './buffer-days.ts';
import { parameterToday } from './parameter-today.ts';

/** The organizations that are asked now: those named that have no receipt yet, or one of a state that may be asked anew. */
export const askReceivers = async (
  work: EffectWork,
  exchange: ExchangeDefinition,
  message: ExchangeMessage,
): Promise<readonly CounterpartRow[]> => {
  const { unit, record } = work;
  await checkLowerDue(work, exchange);
  const known = await counterpartsOf(unit.db, record.row.id);
  const again = new Set(message.states ?? []);
  const has = (organization: string) =>
    known.some((row) => row.organization === organization && !(row.state !== null && again.has(row.state)));
  const listed = (field: string | undefined) =>
    organizationsIn(field === undefined ? undefined : getPath(record.data, field)).filter((one) => !has(one));
  const named = listed(exchange.receivers);
  const copied = listed(exchange.cc?.field).filter((organization) => !named.includes(organization));
  const path = `/${exchange.receivers.replaceAll('.', '/')}`;
  if (named.length === 0 && message.optional !== true)
    throw problem('action-not-available', { issues: [{ path, code: 'exchange.noReceiver' }] });
  const issues: Issue[] = [];
  for (const organization of named) issues.push(...(await faultsOf(work, exchange, { organization, path })));
  if (issues.length > 0) throw problem('action-not-available', { issues });
  const rows: CounterpartRow[] = [];
  for (const organization of named) rows.push(await ask(work, exchange, { organization, cc: false }));
  for (const organization of copied) rows.push(await ask(work, exchange, { organization, cc: true }));
  return rows;
};

const ask = async (
  { unit, record }: EffectWork,
  exchange: ExchangeDefinition,
  { organization, cc }: { readonly organization: string; readonly cc: boolean },
): Promise<CounterpartRow> => {
  const { now, services } = unit.context;
  const profile = asJson<{ platform?: unknown }>((await findOrganization(unit.db, organization))?.profile ?? '{}');
  const row: CounterpartRow = {
    id: idFor(unit),
    exchange: exchange.key,
    side: 'order',
    record_id: record.row.id,
    remote_id: idFor(unit),
    organization,
    platform: typeof profile.platform === 'string' ? profile.platform : services.platform,
    cc: cc ? 1 : 0,
    state: null,
    closed: 0,
    data: '{}',
    sent: 0,
    received: 0,
    pending: null,
    urged_at: null,
    problem: null,
    created_at: now,
    changed_at: now,
  };
  await insertCounterpart(unit.db, row);
  return row;
};

const faultsOf = async (
  { unit, record }: EffectWork,
  { allowed }: ExchangeDefinition,
  { organization, path }: { readonly organization: string; readonly path: string },
): Promise<readonly Issue[]> => {
  const row = await findOrganization(unit.db, organization);
  const params = { organization: row?.name ?? organization };
  if (row === undefined || Number(row.active) !== 1)
    return [{ path, code: 'reference', params: { value: organization } }];
  if (organization === record.row.organization) return [{ path, code: 'exchange.ownOrganization', params }];
  if (allowed === undefined) return [];
  if (allowed.levels !== undefined && !(await levelsOf(unit, allowed, record.row)).includes(row.level))
    return [{ path, code: 'exchange.receiverLevel', params }];
  if (allowed.relation === 'any') return [];
  const below = await one<{ depth: number }>(
    unit.db,
    'select depth from organization_closure where ancestor = ? and descendant = ?',
    [record.row.organization, organization],
  );
  const depth = Number(below?.depth ?? 0);
  const fits = allowed.relation === 'below' ? depth > 0 : depth === 1;
  return fits ? [] : [{ path, code: 'exchange.receiverPlace', params }];
};

const levelsOf = async (
  unit: Unit,
  { levels, more }: NonNullable<ExchangeDefinition['allowed']>,
  holder: RecordHeader,
): Promise<readonly string[]> => {
  const widened = more !== undefined && (await parameterToday(unit, more.parameter, holder)) === true;
  return [...(levels ?? []), ...(widened ? more.levels : [])];
};

/** A lower order leaves the one above time to report. */
const checkLowerDue = async ({ unit, record }: EffectWork, exchange: ExchangeDefinition): Promise<void> => {
  const { forward, calendar: key } = exchange;
  const above = forward && getPath(record.data, forward.field);
  if (forward?.orderDue === undefined || forward.receiptDue === undefined || typeof above !== 'string') return;
  const receipt = await findRecord(unit.db, exchange.receipt, above);
  const header = receipt && (await findHeader(unit.db, above));
  const calendar = unit.context.catalog.definitions.calendar.get(key);
  const due = receipt && getPath(asJson(receipt.data), forward.receiptDue);
  const own = getPath(record.data, forward.orderDue);
  if (header === undefined || calendar === undefined || typeof due !== 'string' || typeof own !== 'string') return;
  const latest = lowerDue(due, await bufferDays(unit, exchange, header), calendar);
  if (own <= latest) return;
  const path = `/${forward.orderDue.replaceAll('.', '/')}`;
  throw problem('action-not-available', { issues: [{ path, code: 'exchange.lowerDue', params: { latest } }] });
};
