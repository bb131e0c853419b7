import { Select } from 'antd';
import { textSetting } from '#engine/form/settings.ts';
import { say } from '../words.ts';
import { fieldsSeenFrom } from './fields-seen.ts';
import type { SettingInputProps } from './setting-props.ts';

interface OtherFieldInputProps extends SettingInputProps {
  readonly value: unknown;
  readonly set: (value: unknown) => void;
}

/** Another field of the same type that a value may not be before or after. */
export const OtherFieldInput = ({
  id,
  label,
  form,
  pointer,
  component,
  value,
  set,
  readOnly,
}: OtherFieldInputProps) => (
  <Select
    id={id}
    aria-label={label}
    className="choice-field"
    allowClear
    showSearch={{ optionFilterProp: 'label' }}
    disabled={readOnly}
    placeholder={say('lookup.choose')}
    value={textSetting(value) ?? null}
    options={fieldsSeenFrom(form, pointer)
      .filter(({ type }) => type === component.type)
      .map(({ path, title }) => ({ value: path, label: title }))}
    onChange={(next: string | undefined) => set(next)}
  />
);
