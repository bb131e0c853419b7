import { problem } from '#engine/problem.ts';
import { postMessage } from '../../exchange/post-message.ts';
import type { RunEffect } from './effect.ts';

/** Hands a message of an exchange to those it is for; it leaves with the transaction. */
export const send: RunEffect<'send'> = async (work, { exchange: key, message: name }) => {
  const exchange = work.unit.context.catalog.definitions.exchange.get(key);
  const message = exchange?.messages.find((one) => one.key === name);
  if (exchange === undefined || message === undefined) throw problem('not-found', { params: { exchange: key } });
  await postMessage(work, exchange, message);
};
