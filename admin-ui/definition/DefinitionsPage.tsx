import { Empty, Input, Radio, Table, type TableProps } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { Loading } from '../../runtime-ui/frame/Loading.tsx';
import { go } from '../../runtime-ui/router.ts';
import { titled } from '../../runtime-ui/words.ts';
import { allKinds, type DefinitionEntry, definitionAddress, entriesOf, filterEntries } from '../catalog/entries.ts';
import type { Pack } from '../catalog/pack.ts';
import { usePack } from '../catalog/pack-context.ts';
import { say, sayIfKnown } from '../words.ts';

/** Every definition in force, by kind, with a search over titles, keys and modules. */
export const DefinitionsPage = ({ query }: { readonly query: URLSearchParams }) => {
  const pack = usePack();
  return (
    <>
      <h1>{say('definitions.title')}</h1>
      <Loading of={pack}>{(value) => <Definitions pack={value} query={query} />}</Loading>
    </>
  );
};

const keep = (kind: string, words: string): void => {
  const query = new URLSearchParams({ ...(kind && { kind }), ...(words && { q: words }) }).toString();
  history.replaceState(null, '', query ? `?${query}` : location.pathname);
};

const Definitions = ({ pack, query }: { readonly pack: Pack; readonly query: URLSearchParams }) => {
  const [kind, setKind] = useState(query.get('kind') ?? '');
  const [words, setWords] = useState(query.get('q') ?? '');
  const entries = useMemo(() => entriesOf(pack), [pack]);
  const found = filterEntries(entries, { words });
  const choose = (nextKind: string, nextWords: string) => {
    setKind(nextKind);
    setWords(nextWords);
    keep(nextKind, nextWords);
  };
  const shown = filterEntries(found, { kind });
  return (
    <>
      <Input.Search
        allowClear
        className="list-search"
        aria-label={say('definitions.search')}
        placeholder={say('definitions.search')}
        value={words}
        onChange={(event) => choose(kind, event.target.value)}
      />
      <Radio.Group
        className="kinds"
        optionType="button"
        aria-label={say('definitions.kind')}
        value={kind}
        onChange={(event) => choose(event.target.value, words)}
        options={kindOptions(found)}
      />
      <EntryTable entries={shown} pack={pack} withKind={kind === ''} />
    </>
  );
};

const kindOptions = (entries: readonly DefinitionEntry[]) => [
  { value: '', label: say('definitions.all', { count: entries.length }) },
  ...allKinds.flatMap((kind) => {
    const count = filterEntries(entries, { kind }).length;
    return count === 0 ? [] : [{ value: kind, label: `${sayIfKnown(`kind.${kind}`) ?? kind} ${count}` }];
  }),
];

interface EntryTableProps {
  readonly entries: readonly DefinitionEntry[];
  readonly pack: Pack;
  readonly withKind: boolean;
}

const EntryTable = ({ entries, pack, withKind }: EntryTableProps) => {
  const moduleTitle = (key: string) =>
    titled(pack.catalog.definitions.module.get(key)?.title) || (sayIfKnown(`module.${key}`) ?? key);
  const columns: TableProps<DefinitionEntry>['columns'] = [
    {
      title: say('definitions.name'),
      render: (_, entry) => <Link to={definitionAddress(entry.kind, entry.key)}>{titled(entry.title)}</Link>,
    },
    ...(withKind
      ? [
          {
            title: say('definitions.kind'),
            width: 130,
            render: (_: unknown, entry: DefinitionEntry) => sayIfKnown(`kind.${entry.kind}`),
          },
        ]
      : []),
    {
      title: say('definitions.module'),
      width: 160,
      responsive: ['md'],
      render: (_, entry) => moduleTitle(entry.module),
    },
    { title: say('definitions.key'), width: 260, responsive: ['md'], render: (_, entry) => <code>{entry.key}</code> },
  ];
  return (
    <Table<DefinitionEntry>
      size="small"
      rowKey="file"
      columns={columns}
      dataSource={[...entries]}
      pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
      locale={{ emptyText: <Empty description={say('definitions.none')} /> }}
      onRow={(entry) => ({ onDoubleClick: () => go(definitionAddress(entry.kind, entry.key)) })}
    />
  );
};
