import { Input } from 'antd';
import { isObject } from '#engine/json.ts';
import { RowsEditor } from '../field/RowsEditor.tsx';
import { say } from '../words.ts';
import type { SettingInputProps } from './setting-props.ts';

interface Option {
  readonly label: string;
  readonly value: string;
}

interface OptionsInputProps extends SettingInputProps {
  readonly value: unknown;
  readonly set: (value: unknown) => void;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const optionsOf = (value: unknown): Option[] =>
  (Array.isArray(value) ? value : [])
    .filter(isObject)
    .map((one) => ({ ...one, label: textOf(one.label), value: textOf(one.value) }));

const freshOption = (rows: readonly Option[]): Option => {
  const taken = new Set(rows.map(({ value }) => value));
  let number = rows.length + 1;
  while (taken.has(String(number))) number += 1;
  return { label: say('formEditor.option', { number }), value: String(number) };
};

/** What a list of the form's own offers: the words and what is stored for them. */
export const OptionsInput = ({ id, value, set, readOnly }: OptionsInputProps) => (
  <RowsEditor
    rows={optionsOf(value)}
    change={set}
    fresh={freshOption}
    label={(row) => row.label || row.value}
    add={say('formEditor.addOption')}
    least={1}
    readOnly={readOnly}
  >
    {(row, put, index) => (
      <div className="option-row">
        <Input
          aria-label={say('formEditor.optionWords', { number: index + 1 })}
          id={`${id}-${index}-label`}
          value={row.label}
          maxLength={120}
          disabled={readOnly}
          onChange={(event) => put({ ...row, label: event.target.value })}
        />
        <Input
          aria-label={say('formEditor.optionValue', { number: index + 1 })}
          className="key-input"
          value={row.value}
          maxLength={64}
          disabled={readOnly}
          onChange={(event) => put({ ...row, value: event.target.value.trim() })}
        />
      </div>
    )}
  </RowsEditor>
);
