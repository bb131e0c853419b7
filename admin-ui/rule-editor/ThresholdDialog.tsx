import { Modal } from 'antd';
import { useState } from 'react';
import type { ParameterDefinition } from '#engine/schema/types.gen.ts';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { titled } from '../../runtime-ui/words.ts';
import { useAction } from '../frame/use-action.ts';
import { ValueRows } from '../parameter-editor/ValueRows.tsx';
import { say } from '../words.ts';
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
  const [edited, setEdited] = useState(parameter);
  const [held, hold] = useState(false);
  const { busy, problem, act } = useAction();
  const save = () =>
    void act(async () => {
      await changeWith(ruleSet, [{ kind: 'parameter', key: edited.key, value: edited }]);
      close();
    });
  return (
    <Modal
      open
      width={900}
      title={say('rule-editor.valuesOf', { name: titled(parameter.title) })}
      okText={say('editor.save')}
      okButtonProps={{ loading: busy, disabled: readOnly || held }}
      onOk={save}
      onCancel={close}
    >
      {problem && <ShowProblem problem={problem} />}
      <ValueRows
        parameter={edited}
        pack={pack}
        readOnly={readOnly}
        change={(values) => setEdited({ ...edited, values })}
        hold={hold}
      />
    </Modal>
  );
};
