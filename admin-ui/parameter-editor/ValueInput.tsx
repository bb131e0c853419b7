import { Input, Select, Space } from 'antd';
import type { Catalog } from '#engine/definition/catalog.ts';
import type { ParameterDefinition } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import { durationUnits, type ParameterRow } from '../parameter/parameter-rows.ts';
import { say, sayIfKnown } from '../words.ts';

interface ValueInputProps {
  readonly id: string;
  readonly row: ParameterRow;
  readonly parameter: ParameterDefinition;
  readonly catalog: Catalog;
  readonly set: (part: Partial<ParameterRow>) => void;
  readonly fresh: boolean;
}

/** The box for a value by the type of its parameter; money is typed in yuan. */
export const ValueInput = ({ id, row, parameter, catalog, set, fresh }: ValueInputProps) => {
  const codes = catalog.definitions.codes.get(parameter.codes ?? '')?.items ?? [];
  const options = codes.map((item) => ({ value: item.code, label: titled(item.title) }));
  const type = (text: string) => set({ text });
  switch (parameter.type) {
    case 'boolean':
      return (
        <Select
          id={id}
          value={row.text}
          onChange={type}
          options={[
            { value: 'true', label: say('yes') },
            { value: 'false', label: say('no') },
          ]}
        />
      );
    case 'code':
      return options.length > 0 ? (
        <Select id={id} value={row.text} onChange={type} options={options} />
      ) : (
        <Plain {...{ id, row, type, fresh }} />
      );
    case 'codes':
      return (
        <Select
          id={id}
          mode="multiple"
          value={row.text === '' ? [] : row.text.split(',')}
          onChange={(chosen: string[]) => type(chosen.join(','))}
          options={options}
        />
      );
    case 'duration':
      return (
        <Space.Compact block>
          <Plain {...{ id, row, type, fresh }} />
          <Select
            aria-label={say('parameter.unit')}
            className="unit"
            value={row.unit}
            onChange={(unit) => set({ unit })}
            options={durationUnits.map((unit) => ({ value: unit, label: sayIfKnown(`unit.${unit}`) }))}
          />
        </Space.Compact>
      );
    case 'money':
      return (
        <Input
          id={id}
          inputMode="decimal"
          autoFocus={fresh}
          suffix={say('value.yuan')}
          value={row.text}
          onChange={(event) => type(event.target.value)}
        />
      );
    default:
      return <Plain {...{ id, row, type, fresh }} />;
  }
};

const Plain = ({
  id,
  row,
  type,
  fresh,
}: Pick<ValueInputProps, 'id' | 'row' | 'fresh'> & { readonly type: (text: string) => void }) => (
  <Input id={id} autoFocus={fresh} value={row.text} onChange={(event) => type(event.target.value)} />
);
