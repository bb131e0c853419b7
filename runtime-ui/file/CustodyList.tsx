import { Empty, Table } from 'antd';
import type { Person } from '../answer/people.ts';
import { api } from '../api.ts';
import { Loading } from '../frame/Loading.tsx';
import { useLoaded } from '../use-loaded.ts';
import { showInstant } from '../value/show-time.ts';
import { say, sayIfKnown } from '../words.ts';
import { deviceOf } from './device-of.ts';

interface CustodyLine {
  readonly seq: number;
  readonly action: string;
  readonly overview: boolean;
  readonly how: string | null;
  readonly actor: Person;
  readonly at: string;
  readonly address: string;
  readonly agent: string;
}

const deedOf = ({ action, overview, how }: CustodyLine): string => {
  const deed = overview ? say('custody.overview') : (sayIfKnown(`custody.${action}`) ?? action);
  const more = overview || how === null ? undefined : (sayIfKnown(`custody.how.${how}`) ?? how);
  return more === undefined ? deed : say('custody.with', { deed, more });
};

/** Who had a file or a paper in hand, newest first. */
export const CustodyList = ({ of }: { readonly of: string }) => {
  const lines = useLoaded(`custody ${of}`, () => api.get<CustodyLine[]>(`${of}/custody`));
  return (
    <section className="custody" aria-label={say('custody.title')}>
      <Loading of={lines}>
        {(value) =>
          value.length === 0 ? (
            <Empty description={say('custody.none')} />
          ) : (
            <Table<CustodyLine>
              size="small"
              rowKey="seq"
              pagination={value.length > 10 ? { pageSize: 10, size: 'small' } : false}
              dataSource={value}
              scroll={{ x: 'max-content' }}
              columns={[
                { key: 'at', title: say('custody.at'), render: (_, line) => showInstant(line.at) },
                { key: 'deed', title: say('custody.deed'), render: (_, line) => deedOf(line) },
                { key: 'who', title: say('custody.who'), render: (_, line) => whoOf(line) },
                {
                  key: 'where',
                  title: say('custody.where'),
                  render: (_, line) => (
                    <span title={line.agent}>{[line.address, deviceOf(line.agent)].filter(Boolean).join(' ')}</span>
                  ),
                },
              ]}
            />
          )
        }
      </Loading>
    </section>
  );
};

const whoOf = ({ actor }: CustodyLine): string => (actor.id === 'system' ? say('custody.machine') : actor.name);
