import { Input, InputNumber, Select, Switch } from 'antd';
import { numberSetting, textSetting, textsSetting } from '#engine/form/settings.ts';
import { readAmount, showAmount } from '../../runtime-ui/form/amount-text.ts';
import { DayInput } from '../../runtime-ui/value/DayInput.tsx';
import { say } from '../words.ts';
import { choicesOf, type FieldChoice } from './field-choices.ts';
import type { SettingInputProps } from './setting-props.ts';

interface DefaultInputProps extends SettingInputProps {
  readonly value: unknown;
  readonly set: (value: unknown) => void;
}

/** What a field begins with, typed as the field itself is. */
export const DefaultInput = (props: DefaultInputProps) => {
  const { id, label, component, pack, value, set, readOnly } = props;
  const type = String(component.type);
  const common = { id, 'aria-label': label, disabled: readOnly };
  const options = type === 'selectboxes' ? undefined : choicesOf(component, pack);
  if (options !== undefined) return <Choices {...props} options={options} />;
  if (type === 'checkbox')
    return <Switch {...common} size="small" checked={value === true} onChange={(on) => set(on || undefined)} />;
  if (type === 'number')
    return (
      <InputNumber
        controls={false}
        {...common}
        value={numberSetting(value) ?? null}
        onChange={(next) => set(next ?? undefined)}
      />
    );
  if (type === 'money') return <MoneyDefault {...props} />;
  if (type === 'datetime' && component.enableTime === false)
    return <DayInput id={id} label={label} disabled={readOnly} value={textSetting(value) ?? ''} change={set} />;
  const plain = ['textfield', 'textarea', 'email', 'decimal'].includes(type) && component.multiple !== true;
  if (!plain) return <span className="muted">{say('formEditor.noDefault')}</span>;
  return (
    <Input {...common} maxLength={400} value={textSetting(value) ?? ''} onChange={(event) => set(event.target.value)} />
  );
};

const Choices = ({
  id,
  label,
  component,
  value,
  set,
  readOnly,
  options,
}: DefaultInputProps & { readonly options: FieldChoice[] }) => {
  const several = component.multiple === true;
  return (
    <Select
      id={id}
      aria-label={label}
      className="choice-field"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      disabled={readOnly}
      placeholder={say('lookup.choose')}
      {...(several && { mode: 'multiple' as const })}
      value={several ? [...textsSetting(value)] : (textSetting(value) ?? null)}
      options={options}
      onChange={(next: unknown) => set(next ?? undefined)}
    />
  );
};

const MoneyDefault = ({ id, label, value, set, readOnly }: DefaultInputProps) => (
  <Input
    id={id}
    aria-label={label}
    inputMode="decimal"
    suffix={say('formEditor.yuan')}
    disabled={readOnly}
    defaultValue={showAmount(numberSetting(value))}
    onChange={(event) => {
      const amount = readAmount(event.target.value);
      if (amount === '' || typeof amount === 'number') set(amount === '' ? undefined : amount);
    }}
  />
);
