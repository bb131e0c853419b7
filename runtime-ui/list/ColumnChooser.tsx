import { Button, Checkbox, Popover } from 'antd';
import type { Column } from '../answer/modules.ts';
import { Icon } from '../frame/Icon.tsx';
import { say } from '../words.ts';
import { columnTitle } from './columns.ts';

interface ColumnChooserProps {
  readonly columns: readonly Column[];
  readonly hidden: ReadonlySet<string>;
  readonly hide: (hidden: ReadonlySet<string>) => void;
}

/** Which columns are shown; kept in this browser. */
export const ColumnChooser = ({ columns, hidden, hide }: ColumnChooserProps) => {
  const shown = columns.map((column) => column.field).filter((field) => !hidden.has(field));
  const choose = (fields: readonly string[]) =>
    hide(new Set(columns.map((column) => column.field).filter((field) => !fields.includes(field))));
  const content = (
    <div className="column-chooser">
      <Checkbox.Group
        value={shown}
        onChange={(fields) => choose(fields.map(String))}
        options={columns.map((column) => ({ value: column.field, label: columnTitle(column) }))}
      />
      <Button size="small" onClick={() => hide(new Set())}>
        {say('list.allColumns')}
      </Button>
    </div>
  );
  return (
    <Popover content={content} title={say('list.columns')} trigger="click" placement="bottomRight">
      <Button icon={<Icon name="layout-three-columns" />}>{say('list.columns')}</Button>
    </Popover>
  );
};
