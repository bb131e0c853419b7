import { Select } from 'antd';
import { useState } from 'react';
import { say } from '../words.ts';
import './field.css';
import { matches, type ReferenceOption, withUnknown } from './reference-options.ts';

interface CommonProps {
  readonly id: string;
  readonly label: string;
  readonly options: readonly ReferenceOption[];
  readonly readOnly?: boolean | undefined;
  /** What no list holds may be typed. */
  readonly typed?: boolean | undefined;
}

interface ChoiceFieldProps extends CommonProps {
  readonly value: string | undefined;
  readonly change: (value: string | undefined) => void;
  readonly optional?: boolean | undefined;
}

interface ChoicesFieldProps extends CommonProps {
  readonly value: readonly string[];
  readonly change: (values: readonly string[]) => void;
}

const common = ({ id, label, options, readOnly = false }: CommonProps, chosen: readonly string[]) => ({
  id,
  'aria-label': label,
  className: 'choice-field',
  placeholder: say('lookup.choose'),
  disabled: readOnly,
  options: withUnknown(options, chosen),
  showSearch: { filterOption: matches },
  optionRender: ({ data }: { readonly data: ReferenceOption }) => (
    <span className="choice-option">
      {data.label} {data.label !== data.value && <code className="muted">{data.value}</code>}
    </span>
  ),
});

/** One of many, found by typing its words or its key. */
export const ChoiceField = (props: ChoiceFieldProps) => {
  const { value = '', change, optional = false, typed = false } = props;
  const [words, setWords] = useState('');
  const shown = common(props, typed ? [value, words] : [value]);
  return (
    <Select<string, ReferenceOption>
      {...shown}
      showSearch={{ filterOption: matches, ...(typed && { onSearch: setWords }) }}
      allowClear={optional && { label: say('field.clear', { name: props.label }) }}
      value={value === '' ? null : value}
      onChange={(chosen: string | null | undefined) => change(chosen ?? undefined)}
    />
  );
};

/** Several of many, in the order they are chosen. */
export const ChoicesField = (props: ChoicesFieldProps) => (
  <Select<string[], ReferenceOption>
    {...common(props, props.value)}
    mode={props.typed ? 'tags' : 'multiple'}
    value={[...props.value]}
    onChange={(chosen) => props.change(chosen)}
  />
);
