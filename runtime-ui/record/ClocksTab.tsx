import { Card, Empty, Tag } from 'antd';
import { isObject } from '#engine/json.ts';
import type { Clock, StoredRecord } from '../answer/records.ts';
import { Loading } from '../frame/Loading.tsx';
import { DueLight } from '../value/DueLight.tsx';
import { showInstant } from '../value/show-time.ts';
import { say, sayIfKnown, titled } from '../words.ts';
import { computationWords } from './computation-words.ts';
import { useRelated } from './use-record.ts';

/** Every deadline that runs or ran, and how its date came about. */
export const ClocksTab = ({ record }: { readonly record: StoredRecord }) => {
  const clocks = useRelated<Clock>(record, 'clocks');
  return (
    <Loading of={clocks}>
      {(value) =>
        value.length === 0 ? (
          <Empty description={say('clocks.none')} />
        ) : (
          <div className="clocks">
            {value.map((clock) => (
              <ClockCard key={clock.id} clock={clock} />
            ))}
          </div>
        )
      }
    </Loading>
  );
};

const ClockCard = ({ clock }: { readonly clock: Clock }) => (
  <Card
    size="small"
    title={titled(clock.title)}
    extra={<Tag>{sayIfKnown(`clock.state.${clock.state}`) ?? clock.state}</Tag>}
  >
    <p>
      <DueLight light={clock.light} due={clock.due} />
      {clock.provisional && <Tag color="orange">{say('clock.provisional')}</Tag>}
    </p>
    <ol className="computation">
      {computationWords(clock.computation).map((words, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the steps of one computation never change their order
        <li key={index}>{words}</li>
      ))}
    </ol>
    {clock.ended && <p className="hint">{say('clock.ended', { at: showInstant(clock.ended) })}</p>}
    <Basis basis={clock.basis} />
  </Card>
);

/** The law a deadline rests on, as a definition words it: text, a title, or a list of either. */
const Basis = ({ basis }: { readonly basis: unknown }) => {
  const words = basisWords(basis);
  return words === '' ? null : <p className="hint">{say('clock.basis', { basis: words })}</p>;
};

const basisWords = (basis: unknown): string => {
  if (typeof basis === 'string') return basis;
  if (Array.isArray(basis)) return basis.map(basisWords).filter(Boolean).join(say('semicolon'));
  if (!isObject(basis)) return '';
  if (typeof basis.zh === 'string')
    return titled({ zh: basis.zh, ...(typeof basis.en === 'string' && { en: basis.en }) });
  return Object.values(basis).map(basisWords).filter(Boolean).join(' ');
};
