import { lowerDue } from '#engine/exchange/lower-due.ts';
import { getPath, setPath } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import { bufferDays } from '../../exchange/buffer-days.ts';
import type { RecordData } from '../open-record.ts';
import type { RunEffect } from './effect.ts';
import { valueFrom } from './value-source.ts';

/** Makes the lower order that serves this receipt: filled in advance, due early enough, and naming the receipt. */
export const forward: RunEffect<'forward'> = async (work, { exchange: key }) => {
  const { unit, record, created } = work;
  const { catalog } = unit.context;
  const exchange = catalog.definitions.exchange.get(key);
  if (exchange?.forward === undefined) throw problem('not-found', { params: { exchange: key } });
  const { field, data, orderDue, receiptDue } = exchange.forward;
  let values: RecordData = {};
  for (const [path, source] of Object.entries(data)) values = setPath(values, path, await valueFrom(work, source));
  values = setPath(values, field, record.row.id);
  const due = receiptDue === undefined ? undefined : getPath(record.data, receiptDue);
  const calendar = catalog.definitions.calendar.get(exchange.calendar);
  if (orderDue !== undefined && typeof due === 'string' && calendar !== undefined)
    values = setPath(values, orderDue, lowerDue(due, await bufferDays(unit, exchange, record.row), calendar));
  created.push({ module: exchange.order, data: values, organization: record.row.organization });
};
