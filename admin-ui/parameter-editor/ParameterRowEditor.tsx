import { Button, Card, Form, Input, Select, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Catalog } from '#engine/definition/catalog.ts';
import type { ParameterDefinition } from '#engine/schema/types.gen.ts';
import { DayInput } from '../../runtime-ui/value/DayInput.tsx';
import type { Dimension } from '../parameter/dimensions.ts';
import type { ParameterRow, RowFault, RowField } from '../parameter/parameter-rows.ts';
import { say, sayIfKnown } from '../words.ts';
import { AreaInput } from './AreaInput.tsx';
import { ValueInput } from './ValueInput.tsx';

interface ParameterRowEditorProps {
  readonly row: ParameterRow;
  readonly parameter: ParameterDefinition;
  readonly catalog: Catalog;
  readonly dimensions: readonly Dimension[];
  readonly faults: readonly RowFault[];
  readonly readOnly: boolean;
  /** Just added: the cursor goes to its value. */
  readonly fresh: boolean;
  readonly change: (row: ParameterRow) => void;
  /** Adds a later value for whom this one holds. */
  readonly follow: () => void;
  readonly remove: (() => void) | undefined;
}

/** One dated value: when it begins, what it is, for whom it holds and on what basis. */
export const ParameterRowEditor = (props: ParameterRowEditorProps) => {
  const { row, parameter, catalog, dimensions, faults, readOnly, fresh, change, follow, remove } = props;
  const id = (name: string) => `value-${row.id}-${name}`;
  const set = (part: Partial<ParameterRow>) => change({ ...row, ...part });
  const item = (field: RowField, label: string, children: ReactNode) => (
    <Item field={field} label={label} id={id(field)} faults={faults}>
      {children}
    </Item>
  );
  return (
    <Card size="small" className="value-row">
      <Form layout="vertical" disabled={readOnly} component={false}>
        <div className="value-grid">
          {item(
            'value',
            say('parameter.member.value'),
            <ValueInput id={id('value')} row={row} parameter={parameter} catalog={catalog} set={set} fresh={fresh} />,
          )}
          {item(
            'from',
            say('parameter.member.from'),
            <DayInput id={id('from')} value={row.from} change={(from) => set({ from })} />,
          )}
          {item(
            'to',
            say('parameter.member.to'),
            <DayInput id={id('to')} value={row.to} change={(to) => set({ to })} />,
          )}
          {dimensions.map((dimension) => (
            <Form.Item key={dimension.name} label={dimension.title} htmlFor={id(dimension.name)}>
              <DimensionSelect id={id(dimension.name)} dimension={dimension} row={row} set={set} />
            </Form.Item>
          ))}
          {item(
            'area',
            say('parameter.member.area'),
            <AreaInput id={id('area')} row={row} catalog={catalog} set={set} />,
          )}
          <Form.Item label={say('parameter.member.mark')} htmlFor={id('mark')}>
            <Select
              id={id('mark')}
              value={row.mark}
              onChange={(mark) => set({ mark })}
              options={['', 'verified', 'secondary', 'recalled', 'placeholder'].map((value) => ({
                value,
                label: value === '' ? say('mark.none') : sayIfKnown(`mark.${value}`),
              }))}
            />
          </Form.Item>
          <div className="wide">
            {item(
              'basis',
              say('parameter.member.basis'),
              <Input
                id={id('basis')}
                maxLength={400}
                value={row.basis}
                onChange={(event) => set({ basis: event.target.value })}
              />,
            )}
          </div>
        </div>
      </Form>
      {!readOnly && (
        <div className="row-tools">
          {row.mark === 'placeholder' && <Tag color="gold">{say('mark.placeholder')}</Tag>}
          <Button size="small" onClick={follow}>
            {say('parameter.follow')}
          </Button>
          {remove && (
            <Button size="small" danger onClick={remove}>
              {say('parameter.remove')}
            </Button>
          )}
        </div>
      )}
    </Card>
  );
};

interface ItemProps {
  readonly field: RowField;
  readonly label: string;
  readonly id: string;
  readonly faults: readonly RowFault[];
  readonly children: ReactNode;
}

const Item = ({ field, label, id, faults, children }: ItemProps) => {
  const fault = faults.find((one) => one.field === field);
  const help = fault && (sayIfKnown(`parameter.fault.${fault.code}`) ?? fault.code);
  return (
    <Form.Item label={label} htmlFor={id} {...(help && { help, validateStatus: 'error' as const })}>
      {children}
    </Form.Item>
  );
};

interface DimensionSelectProps {
  readonly id: string;
  readonly dimension: Dimension;
  readonly row: ParameterRow;
  readonly set: (part: Partial<ParameterRow>) => void;
}

/** A dimension left open means the value holds whatever it is. */
const DimensionSelect = ({ id, dimension, row, set }: DimensionSelectProps) => {
  const choose = (code: string) => {
    const { [dimension.name]: _left, ...others } = row.when;
    set({ when: code === '' ? others : { ...others, [dimension.name]: code } });
  };
  return (
    <Select
      id={id}
      value={row.when[dimension.name] ?? ''}
      onChange={choose}
      options={[
        { value: '', label: say('parameter.any') },
        ...dimension.choices.map(({ code, title }) => ({ value: code, label: title })),
      ]}
    />
  );
};
