import { Button } from 'antd';
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { Icon } from '../../runtime-ui/frame/Icon.tsx';
import { say } from '../words.ts';
import './field.css';
import { idsFor, inserted, moved, type RowIds, replaced, without } from './rows.ts';

interface RowsEditorProps<R> {
  readonly rows: readonly R[];
  readonly change: (rows: readonly R[]) => void;
  /** A row as it is when it is added. */
  readonly fresh: (rows: readonly R[]) => R;
  /** What people call a row; the buttons are named by it. */
  readonly label: (row: R, index: number) => string;
  /** The boxes of one row. */
  readonly children: (row: R, set: (row: R) => void, index: number) => ReactNode;
  /** The words on the button that adds a row. */
  readonly add: string;
  readonly readOnly?: boolean | undefined;
  /** How many rows must stay. */
  readonly least?: number;
  /** Rows whose order means nothing are not moved. */
  readonly fixed?: boolean;
}

/** So many rows are drawn at first. */
const atFirst = 60;

/** Rows that are added, removed and moved, with buttons and with the keyboard (Alt with the arrows). */
export const RowsEditor = <R,>(props: RowsEditorProps<R>) => {
  const { rows, change, fresh, label, children, add, readOnly = false, least = 0, fixed = false } = props;
  const [known, setKnown] = useState<RowIds>([]);
  const [all, setAll] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const wanted = useRef<{ readonly row: number | undefined; readonly element?: Element | null }>(undefined);
  const ids = idsFor(known, rows.length);
  const write = (next: readonly R[], nextIds: RowIds) => {
    setKnown(nextIds);
    change(next);
  };
  useLayoutEffect(() => {
    const { current } = wanted;
    if (current === undefined) return;
    wanted.current = undefined;
    focusRow(box.current, current.row, current.element);
  });
  const move = (from: number, to: number) => {
    if (moved(rows, from, to) === rows) return;
    wanted.current = { row: ids[from], element: document.activeElement };
    write(moved(rows, from, to), moved(ids, from, to));
  };
  const append = () => {
    const longer = idsFor(ids, rows.length + 1);
    setAll(true);
    wanted.current = { row: longer.at(-1) };
    write(inserted(rows, rows.length, fresh(rows)), longer);
  };
  const remove = (index: number) => {
    wanted.current = { row: ids[index + 1] ?? ids[index - 1] };
    write(without(rows, index), without(ids, index));
  };
  const keys = (event: KeyboardEvent, index: number) => {
    if (readOnly || fixed || !event.altKey || !['ArrowUp', 'ArrowDown'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    move(index, event.key === 'ArrowUp' ? index - 1 : index + 1);
  };
  const shown = all ? rows : rows.slice(0, atFirst);
  return (
    <div className="rows-editor" ref={box}>
      <ul className="plain">
        {shown.map((row, index) => (
          <li key={ids[index]} data-row={ids[index]} onKeyDown={(event) => keys(event, index)}>
            <div className="row-boxes">{children(row, (next) => change(replaced(rows, index, next)), index)}</div>
            {!readOnly && (
              <RowButtons
                name={label(row, index)}
                up={fixed || index === 0 ? undefined : () => move(index, index - 1)}
                down={fixed || index === rows.length - 1 ? undefined : () => move(index, index + 1)}
                remove={rows.length > least ? () => remove(index) : undefined}
                fixed={fixed}
              />
            )}
          </li>
        ))}
      </ul>
      {shown.length < rows.length && (
        <Button size="small" type="link" onClick={() => setAll(true)}>
          {say('field.more', { count: rows.length - shown.length })}
        </Button>
      )}
      {!readOnly && (
        <Button size="small" type="dashed" className="row-add" onClick={append}>
          {add}
        </Button>
      )}
    </div>
  );
};

/** Where the cursor was, if that is still there; else the first box of the row; else the button that adds. */
const focusRow = (box: HTMLElement | null, row: number | undefined, element?: Element | null): void => {
  if (element instanceof HTMLElement && element.isConnected && box?.contains(element)) {
    element.focus();
    return;
  }
  const place = row === undefined ? null : box?.querySelector(`[data-row="${row}"]`);
  const first = place?.querySelector<HTMLElement>('input:not([disabled]), textarea, button');
  (first ?? box?.querySelector<HTMLElement>('.row-add'))?.focus();
};

interface RowButtonsProps {
  readonly name: string;
  readonly up: (() => void) | undefined;
  readonly down: (() => void) | undefined;
  readonly remove: (() => void) | undefined;
  readonly fixed: boolean;
}

const RowButtons = ({ name, up, down, remove, fixed }: RowButtonsProps) => (
  <div className="row-buttons">
    {!fixed && (
      <>
        <RowButton icon="arrow-up" words={say('field.up', { name })} act={up} />
        <RowButton icon="arrow-down" words={say('field.down', { name })} act={down} />
      </>
    )}
    <RowButton icon="trash" words={say('field.remove', { name })} act={remove} />
  </div>
);

interface RowButtonProps {
  readonly icon: string;
  readonly words: string;
  readonly act: (() => void) | undefined;
}

const RowButton = ({ icon, words, act }: RowButtonProps) => (
  <Button
    size="small"
    type="text"
    aria-label={words}
    title={words}
    disabled={act === undefined}
    icon={<Icon name={icon} />}
    onClick={act}
  />
);
