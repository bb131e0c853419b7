import { Input, InputNumber, Select, Space } from 'antd';
import type { Component } from '#engine/form/form.ts';
import { numberSetting, textSetting } from '#engine/form/settings.ts';
import type { FormDefinition } from '#engine/schema/types.gen.ts';
import { readAmount, showAmount } from '../../runtime-ui/form/amount-text.ts';
import { DayInput } from '../../runtime-ui/value/DayInput.tsx';
import type { Pack } from '../catalog/pack.ts';
import { RowsEditor } from '../field/RowsEditor.tsx';
import { say, sayIfKnown } from '../words.ts';
import { asking, asksValue, type ConditionRow, operatorsFor, showingOf, withShowing } from './condition-rows.ts';
import { choicesOf } from './field-choices.ts';
import { fieldsSeenFrom, type SeenField } from './fields-seen.ts';

interface ConditionInputProps {
  readonly id: string;
  readonly component: Component;
  readonly pointer: string;
  readonly form: FormDefinition;
  readonly pack: Pack;
  readonly put: (next: Component) => void;
  readonly readOnly: boolean;
}

/** When a component is shown: questions to other fields, typed as those fields are. */
export const ConditionInput = ({ id, component, pointer, form, pack, put, readOnly }: ConditionInputProps) => {
  const showing = showingOf(component);
  const fields = fieldsSeenFrom(form, pointer);
  const write = (part: Partial<typeof showing>) => put(withShowing(component, { ...showing, ...part }));
  return (
    <div className="condition-input">
      {showing.rows.length > 0 && (
        <Space wrap size="small">
          <Select
            id={`${id}-show`}
            aria-label={say('formEditor.condition.effect')}
            disabled={readOnly}
            value={showing.show}
            options={[true, false].map((value) => ({
              value,
              label: say(value ? 'formEditor.condition.show' : 'formEditor.condition.hide'),
            }))}
            onChange={(show) => write({ show })}
          />
          <Select
            id={`${id}-conjunction`}
            aria-label={say('formEditor.condition.conjunction')}
            disabled={readOnly}
            value={showing.conjunction}
            options={(['all', 'any'] as const).map((value) => ({ value, label: say(`formEditor.condition.${value}`) }))}
            onChange={(conjunction) => write({ conjunction })}
          />
        </Space>
      )}
      <RowsEditor
        rows={showing.rows}
        change={(rows) => write({ rows })}
        fresh={() => asking(fields[0]?.path ?? '', fields[0]?.type ?? '')}
        label={(row) => fields.find(({ path }) => path === row.component)?.title ?? row.component}
        add={say('formEditor.condition.add')}
        readOnly={readOnly || fields.length === 0}
        fixed
      >
        {(row, set, index) => (
          <Row id={`${id}-${index}`} row={row} set={set} fields={fields} pack={pack} readOnly={readOnly} />
        )}
      </RowsEditor>
    </div>
  );
};

interface RowProps {
  readonly id: string;
  readonly row: ConditionRow;
  readonly set: (row: ConditionRow) => void;
  readonly fields: readonly SeenField[];
  readonly pack: Pack;
  readonly readOnly: boolean;
}

const Row = ({ id, row, set, fields, pack, readOnly }: RowProps) => {
  const field = fields.find(({ path }) => path === row.component);
  const known = field === undefined ? [{ value: row.component, label: row.component }] : [];
  return (
    <div className="condition-row">
      <Select
        id={`${id}-field`}
        aria-label={say('formEditor.condition.field')}
        className="choice-field"
        showSearch={{ optionFilterProp: 'label' }}
        disabled={readOnly}
        value={row.component}
        options={[...known, ...fields.map(({ path, title }) => ({ value: path, label: title }))]}
        onChange={(path) => set(asking(path, fields.find((one) => one.path === path)?.type ?? ''))}
      />
      <Select
        id={`${id}-operator`}
        aria-label={say('formEditor.condition.operator')}
        disabled={readOnly}
        value={row.operator}
        options={operatorsFor(field?.type ?? 'textfield').map((value) => ({
          value,
          label: sayIfKnown(`formEditor.operator.${value}`) ?? value,
        }))}
        onChange={(operator) =>
          set({ component: row.component, operator, ...(asksValue(operator) && { value: row.value ?? '' }) })
        }
      />
      {asksValue(row.operator) && (
        <Value id={`${id}-value`} row={row} set={set} field={field} pack={pack} readOnly={readOnly} />
      )}
    </div>
  );
};

interface ValueProps extends Omit<RowProps, 'fields'> {
  readonly field: SeenField | undefined;
}

const Value = ({ id, row, set, field, pack, readOnly }: ValueProps) => {
  const label = say('formEditor.condition.value');
  const put = (value: unknown) => set({ ...row, value });
  const type = field?.type ?? 'textfield';
  const choices = field && choicesOf(field.component, pack);
  const common = { id, 'aria-label': label, disabled: readOnly };
  if (type === 'checkbox' || choices !== undefined)
    return (
      <Select
        {...common}
        className="choice-field"
        showSearch={{ optionFilterProp: 'label' }}
        value={row.value === '' ? null : row.value}
        placeholder={say('lookup.choose')}
        options={
          choices ?? [true, false].map((value) => ({ value: value as unknown, label: say(value ? 'yes' : 'no') }))
        }
        onChange={put}
      />
    );
  if (type === 'number')
    return (
      <InputNumber
        controls={false}
        {...common}
        value={numberSetting(row.value) ?? null}
        onChange={(next) => put(next ?? '')}
      />
    );
  if (type === 'datetime')
    return (
      <DayInput
        id={id}
        label={label}
        disabled={readOnly}
        value={textSetting(row.value)?.slice(0, 10) ?? ''}
        change={put}
      />
    );
  if (type === 'money')
    return (
      <Input
        {...common}
        suffix={say('formEditor.yuan')}
        defaultValue={showAmount(numberSetting(row.value))}
        onChange={(event) => put(readAmount(event.target.value))}
      />
    );
  return <Input {...common} value={String(row.value ?? '')} onChange={(event) => put(event.target.value)} />;
};
