import { Button, Modal } from 'antd';
import { useMemo, useState } from 'react';
import type { ParameterDefinition } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { useSession } from '../../runtime-ui/session/session.ts';
import { titled } from '../../runtime-ui/words.ts';
import { ParameterRowEditor } from '../editor/ParameterRowEditor.tsx';
import { useAction } from '../frame/use-action.ts';
import { dimensionsOf } from '../parameter/dimensions.ts';
import { insertAfter, newRow, type ParameterRow, rowsOf, valuesOf } from '../parameter/parameter-rows.ts';
import { say, speech } from '../words.ts';
import type { RuleSetEditorProps } from './outcome-props.ts';

interface ThresholdDialogProps extends RuleSetEditorProps {
  readonly parameter: ParameterDefinition;
  readonly close: () => void;
}

/** The dated values of a parameter that a rule compares with; they are saved in the draft of the rule. */
export const ThresholdDialog = ({
  parameter,
  value: ruleSet,
  pack,
  readOnly,
  changeWith,
  close,
}: ThresholdDialogProps) => {
  const [rows, setRows] = useState(() => rowsOf(parameter));
  const [fresh, setFresh] = useState<string>();
  const [shown, setShown] = useState(false);
  const { busy, problem, act } = useAction();
  const today = toCivilDate(useSession().me.now);
  const { values, faults } = useMemo(() => valuesOf(parameter, rows), [parameter, rows]);
  const dimensions = dimensionsOf(pack.catalog, parameter, speech());
  const follow = (row: ParameterRow | undefined) => {
    const added = { ...newRow(rows, row), from: today };
    setFresh(added.id);
    setRows(insertAfter(rows, row, added));
  };
  const save = () => {
    setShown(true);
    const [first, ...rest] = values;
    if (first === undefined) return;
    void act(async () => {
      const value: ParameterDefinition = { ...parameter, values: [first, ...rest] };
      await changeWith(ruleSet, [{ kind: 'parameter', key: parameter.key, value }]);
      close();
    });
  };
  return (
    <Modal
      open
      width={900}
      title={say('rule-editor.valuesOf', { name: titled(parameter.title) })}
      okText={say('editor.save')}
      okButtonProps={{ loading: busy, disabled: readOnly }}
      onOk={save}
      onCancel={close}
    >
      {problem && <ShowProblem problem={problem} />}
      {rows.map((row) => (
        <ParameterRowEditor
          key={row.id}
          row={row}
          fresh={row.id === fresh}
          parameter={parameter}
          catalog={pack.catalog}
          dimensions={dimensions}
          faults={shown ? faults.filter((fault) => fault.row === row.id) : []}
          readOnly={readOnly}
          change={(next) => setRows(rows.map((one) => (one.id === next.id ? next : one)))}
          follow={() => follow(row)}
          remove={rows.length > 1 ? () => setRows(rows.filter((one) => one.id !== row.id)) : undefined}
        />
      ))}
      {!readOnly && (
        <Button block type="dashed" onClick={() => follow(undefined)}>
          {say('parameter.add')}
        </Button>
      )}
    </Modal>
  );
};
