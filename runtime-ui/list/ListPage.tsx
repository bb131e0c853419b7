import { Button } from 'antd';
import { useState } from 'react';
import type { Described } from '../answer/modules.ts';
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
import { QueryArea } from './QueryArea.tsx';
import { RecordTable } from './RecordTable.tsx';

const load = async (module: string, query: ListQuery): Promise<RecordPage> => {
  const { body, headers } = await api.page<StoredRecord[]>(`/records/${module}${apiListQuery(query)}`);
  return { records: body, ...readRange(headers, body.length) };
};

/** The list of a module: query area, columns, sorting, paging, export and the way to a new record. */
export const ListPage = ({ module }: { readonly module: string }) => {
  const described = useLoaded(`module ${module}`, () => loadModule(module));
  return <Loading of={described}>{(value) => <List described={value} />}</Loading>;
};

const List = ({ described }: { readonly described: Described }) => {
  const module = described.key;
  const location = useLocation();
  const query = readListQuery(location.query);
  const page = useLoaded(`${module} ${writeListQuery(query)}`, () => load(module, query));
  const [hidden, setHidden] = useState(() => hiddenColumns(module));
  const ask = (next: ListQuery) => go(`/m/${module}${writeListQuery(next)}`);
  const hide = (next: ReadonlySet<string>) => {
    hideColumns(module, next);
    setHidden(next);
  };
  return (
    <>
      <div className="page-head">
        <h1>{titled(described.title)}</h1>
        <div className="page-tools">
          {described.mayCreate && described.parent === null && (
            <Button type="primary" icon={<Icon name="plus-lg" />} onClick={() => go(`/m/${module}/new`)}>
              {say('list.create')}
            </Button>
          )}
          {described.imports.length > 0 && (
            <Button icon={<Icon name="upload" />} onClick={() => go(`/imports?of=${module}`)}>
              {say('list.import')}
            </Button>
          )}
          {described.operations.includes('export') && (
            <Button
              icon={<Icon name="download" />}
              href={`/api/records/${module}/export.xlsx${apiFilterQuery(query)}`}
              download={`${module}.xlsx`}
            >
              {say('list.export')}
            </Button>
          )}
          <ColumnChooser columns={described.columns} hidden={hidden} hide={hide} />
        </div>
      </div>
      <OfReport module={module} filters={query.filters} />
      <QueryArea
        key={writeListQuery({ ...query, page: 1, sort: undefined })}
        columns={described.query}
        described={described}
        filters={query.filters}
        ask={(filters) => {
          // The same question again is a wish for fresh answers.
          if (writeListQuery({ ...query, filters, page: 1 }) === writeListQuery(query)) void page.reload();
          else ask({ ...query, filters, page: 1 });
        }}
      />
      <RecordTable described={described} hidden={hidden} query={query} page={page} ask={ask} />
    </>
  );
};
