import { Button, Form } from 'antd';
import { useState } from 'react';
import { toCivilDate } from '#engine/time.ts';
import type { Rule, Trial } from '../answer/rules.ts';
import { type ApiProblem, api } from '../api.ts';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { useSession } from '../session/session.ts';
import { asProblem } from '../use-loaded.ts';
import { DayInput } from '../value/DayInput.tsx';
import { useModuleTitles } from '../value/lookup.ts';
import { say } from '../words.ts';
import { EachInputs, type RecordValues } from './EachInputs.tsx';
import { ParameterInput } from './ParameterInput.tsx';
import { TrialResult } from './TrialResult.tsx';
import { withValue } from './with-value.ts';

type Values = Readonly<Record<string, unknown>>;

/** Other values for the parameters of a rule set, and whom it would hit with them. */
export const TrialPanel = ({ rule }: { readonly rule: Rule }) => {
  const today = toCivilDate(useSession().me.now);
  const moduleTitle = useModuleTitles();
  const [values, setValues] = useState<Values>({});
  const [records, setRecords] = useState<RecordValues>({});
  const [asOf, setAsOf] = useState(today);
  const [trial, setTrial] = useState<Trial>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const changed =
    Object.keys(values).length + Object.values(records).reduce((sum, own) => sum + Object.keys(own).length, 0);
  const ask = async () => {
    setBusy(true);
    setProblem(undefined);
    const question = { parameters: values, records, ...(asOf !== '' && { asOf }) };
    await api.post<Trial>(`/rules/${rule.key}/simulate`, question).then(setTrial, (e) => setProblem(asProblem(e)));
    setBusy(false);
  };
  const set = (key: string, value: unknown, original: unknown) =>
    setValues((before) => withValue(before, { key, value, original }));
  return (
    <>
      <Form layout="vertical" className="query-area trial" onFinish={() => void ask()}>
        <div className="query-fields">
          {rule.parameters.map((parameter) => (
            <ParameterInput
              key={parameter.key}
              parameter={parameter}
              value={Object.hasOwn(values, parameter.key) ? values[parameter.key] : parameter.value}
              changed={Object.hasOwn(values, parameter.key)}
              change={(value) => set(parameter.key, value, parameter.single ? parameter.value : parameter.table)}
            />
          ))}
          <Form.Item label={say('rules.asOf')} htmlFor="trial-date">
            <DayInput id="trial-date" value={asOf} change={setAsOf} />
          </Form.Item>
        </div>
        {rule.each !== null && rule.records.length > 0 && (
          <EachInputs rule={rule} values={records} change={setRecords} title={moduleTitle(rule.each)} />
        )}
        <div className="query-tools">
          <Button type="primary" htmlType="submit" loading={busy}>
            {say('rules.try')}
          </Button>
          <Button
            onClick={() => {
              setValues({});
              setRecords({});
              setAsOf(today);
              setTrial(undefined);
            }}
          >
            {say('rules.reset')}
          </Button>
          {changed > 0 && <span className="hint">{say('rules.changed', { count: changed })}</span>}
        </div>
        <p className="hint">{say('rules.noEffect')}</p>
      </Form>
      {problem && <ShowProblem problem={problem} />}
      {trial && <TrialResult key={JSON.stringify(trial.counts)} rule={rule} trial={trial} />}
    </>
  );
};
