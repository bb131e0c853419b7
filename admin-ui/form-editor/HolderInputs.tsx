import { Input, InputNumber } from 'antd';
import type { Component } from '#engine/form/form.ts';
import { titleOf } from '#engine/form/settings.ts';
import { isObject } from '#engine/json.ts';
import { titled } from '../../runtime-ui/words.ts';
import { RowsEditor } from '../field/RowsEditor.tsx';
import { say } from '../words.ts';
import type { SettingInputProps } from './setting-props.ts';

/** Columns lie in twelve parts of a line. */
const parts = 12;

const holdersOf = (value: unknown): Component[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The columns of a row with their widths, or the leaves of tabs with their labels. What holds fields is not removed. */
export const HolderInputs = ({ component, setting, put, readOnly }: SettingInputProps) => {
  const name = setting.path[0] ?? '';
  const tabs = setting.input === 'tabLabels';
  const holders = holdersOf(component[name]);
  const change = (next: readonly Component[]) => {
    const kept = holders.filter((one) => !next.includes(one) && next.length < holders.length);
    if (kept.every((one) => holdersOf(one.components).length === 0)) put({ ...component, [name]: next });
  };
  return (
    <RowsEditor
      rows={holders}
      change={change}
      fresh={(rows) =>
        tabs ? freshTab(rows) : { components: [], width: Math.floor(parts / (rows.length + 1)), size: 'md' }
      }
      label={(row, index) => (tabs ? titled(titleOf(row)) : say('formEditor.column', { number: index + 1 }))}
      add={say(tabs ? 'formEditor.addTab' : 'formEditor.addColumn')}
      least={1}
      readOnly={readOnly}
    >
      {(row, set, index) =>
        tabs ? (
          <Input
            aria-label={say('formEditor.tabLabel', { number: index + 1 })}
            value={String(row.label ?? '')}
            disabled={readOnly}
            onChange={(event) => set({ ...row, label: event.target.value })}
          />
        ) : (
          <InputNumber
            controls={false}
            aria-label={say('formEditor.columnWidth', { number: index + 1 })}
            min={1}
            max={parts}
            precision={0}
            disabled={readOnly}
            value={Number(row.width ?? parts)}
            onChange={(width) => set({ ...row, width: width ?? 1 })}
          />
        )
      }
    </RowsEditor>
  );
};

const freshTab = (rows: readonly Component[]): Component => {
  const keys = new Set(rows.map(({ key }) => key));
  let number = rows.length + 1;
  while (keys.has(`tab${number}`)) number += 1;
  return { key: `tab${number}`, label: String(number), components: [] };
};
