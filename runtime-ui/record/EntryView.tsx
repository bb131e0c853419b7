import { Descriptions, Table } from 'antd';
import type { FormDefinition } from '#engine/form/form.ts';
import { getPath, isObject } from '#engine/json.ts';
import type { Data } from '../answer/records.ts';
import { type Labels, useLabels } from '../value/lookup.ts';
import { showValue } from '../value/show-value.ts';
import { titled } from '../words.ts';
import { entrySections, type Section, type ShownGrid, type ShownLeaf } from './entry-sections.ts';
import { fillsRow } from './fills-row.ts';

interface EntryViewProps {
  readonly form: FormDefinition;
  readonly data: Data;
  readonly organization: string;
}

/** A filling of a form to be read. */
export const EntryView = ({ form, data, organization }: EntryViewProps) => (
  <div className="entry">
    {entrySections(form, data).map((section) => (
      <SectionView key={section.title?.zh ?? ''} section={section} organization={organization} />
    ))}
  </div>
);

const SectionView = ({ section, organization }: { readonly section: Section; readonly organization: string }) => {
  const labels = useLabels();
  const alone = fillsRow(section.leaves);
  return (
    <section>
      {section.title && <h4>{titled(section.title)}</h4>}
      {section.leaves.length > 0 && (
        <Descriptions
          bordered
          size="small"
          column={{ xs: 1, md: 2 }}
          items={section.leaves.map((leaf, index) => ({
            key: leaf.path,
            label: titled(leaf.title),
            ...(alone[index] && { span: 'filled' as const }),
            children: <LeafValue leaf={leaf} labels={labels} organization={organization} />,
          }))}
        />
      )}
      {section.grids.map((grid) => (
        <GridView key={grid.path} grid={grid} labels={labels} organization={organization} />
      ))}
    </section>
  );
};

interface LeafValueProps {
  readonly leaf: ShownLeaf;
  readonly labels: Labels;
  readonly organization: string;
}

const LeafValue = ({ leaf, labels, organization }: LeafValueProps) => {
  if (leaf.type === 'files' && Array.isArray(leaf.value)) return <FileLinks files={leaf.value.filter(isObject)} />;
  if (typeof leaf.value === 'string' && leaf.value.startsWith('data:image/')) {
    return <img src={leaf.value} alt={titled(leaf.title)} className="signature" />;
  }
  return <span className="value">{textOf(leaf, leaf.value, labels, organization)}</span>;
};

const textOf = (leaf: Omit<ShownLeaf, 'value'>, value: unknown, labels: Labels, organization: string): string =>
  leaf.labels.get(String(value)) ?? showValue(leaf, value, labels, organization);

const FileLinks = ({ files }: { readonly files: readonly Readonly<Record<string, unknown>>[] }) =>
  files.map((file) => (
    <a key={String(file.id)} href={`/api/files/${String(file.id)}`} className="file-link">
      {String(file.name ?? file.id)}
    </a>
  ));

const GridView = ({ grid, labels, organization }: { grid: ShownGrid; labels: Labels; organization: string }) => (
  <Table<Data>
    size="small"
    bordered
    pagination={false}
    title={() => titled(grid.title)}
    rowKey={(row) => String(grid.rows.indexOf(row))}
    dataSource={[...grid.rows]}
    scroll={{ x: 'max-content' }}
    columns={grid.columns.map((column) => ({
      key: column.path,
      title: titled(column.title),
      align: column.type === 'money' || column.type === 'decimal' || column.type === 'integer' ? 'right' : 'left',
      render: (_: unknown, row: Data) => textOf(column, getPath(row, column.path), labels, organization),
    }))}
  />
);
