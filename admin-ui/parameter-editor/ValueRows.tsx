import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { canonicalJson } from '#engine/json.ts';
import type { ParameterDefinition } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import { useSession } from '../../runtime-ui/session/session.ts';
import type { Pack } from '../catalog/pack.ts';
import { dimensionsOf } from '../parameter/dimensions.ts';
import { insertAfter, newRow, type ParameterRow, rowsOf, valuesOf } from '../parameter/parameter-rows.ts';
import { say, speech } from '../words.ts';
import { ParameterRowEditor } from './ParameterRowEditor.tsx';

interface ValueRowsProps {
  readonly parameter: ParameterDefinition;
  readonly pack: Pack;
  readonly readOnly: boolean;
  readonly change: (values: ParameterDefinition['values']) => void;
  /** Told whether something typed is no value yet. */
  readonly hold: (unfinished: boolean) => void;
}

interface Typed {
  /** The values as they were before anything was typed. */
  readonly base: ParameterDefinition['values'];
  readonly rows: readonly ParameterRow[];
  /** The values last given or taken, as text. */
  readonly known: string;
}

const begun = (parameter: ParameterDefinition): Typed => ({
  base: parameter.values,
  rows: rowsOf(parameter),
  known: canonicalJson(parameter.values),
});

/** The dated values of a parameter, row by row; they are given on as soon as every row is sound. */
export const ValueRows = ({ parameter, pack, readOnly, change, hold }: ValueRowsProps) => {
  const [typed, setTyped] = useState(() => begun(parameter));
  const [fresh, setFresh] = useState<string>();
  const today = toCivilDate(useSession().me.now);
  // Values that came from elsewhere (taken back, typed as text) are shown instead of what was typed.
  if (canonicalJson(parameter.values) !== typed.known) setTyped(begun(parameter));
  const judge = (rows: readonly ParameterRow[]) => valuesOf({ ...parameter, values: typed.base }, rows);
  const { faults } = judge(typed.rows);
  const unfinished = faults.length > 0;
  useEffect(() => {
    hold(unfinished);
    return () => hold(false);
  }, [hold, unfinished]);
  const put = (rows: readonly ParameterRow[]) => {
    const [first, ...rest] = judge(rows).values;
    setTyped({ ...typed, rows, known: first === undefined ? typed.known : canonicalJson([first, ...rest]) });
    if (first !== undefined) change([first, ...rest]);
  };
  const follow = (row: ParameterRow | undefined) => {
    const added = { ...newRow(typed.rows, row), from: today };
    setFresh(added.id);
    put(insertAfter(typed.rows, row, added));
  };
  const dimensions = dimensionsOf(pack.catalog, parameter, speech());
  return (
    <>
      {typed.rows.map((row) => (
        <ParameterRowEditor
          key={row.id}
          row={row}
          fresh={row.id === fresh}
          parameter={parameter}
          catalog={pack.catalog}
          dimensions={dimensions}
          faults={faults.filter((fault) => fault.row === row.id)}
          readOnly={readOnly}
          change={(next) => put(typed.rows.map((one) => (one.id === next.id ? next : one)))}
          follow={() => follow(row)}
          remove={typed.rows.length > 1 ? () => put(typed.rows.filter((one) => one.id !== row.id)) : undefined}
        />
      ))}
      {!readOnly && (
        <Button block type="dashed" onClick={() => follow(undefined)}>
          {say('parameter.add')}
        </Button>
      )}
    </>
  );
};
