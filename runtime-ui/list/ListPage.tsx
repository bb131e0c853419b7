import { Button, Empty } from 'antd';
import { useState } from 'react';
import type { Described, DescribedView } from '../answer/modules.ts';
import type { StoredRecord } from '../answer/records.ts';
import { api } from '../api.ts';
import { Icon } from '../frame/Icon.tsx';
import { Loading } from '../frame/Loading.tsx';
import { go, useLocation } from '../router.ts';
import { useLoaded } from '../use-loaded.ts';
import { loadModule } from '../value/lookup.ts';
import { say, titled } from '../words.ts';
import { ColumnChooser } from './ColumnChooser.tsx';
import { hiddenColumns, hideColumns } from './columns.ts';
import {
  apiFilterQuery,
  apiListQuery,
  type ListQuery,
  type RecordPage,
  readListQuery,
  readRange,
  writeListQuery,
} from './list-query.ts';
import { OfReport } from './OfReport.tsx';
import { OfWords } from './OfWords.tsx';
import { QueryArea } from './QueryArea.tsx';
import { RecordTable } from './RecordTable.tsx';
import { ViewTabs } from './ViewTabs.tsx';

const load = async (module: string, query: ListQuery, view: string | undefined): Promise<RecordPage> => {
  const { body, headers } = await api.page<StoredRecord[]>(`/records/${module}${apiListQuery(query, view)}`);
  return { records: body, ...readRange(headers, body.length) };
};

interface ListPageProps {
  readonly module: string;
  readonly view?: string;
}

/** The list of a module, or one of its views: query area, columns, sorting, paging, export and the way to a new record. */
export const ListPage = ({ module, view }: ListPageProps) => {
  const described = useLoaded(`module ${module}`, () => loadModule(module));
  return (
    <Loading of={described}>
      {(value) => {
        const tabs = value.views.filter(({ tab }) => tab);
        if (view === undefined) return <List described={value} tabs={tabs} />;
        const asked = value.views.find(({ key }) => key === view);
        return asked ? (
          <List described={asView(value, asked)} view={asked} tabs={asked.tab ? tabs : []} />
        ) : (
          <Empty description={say('list.noView')} />
        );
      }}
    </Loading>
  );
};

/** The module as a view shows it. */
const asView = (described: Described, { title, columns, query, sort, tab }: DescribedView): Described => ({
  ...described,
  // Over its tabs stands what the module is called.
  title: tab ? described.title : title,
  columns,
  query,
  sort,
});

interface ListProps {
  /** With the columns, conditions and order of the view. */
  readonly described: Described;
  readonly view?: DescribedView;
  readonly tabs: readonly DescribedView[];
}

const List = ({ described, view, tabs }: ListProps) => {
  const module = described.key;
  const place = view === undefined ? `/m/${module}` : `/v/${module}/${view.key}`;
  const chosen = view === undefined ? module : `${module}.${view.key}`;
  const location = useLocation();
  const query = readListQuery(location.query);
  const page = useLoaded(`${place} ${writeListQuery(query)}`, () => load(module, query, view?.key));
  const [hidden, setHidden] = useState(() => hiddenColumns(chosen));
  const ask = (next: ListQuery) => go(`${place}${writeListQuery(next)}`);
  const hide = (next: ReadonlySet<string>) => {
    hideColumns(chosen, next);
    setHidden(next);
  };
  return (
    <>
      <div className="page-head">
        <h1>{titled(described.title)}</h1>
        <div className="page-tools">
          {described.mayCreate && described.parent === null && view?.create !== false && (
            <Button type="primary" icon={<Icon name="plus-lg" />} onClick={() => go(`/m/${module}/new`)}>
              {say('list.create')}
            </Button>
          )}
          {described.imports.length > 0 && view === undefined && (
            <Button icon={<Icon name="upload" />} onClick={() => go(`/imports?of=${module}`)}>
              {say('list.import')}
            </Button>
          )}
          {described.operations.includes('export') && (
            <Button
              icon={<Icon name="download" />}
              href={`/api/records/${module}/export.xlsx${apiFilterQuery(query, view?.key)}`}
              download={`${view?.key ?? module}.xlsx`}
            >
              {say('list.export')}
            </Button>
          )}
          <ColumnChooser columns={described.columns} hidden={hidden} hide={hide} />
        </div>
      </div>
      <ViewTabs module={module} tabs={tabs} view={view?.key} />
      {view?.help && <p className="hint">{titled(view.help)}</p>}
      <OfReport module={module} filters={query.filters} />
      <OfWords module={module} filters={query.filters} />
      <QueryArea
        key={writeListQuery({ ...query, page: 1, sort: undefined })}
        columns={described.query}
        described={described}
        filters={query.filters}
        own={described.parent === null}
        ask={(filters) => {
          // The same question again is a wish for fresh answers.
          if (writeListQuery({ ...query, filters, page: 1 }) === writeListQuery(query)) void page.reload();
          else ask({ ...query, filters, page: 1 });
        }}
      />
      <RecordTable
        described={described}
        actions={view?.actions ?? []}
        hidden={hidden}
        query={query}
        page={page}
        ask={ask}
      />
    </>
  );
};
