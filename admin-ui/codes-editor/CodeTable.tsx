import { Input, Space, Table, type TableProps } from 'antd';
import type { CodeItem } from '#engine/schema/types.gen.ts';
import { DayInput } from '../../runtime-ui/value/DayInput.tsx';
import { ChoiceField } from '../field/ChoiceField.tsx';
import { replaced } from '../field/rows.ts';
import { TitleField } from '../field/TitleField.tsx';
import { ScrollBox } from '../frame/ScrollBox.tsx';
import { say } from '../words.ts';
import { CodeTools } from './CodeTools.tsx';
import { type CodeRow, renamed } from './code-rows.ts';

export interface CodeTableProps {
  readonly items: readonly CodeItem[];
  readonly rows: readonly CodeRow[];
  /** Whether codes hold between days. */
  readonly dated: boolean;
  readonly change: (items: readonly CodeItem[]) => void;
  readonly addBelow: (parent: string) => void;
  readonly readOnly: boolean;
}

/** The codes with their boxes, each below its parent. */
export const CodeTable = (props: CodeTableProps) => (
  <ScrollBox>
    <Table<CodeRow>
      size="small"
      className="gap"
      rowKey="index"
      columns={columnsOf(props)}
      dataSource={[...props.rows]}
      pagination={{ pageSize: 30, showSizeChanger: false, hideOnSinglePage: true }}
    />
  </ScrollBox>
);

const columnsOf = (props: CodeTableProps): NonNullable<TableProps<CodeRow>['columns']> => [
  { title: say('codes.code'), width: 150, render: (_, row) => <CodeBox {...props} row={row} /> },
  { title: say('codes.title'), width: 360, render: (_, row) => <TitleBox {...props} row={row} /> },
  { title: say('codes-editor.parent'), width: 200, render: (_, row) => <ParentBox {...props} row={row} /> },
  ...(props.dated
    ? (['from', 'to'] as const).map((name) => ({
        title: say(`codes.${name}`),
        width: 140,
        render: (_: unknown, row: CodeRow) => <DayBox {...props} row={row} name={name} />,
      }))
    : []),
  { title: say('releases.tools'), width: 150, render: (_, row) => <CodeTools {...props} row={row} /> },
];

type BoxProps = CodeTableProps & { readonly row: CodeRow };

const cell = (code: string, name: string): string => say('codes-editor.cell', { code, name });

/** The item with some members put otherwise; an empty one is left out. */
const withPart = (item: CodeItem, part: Readonly<Record<string, string | undefined>>): CodeItem =>
  Object.fromEntries(
    Object.entries({ ...item, ...part }).filter(([, one]) => one !== undefined && one !== ''),
  ) as unknown as CodeItem;

const CodeBox = ({ items, change, readOnly, row: { item, index, depth } }: BoxProps) => {
  const twice = items.filter(({ code }) => code === item.code).length > 1;
  return (
    <div style={{ paddingInlineStart: `${depth}em` }}>
      <Input
        aria-label={cell(item.code, say('codes.code'))}
        className="key-input"
        maxLength={40}
        disabled={readOnly}
        value={item.code}
        {...(twice && { status: 'error' as const })}
        onChange={(event) => change(renamed(items, index, event.target.value.trim()))}
      />
    </div>
  );
};

const TitleBox = ({ items, change, readOnly, row: { item, index } }: BoxProps) => (
  <TitleField
    id={`code-${index}`}
    label={cell(item.code, say('codes.title'))}
    readOnly={readOnly}
    value={item.title}
    change={(title) => title && change(replaced(items, index, { ...item, title }))}
  />
);

const ParentBox = ({ items, change, readOnly, row: { item, index } }: BoxProps) => (
  <ChoiceField
    id={`code-${index}-parent`}
    label={cell(item.code, say('codes-editor.parent'))}
    optional
    readOnly={readOnly}
    options={items
      .filter(({ code }) => code !== item.code)
      .map(({ code, title }) => ({ value: code, label: title.zh || code, search: `${title.zh} ${code}` }))}
    value={item.parent}
    change={(parent) => change(replaced(items, index, withPart(item, { parent })))}
  />
);

const DayBox = ({
  items,
  change,
  readOnly,
  row: { item, index },
  name,
}: BoxProps & { readonly name: 'from' | 'to' }) => (
  <Space>
    <DayInput
      label={cell(item.code, say(`codes.${name}`))}
      disabled={readOnly}
      value={item[name] ?? ''}
      change={(day) => change(replaced(items, index, withPart(item, { [name]: day })))}
    />
  </Space>
);
