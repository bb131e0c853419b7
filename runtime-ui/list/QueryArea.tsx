import { Button, Checkbox, Form, Grid } from 'antd';
import { useState } from 'react';
import type { Column, Described } from '../answer/modules.ts';
import { Icon } from '../frame/Icon.tsx';
import { useNarrow } from '../frame/use-narrow.ts';
import { say } from '../words.ts';
import { columnTitle } from './columns.ts';
import { QueryField } from './QueryField.tsx';

interface QueryAreaProps {
  readonly columns: readonly Column[];
  readonly described: Described;
  readonly filters: ReadonlyMap<string, string>;
  /** Whether one may ask for one's own work alone. */
  readonly own?: boolean;
  readonly ask: (filters: ReadonlyMap<string, string>) => void;
}

/** As many conditions as stand in the first two rows; the rest is folded away. */
const firstWide = 6;
const firstNarrow = 2;

/** The conditions of a list, each by the type of its field. Enter asks. */
export const QueryArea = ({ columns, described, filters, own = false, ask }: QueryAreaProps) => {
  const first = (Grid.useBreakpoint().md ?? true) ? firstWide : firstNarrow;
  const [draft, setDraft] = useState(filters);
  const [all, setAll] = useState(() => columns.slice(first).some((column) => isUsed(column, filters)));
  const narrow = useNarrow();
  const [folded, fold] = useState(filters.size === 0);
  if (columns.length === 0) return null;
  const change = (name: string, value: string) => {
    const next = new Map(draft);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setDraft(next);
  };
  if (narrow && folded)
    return (
      <Button block className="query-folded" icon={<Icon name="search" />} onClick={() => fold(false)}>
        {say('list.conditions')}
      </Button>
    );
  return (
    <Form className="query-area" layout="vertical" onFinish={() => ask(draft)}>
      <div className="query-fields">
        {(all ? columns : columns.slice(0, first)).map((column) => (
          <Form.Item key={column.field} label={columnTitle(column)} htmlFor={`query-${column.field}`}>
            <QueryField
              column={column}
              described={described}
              id={`query-${column.field}`}
              filters={draft}
              change={change}
            />
          </Form.Item>
        ))}
      </div>
      <div className="query-tools">
        <Button type="primary" htmlType="submit" icon={<Icon name="search" />}>
          {say('list.query')}
        </Button>
        <Button
          onClick={() => {
            setDraft(new Map());
            ask(new Map());
          }}
        >
          {say('list.reset')}
        </Button>
        {own && (
          <Checkbox
            checked={draft.get('mine') === 'true'}
            onChange={({ target }) => change('mine', target.checked ? 'true' : '')}
          >
            {say('list.mine')}
          </Checkbox>
        )}
        {columns.length > first && (
          <Button type="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {say(all ? 'list.fewer' : 'list.more')}
          </Button>
        )}
      </div>
    </Form>
  );
};

const isUsed = (column: Column, filters: ReadonlyMap<string, string>): boolean => {
  const name = column.field.replace('$', '');
  return [...filters.keys()].some((key) => key === name || key.startsWith(`${name}__`));
};
