import { Input, InputNumber, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { fileKinds } from '#engine/file/endings.ts';
import { checks } from '#engine/form/check/checks.ts';
import { numberSetting, textSetting, textsSetting, wordsOf } from '#engine/form/settings.ts';
import { readAmount, showAmount } from '../../runtime-ui/form/amount-text.ts';
import { ReferenceField } from '../field/ReferenceField.tsx';
import { TitleField } from '../field/TitleField.tsx';
import { say, sayIfKnown } from '../words.ts';
import { DayLimitInput } from './DayLimitInput.tsx';
import { DefaultInput } from './DefaultInput.tsx';
import { HolderInputs } from './HolderInputs.tsx';
import { OptionsInput } from './OptionsInput.tsx';
import { OtherFieldInput } from './OtherFieldInput.tsx';
import { plainText, textMarkup } from './plain-markup.ts';
import type { SettingInputProps } from './setting-props.ts';
import { type Setting, settingAt, switchOf, withSetting, withSwitch } from './settings.ts';

type Draw = (props: SettingInputProps, value: unknown, set: (value: unknown) => void) => ReactNode;

const textBox: Draw = ({ id, label, readOnly }, value, set) => (
  <Input
    id={id}
    aria-label={label}
    maxLength={500}
    disabled={readOnly}
    value={textSetting(value) ?? ''}
    onChange={(event) => set(event.target.value)}
  />
);

const numberBox =
  (least: number | undefined, whole: boolean): Draw =>
  ({ id, label, readOnly }, value, set) => (
    <InputNumber
      controls={false}
      id={id}
      aria-label={label}
      disabled={readOnly}
      value={numberSetting(value) ?? null}
      {...(least !== undefined && { min: least })}
      {...(whole && { precision: 0 })}
      onChange={(next) => set(next ?? undefined)}
    />
  );

const titleBox =
  (long: boolean): Draw =>
  ({ id, label, readOnly }, value, set) => (
    <TitleField id={id} label={label} value={wordsOf(value)} change={set} optional long={long} readOnly={readOnly} />
  );

const reference =
  (kind: string): Draw =>
  ({ id, label, pack, form, readOnly }, value, set) => (
    <ReferenceField
      id={id}
      label={label}
      pack={pack}
      kind={kind}
      module={form.module}
      value={textSetting(value)}
      change={set}
      optional
      readOnly={readOnly}
    />
  );

const choice =
  (names: readonly string[], words: string, several = false): Draw =>
  ({ id, label, readOnly }, value, set) => (
    <Select
      id={id}
      aria-label={label}
      className="choice-field"
      allowClear
      disabled={readOnly}
      {...(several && { mode: 'multiple' as const })}
      value={several ? textsSetting(value) : (textSetting(value) ?? null)}
      placeholder={say('lookup.choose')}
      options={names.map((name) => ({ value: name, label: sayIfKnown(`formEditor.${words}.${name}`) ?? name }))}
      onChange={(next: unknown) => set(next ?? undefined)}
    />
  );

const moneyBox: Draw = ({ id, label, readOnly }, value, set) => (
  <Input
    id={id}
    aria-label={label}
    inputMode="decimal"
    disabled={readOnly}
    suffix={say('formEditor.yuan')}
    defaultValue={showAmount(numberSetting(value))}
    onChange={(event) => {
      const amount = readAmount(event.target.value);
      if (amount === '' || typeof amount === 'number') set(amount === '' ? undefined : amount);
    }}
  />
);

const htmlBox: Draw = ({ id, label, readOnly }, value, set) => (
  <Input.TextArea
    id={id}
    aria-label={label}
    maxLength={4000}
    autoSize={{ minRows: 3, maxRows: 12 }}
    disabled={readOnly}
    value={plainText(textSetting(value) ?? '')}
    onChange={(event) => set(textMarkup(event.target.value))}
  />
);

const inputs: Readonly<Record<Setting['input'], Draw>> = {
  switch: ({ id, label, component, setting, put, readOnly }) => (
    <Switch
      id={id}
      aria-label={label}
      size="small"
      disabled={readOnly}
      checked={switchOf(component, setting)}
      onChange={(on) => put(withSwitch(component, setting, on))}
    />
  ),
  text: textBox,
  words: titleBox(false),
  longWords: titleBox(true),
  count: numberBox(0, true),
  number: numberBox(undefined, false),
  money: moneyBox,
  codes: reference('codes'),
  module: reference('module'),
  post: reference('post'),
  options: (props, value, set) => <OptionsInput {...props} value={value} set={set} />,
  check: choice(Object.keys(checks), 'check', true),
  day: (props, value, set) => <DayLimitInput {...props} value={value} set={set} />,
  otherField: (props, value, set) => <OtherFieldInput {...props} value={value} set={set} />,
  fileKinds: choice(fileKinds, 'files', true),
  sensitivity: choice(['personal', 'secret'], 'sensitivity'),
  mask: choice(['name', 'idNo', 'phone', 'all'], 'mask'),
  default: (props, value, set) => <DefaultInput {...props} value={value} set={set} />,
  html: htmlBox,
  widths: (props) => <HolderInputs {...props} />,
  tabLabels: (props) => <HolderInputs {...props} />,
};

/** The box for one setting of a component. */
export const SettingInput = (props: SettingInputProps) => {
  const { setting, component, put } = props;
  const set = (value: unknown) => put(withSetting(component, setting.path, value));
  return inputs[setting.input](props, settingAt(component, setting.path), set);
};
