import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { Component } from '#engine/form/form.ts';
import { gridTypes } from '#engine/form/form.ts';
import { titleOf } from '#engine/form/settings.ts';
import { treeOf } from '#engine/form/tree.ts';
import { isObject } from '#engine/json.ts';
import type { FormDefinition } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import { RowsEditor } from '../field/RowsEditor.tsx';
import { say } from '../words.ts';
import { type Calculation, calculationOf, type Operand, withCalculation } from './calculation.ts';
import { fieldsSeenFrom } from './fields-seen.ts';

interface CalculationInputProps {
  readonly id: string;
  readonly component: Component;
  readonly pointer: string;
  readonly form: FormDefinition;
  readonly put: (next: Component) => void;
  readonly readOnly: boolean;
}

const beginnings: Readonly<Record<Calculation['kind'], Calculation>> = {
  none: { kind: 'none' },
  terms: { kind: 'terms', sign: '+', operands: [{ number: 0 }, { number: 0 }], whole: false },
  sum: { kind: 'sum', grid: '', cell: '' },
  collect: { kind: 'collect', grid: '', cell: '' },
  other: { kind: 'other', logic: { var: 'data.field' } },
};

/** What a field is calculated from: chosen fields and signs, a column of rows, or JSONLogic; never a program. */
export const CalculationInput = (props: CalculationInputProps) => {
  const { id, component, put, readOnly } = props;
  const calculation = calculationOf(component);
  const set = (next: Calculation) => put(withCalculation(component, next));
  return (
    <div className="calculation-input">
      <Select
        id={id}
        aria-label={say('formEditor.calculation')}
        className="choice-field"
        disabled={readOnly}
        value={calculation.kind}
        options={(['none', 'terms', 'sum', 'collect', 'other'] as const).map((kind) => ({
          value: kind,
          label: say(`formEditor.calculation.${kind}`),
        }))}
        onChange={(kind) => set(beginnings[kind])}
      />
      {calculation.kind === 'terms' && <Terms {...props} calculation={calculation} set={set} />}
      {(calculation.kind === 'sum' || calculation.kind === 'collect') && (
        <Column {...props} calculation={calculation} set={set} />
      )}
      {calculation.kind === 'other' && <Logic {...props} logic={calculation.logic} set={set} />}
    </div>
  );
};

interface TermsProps extends CalculationInputProps {
  readonly calculation: Extract<Calculation, { kind: 'terms' }>;
  readonly set: (next: Calculation) => void;
}

const numeric: ReadonlySet<string> = new Set(['number', 'money', 'decimal']);
const number = '#';

const Terms = ({ id, form, pointer, calculation, set, readOnly }: TermsProps) => {
  const around = treeOf(form).nodes.find((node) => node.pointer === pointer);
  const options = fieldsSeenFrom(form, pointer)
    .filter(({ type }) => numeric.has(type))
    .map(({ path, title, inRow }) => ({
      value: inRow ? `row.${path.split('.').at(-1)}` : `data.${path}`,
      label: title,
    }));
  const write = (operand: Operand, put: (row: Operand) => void, chosen: string) =>
    put(chosen === number ? { number: 'number' in operand ? operand.number : 0 } : { field: chosen });
  return (
    <>
      <Select
        id={`${id}-sign`}
        aria-label={say('formEditor.calculation.sign')}
        disabled={readOnly || around === undefined}
        value={calculation.sign}
        options={(['+', '-', '*', '/'] as const).map((sign) => ({
          value: sign,
          label: say(`formEditor.calculation.sign.${signWords[sign]}`),
        }))}
        onChange={(sign) => set({ ...calculation, sign })}
      />
      <RowsEditor<Operand>
        rows={calculation.operands}
        change={(operands) => set({ ...calculation, operands })}
        fresh={() => (options[0] ? { field: options[0].value } : { number: 0 })}
        label={(_, index) => say('formEditor.calculation.operand', { number: index + 1 })}
        add={say('formEditor.calculation.add')}
        least={1}
        readOnly={readOnly}
      >
        {(row, put, index) => (
          <div className="condition-row">
            <Select
              aria-label={say('formEditor.calculation.operand', { number: index + 1 })}
              className="choice-field"
              disabled={readOnly}
              value={'number' in row ? number : row.field}
              options={[{ value: number, label: say('formEditor.calculation.number') }, ...options]}
              onChange={(chosen) => write(row, put, chosen)}
            />
            {'number' in row && (
              <InputNumber
                controls={false}
                aria-label={say('formEditor.calculation.number')}
                disabled={readOnly}
                value={row.number}
                onChange={(next) => put({ number: next ?? 0 })}
              />
            )}
          </div>
        )}
      </RowsEditor>
      <Checkbox
        disabled={readOnly}
        checked={calculation.whole}
        onChange={(event) => set({ ...calculation, whole: event.target.checked })}
      >
        {say('formEditor.calculation.whole')}
      </Checkbox>
    </>
  );
};

const signWords = { '+': 'plus', '-': 'minus', '*': 'times', '/': 'by' } as const;

interface ColumnProps extends CalculationInputProps {
  readonly calculation: Extract<Calculation, { kind: 'sum' | 'collect' }>;
  readonly set: (next: Calculation) => void;
}

const Column = ({ id, form, calculation, set, readOnly }: ColumnProps) => {
  const grids = treeOf(form).nodes.filter(({ type, grids: around }) => gridTypes.has(type) && around.length === 0);
  const grid = grids.find(({ path }) => `data.${path}` === calculation.grid);
  const cells = treeOf({ components: [grid?.component ?? {}] }).nodes.filter(({ role }) => role === 'leaf');
  return (
    <div className="condition-row">
      <Select
        id={`${id}-grid`}
        aria-label={say('formEditor.calculation.grid')}
        className="choice-field"
        disabled={readOnly}
        value={calculation.grid || null}
        placeholder={say('formEditor.calculation.grid')}
        options={grids.map(({ path, component }) => ({ value: `data.${path}`, label: titled(titleOf(component)) }))}
        onChange={(chosen) => set({ ...calculation, grid: chosen, cell: '' })}
      />
      <Select
        id={`${id}-cell`}
        aria-label={say('formEditor.calculation.cell')}
        className="choice-field"
        disabled={readOnly}
        value={calculation.cell || null}
        placeholder={say('formEditor.calculation.cell')}
        options={cells.map(({ key, component }) => ({ value: key, label: titled(titleOf(component)) }))}
        onChange={(cell) => set({ ...calculation, cell })}
      />
    </div>
  );
};

interface LogicProps extends CalculationInputProps {
  readonly logic: unknown;
  readonly set: (next: Calculation) => void;
}

/** JSONLogic as text: it is data that is checked, not a program that is run. */
const Logic = ({ id, logic, set, readOnly }: LogicProps) => {
  const [text, setText] = useState(() => JSON.stringify(logic, null, 1));
  const [broken, setBroken] = useState(false);
  const write = (next: string) => {
    setText(next);
    try {
      const parsed: unknown = JSON.parse(next);
      setBroken(!isObject(parsed));
      if (isObject(parsed)) set({ kind: 'other', logic: parsed });
    } catch {
      setBroken(true);
    }
  };
  return (
    <>
      <Input.TextArea
        id={`${id}-logic`}
        aria-label={say('formEditor.calculation.other')}
        className="logic-text"
        spellCheck={false}
        disabled={readOnly}
        {...(broken && { status: 'error' as const, 'aria-invalid': true })}
        autoSize={{ minRows: 4, maxRows: 14 }}
        value={text}
        onChange={(event) => write(event.target.value)}
      />
      <p className="muted">{say('formEditor.calculation.logicHint')}</p>
    </>
  );
};
