import { Form, Select } from 'antd';
import { useState } from 'react';
import type { EachField, Rule, RuleParameter } from '../answer/rules.ts';
import { say } from '../words.ts';
import { ParameterInput } from './ParameterInput.tsx';
import { withValue } from './with-value.ts';

/** Values tried, by the id of the record and the path. */
export type RecordValues = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface EachInputsProps {
  readonly rule: Rule;
  readonly values: RecordValues;
  readonly change: (values: RecordValues) => void;
  /** What the records are called. */
  readonly title: string;
}

const numbers = new Set(['integer', 'number', 'decimal', 'money', 'boolean']);

/** The thresholds that stand in the records a rule set is asked for, one record at a time. */
export const EachInputs = ({ rule, values, change, title }: EachInputsProps) => {
  const [chosen, choose] = useState(rule.records[0]?.id);
  const record = rule.records.find(({ id }) => id === chosen);
  const name = ({ id, title: own }: Rule['records'][number]) => {
    const known = own || id;
    const count = Object.keys(values[id] ?? {}).length;
    return count === 0 ? known : `${known} (${say('rules.changed', { count })})`;
  };
  return (
    <>
      <Form.Item label={title} htmlFor="trial-each" className="trial-each">
        <Select
          id="trial-each"
          value={chosen ?? null}
          onChange={choose}
          options={rule.records.map((one) => ({ value: one.id, label: name(one) }))}
        />
      </Form.Item>
      {record && (
        <div className="query-fields" key={record.id}>
          {record.fields.filter(isThreshold).map((field) => {
            const own = values[record.id] ?? {};
            const isChanged = Object.hasOwn(own, field.path);
            return (
              <ParameterInput
                key={field.path}
                parameter={asParameter(field)}
                value={isChanged ? own[field.path] : field.value}
                changed={isChanged}
                change={(value) =>
                  change({
                    ...values,
                    [record.id]: withValue(own, { key: field.path, value, original: field.value }),
                  })
                }
              />
            );
          })}
        </div>
      )}
    </>
  );
};

const isThreshold = ({ type, value }: EachField): boolean => numbers.has(type) && value !== null;

const asParameter = ({ path, type, title, codes, value }: EachField): RuleParameter => ({
  key: path.replaceAll('.', '-'),
  title,
  type,
  unit: null,
  codes,
  min: null,
  max: null,
  single: true,
  table: [],
  value,
  from: null,
  basis: null,
});
