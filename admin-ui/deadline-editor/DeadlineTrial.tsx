import { Alert, Card, Form, Select } from 'antd';
import { useState } from 'react';
import { dueUnder } from '#engine/deadline/due-under.ts';
import type { DeadlineDefinition } from '#engine/schema/types.gen.ts';
import { isCivilDate, toCivilDate } from '#engine/time.ts';
import { useSession } from '../../runtime-ui/session/session.ts';
import { DayInput } from '../../runtime-ui/value/DayInput.tsx';
import type { Pack } from '../catalog/pack.ts';
import { dimensionsOf } from '../parameter/dimensions.ts';
import { say, sayIfKnown, speech } from '../words.ts';

interface DeadlineTrialProps {
  readonly deadline: DeadlineDefinition;
  readonly pack: Pack;
}

/** When the deadline would be due if it began on a day, step by step. */
export const DeadlineTrial = ({ deadline, pack }: DeadlineTrialProps) => {
  const { me } = useSession();
  const { definitions } = pack.catalog;
  const [start, setStart] = useState(toCivilDate(me.now));
  const [picked, pick] = useState<Readonly<Record<string, string>>>({});
  const parameter = definitions.parameter.get(deadline.duration?.parameter ?? '');
  const dimensions = parameter ? dimensionsOf(pack.catalog, parameter, speech()) : [];
  const first = Object.fromEntries(dimensions.map(({ name, choices }) => [name, choices[0]?.code ?? '']));
  const chosen: Readonly<Record<string, string>> = { ...first, ...picked };
  const due = isCivilDate(start)
    ? dueUnder(
        { ...definitions, deadline: new Map([[deadline.key, deadline]]) },
        { deadline: deadline.key, start, dimensions: chosen },
      )
    : undefined;
  return (
    <Card size="small" className="lookup" title={<h2>{say('deadline-editor.trial')}</h2>}>
      <Form layout="vertical" component={false}>
        <Form.Item label={say('deadline-editor.start')} htmlFor="deadline-start">
          <DayInput id="deadline-start" value={start} change={setStart} />
        </Form.Item>
        {dimensions.map(({ name, title, choices }) => (
          <Form.Item key={name} label={title} htmlFor={`deadline-${name}`}>
            <Select
              id={`deadline-${name}`}
              placeholder={say('lookup.choose')}
              value={chosen[name] ?? null}
              onChange={(code) => pick({ ...picked, [name]: code ?? '' })}
              options={choices.map(({ code, title: label }) => ({ value: code, label }))}
            />
          </Form.Item>
        ))}
      </Form>
      <div aria-live="polite">
        {due?.due ? (
          <Alert
            type={due.provisional ? 'warning' : 'success'}
            title={<strong className="amount">{say('deadline-editor.due', { due: due.due })}</strong>}
            description={
              <ul className="plain">
                {due.steps.map((step) => (
                  <li key={JSON.stringify(step)}>{stepWords(step)}</li>
                ))}
              </ul>
            }
          />
        ) : (
          <Alert type="warning" title={say('deadline-editor.none')} />
        )}
      </div>
    </Card>
  );
};

const stepWords = (step: object): string => {
  const {
    kind = '',
    unit = '',
    years = [],
    ...rest
  } = step as {
    readonly kind?: string;
    readonly unit?: string;
    readonly years?: readonly number[];
  };
  if (kind === 'assumed') return say('deadline-editor.provisional', { years: years.join(say('comma')) });
  return sayIfKnown(`deadline-editor.step.${kind}`, { ...rest, unit: sayIfKnown(`unit.${unit}`) ?? unit }) ?? '';
};
