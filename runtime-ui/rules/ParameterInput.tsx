import { Form, Input, InputNumber, Switch } from 'antd';
import type { ReactNode } from 'react';
import type { ParameterRow, RuleParameter } from '../answer/rules.ts';
import { codeChoices } from '../value/choices.ts';
import { type Labels, useLabels } from '../value/lookup.ts';
import { PickInput } from '../value/PickInput.tsx';
import { showValue } from '../value/show-value.ts';
import { say, titled } from '../words.ts';

interface ParameterInputProps {
  readonly parameter: RuleParameter;
  readonly value: unknown;
  readonly changed: boolean;
  readonly change: (value: unknown) => void;
}

/** One parameter to be tried with another value, with what is in force below it. */
export const ParameterInput = (props: ParameterInputProps) => {
  const { parameter, changed } = props;
  const labels = useLabels();
  const id = `trial-${parameter.key}`;
  const title = titled(parameter.title);
  const name = parameter.unit === null || title.includes(parameter.unit) ? title : `${title} (${parameter.unit})`;
  return (
    <Form.Item
      label={<span id={`${id}-name`}>{name}</span>}
      htmlFor={id}
      className={changed ? 'trial-changed' : ''}
      extra={parameter.single ? inForce(parameter, labels) : tableInForce(parameter)}
    >
      {parameter.single ? (inputs[parameter.type] ?? words)(props, id) : <Table {...props} />}
    </Form.Item>
  );
};

const isRow = (value: unknown): value is ParameterRow =>
  typeof value === 'object' && value !== null && 'when' in value && 'value' in value;

const whenWords = ({ title }: ParameterRow): string => titled(title) || say('rules.otherwise');

const tableInForce = ({ table }: RuleParameter): string =>
  say('rules.tableInForce', {
    values: table.map((row) => `${whenWords(row)} ${String(row.value)}`).join(say('comma')),
  });

/** A value for each of its dimensions. */
const Table = ({ parameter, value, changed, change }: ParameterInputProps) => {
  const rows = Array.isArray(value) && value.every(isRow) ? value : parameter.table;
  return (
    <div className="trial-table">
      {rows.map((row, index) => {
        const id = `trial-${parameter.key}-${index}`;
        const put = (next: unknown) =>
          change(next === null ? null : rows.map((one, at) => (at === index ? { ...one, value: next } : one)));
        const field = { parameter, value: row.value, changed, change: put };
        return (
          <label key={id} htmlFor={id} id={`${id}-name`}>
            <span>{whenWords(row)}</span> {(inputs[parameter.type] ?? words)(field, id)}
          </label>
        );
      })}
    </div>
  );
};

const inForce = (parameter: RuleParameter, labels: Labels): string => {
  const { value, from, basis } = parameter;
  if (from === null) return '';
  const field = { type: parameter.type as 'text', codes: parameter.codes };
  const told = say('rules.inForce', { value: showValue(field, value, labels, ''), from });
  return basis === null ? told : `${told} ${basis}`;
};

type Shown = (props: ParameterInputProps, id: string) => ReactNode;

const number: Shown = ({ parameter: { type, min, max }, value, change }, id) => {
  const scale = type === 'money' ? 100 : 1;
  const given = Number(value);
  return (
    <InputNumber
      id={id}
      {...(min !== null && { min: min / scale })}
      {...(max !== null && { max: max / scale })}
      {...(type === 'integer' && { precision: 0 })}
      value={value === null || Number.isNaN(given) ? null : given / scale}
      onChange={(next) =>
        change(next === null ? null : type === 'decimal' ? String(next) : Math.round(Number(next) * scale))
      }
    />
  );
};

const pick: Shown = ({ parameter: { codes, type }, value, change }, id) => (
  <PickInput
    id={id}
    labelledBy={`${id}-name`}
    source={`codes ${codes ?? ''}`}
    load={() => codeChoices(codes ?? '')}
    multiple={type === 'codes'}
    value={value as string | readonly string[] | null}
    change={change}
  />
);

const words: Shown = ({ value, change }, id) => (
  <Input id={id} value={value === null ? '' : String(value)} onChange={(event) => change(event.target.value)} />
);

const inputs: Readonly<Record<string, Shown>> = {
  integer: number,
  number,
  decimal: number,
  money: number,
  code: pick,
  codes: pick,
  boolean: ({ value, change }, id) => (
    <Switch id={id} aria-labelledby={`${id}-name`} checked={value === true} onChange={change} />
  ),
};
