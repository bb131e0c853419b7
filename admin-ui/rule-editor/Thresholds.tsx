import { Button } from 'antd';
import { useState } from 'react';
import { parameterIn } from '#engine/parameter/profile.ts';
import type { ParameterDefinition } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import { useSession } from '../../runtime-ui/session/session.ts';
import { titled } from '../../runtime-ui/words.ts';
import type { Pack } from '../catalog/pack.ts';
import { showParameterValue } from '../parameter/show-parameter.ts';
import { say, speech } from '../words.ts';
import type { RuleSetEditorProps } from './outcome-props.ts';
import { ThresholdDialog } from './ThresholdDialog.tsx';

interface ThresholdsProps extends RuleSetEditorProps {
  readonly keys: readonly string[];
}

/** The parameters a rule compares with, each with what holds today, to be changed in the same draft. */
export const Thresholds = (props: ThresholdsProps) => {
  const { keys, pack, readOnly } = props;
  const [open, setOpen] = useState<string>();
  const parameters = keys.flatMap((key) => pack.catalog.definitions.parameter.get(key) ?? []);
  const opened = parameters.find(({ key }) => key === open);
  const today = toCivilDate(useSession().me.now);
  if (parameters.length === 0) return null;
  return (
    <>
      <ul className="plain thresholds">
        {parameters.map((parameter) => (
          <li key={parameter.key} data-parameter={parameter.key}>
            <span>{titled(parameter.title)}</span> <strong>{inForce(parameter, pack, today)}</strong>{' '}
            <Button size="small" onClick={() => setOpen(parameter.key)}>
              {say(readOnly ? 'rule-editor.showValues' : 'rule-editor.changeValue')}
            </Button>
          </li>
        ))}
      </ul>
      {opened && <ThresholdDialog {...props} parameter={opened} close={() => setOpen(undefined)} />}
    </>
  );
};

const inForce = (parameter: ParameterDefinition, pack: Pack, date: string): string => {
  const answer = parameterIn(pack.catalog.definitions.parameter, parameter.key, { date });
  if (answer === undefined) return say('rule-editor.byDimension', { count: parameter.values.length });
  return showParameterValue(pack.catalog, parameter, answer.value, speech());
};
