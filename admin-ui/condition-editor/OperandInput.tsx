import { InputNumber, Select } from 'antd';
import { operandShift } from '#engine/condition/condition.ts';
import type { Operator } from '#engine/condition/operator/operator.ts';
import type { Catalog } from '#engine/definition/catalog.ts';
import { isObject } from '#engine/json.ts';
import { titled } from '../../runtime-ui/words.ts';
import { ChoiceField } from '../field/ChoiceField.tsx';
import { say } from '../words.ts';
import { FactSelect } from './FactSelect.tsx';
import type { FactChoice } from './fact-choice.ts';
import { LiteralInput, type LiteralProps, LiteralsInput } from './LiteralInput.tsx';
import {
  comparable,
  comparableParameters,
  firstValue,
  type OperandWays,
  openWays,
  pathOfWay,
  type Way,
  wayOf,
} from './operand-ways.ts';

interface OperandInputProps {
  readonly fact: FactChoice;
  readonly operator: Operator;
  readonly facts: readonly FactChoice[];
  readonly catalog: Catalog;
  readonly ways: OperandWays;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
  readonly place: string;
  readonly readOnly: boolean;
}

/** The right-hand side of a comparison: a value, another fact, a parameter, or a field of another record. */
export const OperandInput = (props: OperandInputProps) => {
  const { fact, operator, facts, catalog, ways, value, change, place, readOnly } = props;
  const way = wayOf(value, ways);
  const open = openWays(operator, fact, facts, ways);
  const shown = open.includes(way) ? open : [...open, way];
  const turn = (next: Way) => change(startOf(next, props));
  const { parameter } = ways;
  return (
    <span className="condition-operand">
      {shown.length > 1 && (
        <Select<Way>
          aria-label={say('condition-editor.way', { place })}
          className="condition-way"
          popupMatchSelectWidth={false}
          disabled={readOnly}
          value={way}
          onChange={turn}
          options={shown.map((one) => ({ value: one, label: say(`condition-editor.way.${one}`) }))}
        />
      )}
      {way === 'value' && <Plain {...props} />}
      {way === 'parameter' && parameter && (
        <ChoiceField
          id={`parameter-${place}`.replaceAll(/\s+/g, '-')}
          label={say('condition-editor.parameter', { place })}
          readOnly={readOnly}
          value={parameter.read(value)}
          change={(key) => change(parameter.write(key ?? ''))}
          options={comparableParameters(operator, fact, catalog.definitions.parameter.values()).map(
            ({ key, title }) => ({
              value: key,
              label: titled(title),
              search: `${titled(title)} ${key}`.toLowerCase(),
            }),
          )}
        />
      )}
      {way !== 'value' && way !== 'parameter' && <OtherFact {...props} way={way} />}
    </span>
  );
};

/** What an operand begins with when it is given another way. */
const startOf = (way: Way, { fact, operator, facts, catalog, ways }: OperandInputProps): unknown => {
  const first = (of: readonly FactChoice[] | undefined) => comparable(operator, fact, of ?? [])[0]?.name ?? '';
  switch (way) {
    case 'fact':
      return { fact: first(facts) };
    case 'each':
      return { each: first(ways.each) };
    case 'of':
      return { of: first(ways.of) };
    case 'parameter': {
      const [parameter] = comparableParameters(operator, fact, catalog.definitions.parameter.values());
      return ways.parameter?.write(parameter?.key ?? '');
    }
    default:
      return firstValue(operator, fact.type);
  }
};

const Plain = ({ fact, operator, catalog, value, change, place, readOnly }: OperandInputProps) => {
  const label = say('condition-editor.value', { place });
  const props: LiteralProps = { fact, catalog, label, value, change, disabled: readOnly };
  if (operator.operand === 'list' || operator.operand === 'ids') return <LiteralsInput {...props} />;
  if (operator.operand !== 'range') return <LiteralInput {...props} />;
  const [low, high]: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <>
      <LiteralInput {...props} value={low} label={`${label} 1`} change={(next) => change([next, high])} />
      <span aria-hidden="true">{say('condition-editor.to')}</span>
      <LiteralInput {...props} value={high} label={`${label} 2`} change={(next) => change([low, next])} />
    </>
  );
};

const OtherFact = (props: OperandInputProps & { readonly way: 'fact' | 'each' | 'of' }) => {
  const { fact, operator, facts, ways, value, change, place, readOnly, way } = props;
  const from = way === 'fact' ? facts : (ways[way] ?? []);
  const shift = operandShift(value);
  return (
    <>
      <FactSelect
        facts={comparable(operator, fact, from)}
        value={pathOfWay(value, way)}
        disabled={readOnly}
        label={say('condition-editor.other', { place })}
        change={({ name }) => change({ [way]: name, ...(shift !== undefined && { plus: shift }) })}
      />
      {way === 'fact' && fact.type === 'date' && (
        <ShiftInput
          {...{ shift, place, readOnly }}
          change={(plus) => change({ fact: pathOfWay(value, way), ...(plus && { plus }) })}
        />
      )}
    </>
  );
};

interface ShiftInputProps {
  readonly shift: unknown;
  readonly change: (plus: Readonly<Record<string, number>> | undefined) => void;
  readonly place: string;
  readonly readOnly: boolean;
}

/** How far a day is moved, back or on. */
const ShiftInput = ({ shift, change, place, readOnly }: ShiftInputProps) => {
  const [unit = 'days', length = 0] = Object.entries(isObject(shift) ? shift : {})[0] ?? [];
  const put = (next: string, count: number) => change(count === 0 ? undefined : { [next]: count });
  return (
    <span className="condition-shift">
      <InputNumber
        aria-label={say('condition-editor.shift', { place })}
        className="condition-number"
        precision={0}
        disabled={readOnly}
        value={Number(length)}
        onChange={(count) => put(unit, Number(count ?? 0))}
      />
      <Select
        aria-label={say('condition-editor.shiftUnit', { place })}
        popupMatchSelectWidth={false}
        disabled={readOnly}
        value={unit}
        onChange={(next) => put(next, Number(length))}
        options={[
          { value: 'days', label: say('condition-editor.days') },
          { value: 'months', label: say('condition-editor.months') },
        ]}
      />
    </span>
  );
};
