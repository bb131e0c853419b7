import { Empty } from 'antd';
import { useEffect } from 'react';
import type { Receipts } from '../answer/receipts.ts';
import { api } from '../api.ts';
import { Link } from '../frame/Link.tsx';
import { Loading } from '../frame/Loading.tsx';
import { useLoaded, useReloadedOn } from '../use-loaded.ts';
import { DueLight } from '../value/DueLight.tsx';
import { say } from '../words.ts';
import { ReceiptTable } from './ReceiptTable.tsx';
import { type OpenRecord, recordPath, stampOf } from './use-record.ts';

interface ReceiptsTabProps {
  readonly opened: OpenRecord;
  readonly changed: () => Promise<void>;
}

const lookAgain = 2_000;

/** Who was asked by this order, what each has answered, and what may be done about it; of a receipt: whom it was handed on to. */
export const ReceiptsTab = ({ opened, changed }: ReceiptsTabProps) => {
  const { record, described } = opened;
  const path = `${recordPath(record)}/receipts`;
  const found = useReloadedOn(
    stampOf(record),
    useLoaded(path, () => api.get<Receipts[]>(path)),
  );
  useWhileUnanswered(found.value, found.reload);
  const asks = described.exchanges.some((one) => one.asks);
  return (
    <Loading of={found}>
      {(sections) =>
        sections.every(({ receipts, order }) => receipts.length === 0 && order === null) ? (
          <Empty description={say(asks ? 'receipts.none' : 'receipts.noneLower')} />
        ) : (
          sections.map((section) => (
            <section key={`${section.exchange} ${section.order?.id ?? ''}`}>
              <Summary section={section} />
              <ReceiptTable section={section} opened={opened} changed={changed} />
            </section>
          ))
        )
      }
    </Loading>
  );
};

const Summary = ({ section: { order, receipts, light } }: { readonly section: Receipts }) => {
  const asked = receipts.filter(({ cc }) => !cc);
  const open = asked.filter(({ closed }) => !closed).length;
  return (
    <p className="receipts-summary">
      {order && (
        <Link to={`/m/${order.module}/${order.id}`}>
          {say('receipts.order', { title: order.title || say('record.untitled') })}
        </Link>
      )}{' '}
      <DueLight light={light} due={null} /> {say('receipts.total', { total: asked.length, open })}
    </p>
  );
};

/** Messages travel: while an answer is awaited the list is looked at again. */
const useWhileUnanswered = (sections: readonly Receipts[] | undefined, reload: () => Promise<void>): void => {
  const waiting = sections?.some(({ receipts }) =>
    receipts.some(({ pending, problem, state }) => problem === null && (pending !== null || state === null)),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: every answer that still waits is looked at again
  useEffect(() => {
    if (waiting !== true) return undefined;
    const timer = setTimeout(() => void reload(), lookAgain);
    return () => clearTimeout(timer);
  }, [sections, waiting, reload]);
};
