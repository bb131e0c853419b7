import { Button, Form } from 'antd';
import { useState } from 'react';
import { toCivilDate } from '#engine/time.ts';
import type { Rule, Trial } from '../../runtime-ui/answer/rules.ts';
import { api } from '../../runtime-ui/api.ts';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { TrialResult } from '../../runtime-ui/rules/TrialResult.tsx';
import { useSession } from '../../runtime-ui/session/session.ts';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { DayInput } from '../../runtime-ui/value/DayInput.tsx';
import { usePack } from '../catalog/pack-context.ts';
import { PreviewedRecord } from '../publish/PreviewedRecord.tsx';
import { useRun } from '../publish/use-run.ts';
import { RuleTrial } from '../trial/RuleTrial.tsx';
import type { PreviewAnswer } from '../types.ts';
import { say } from '../words.ts';
import type { RuleSetEditorProps } from './outcome-props.ts';

/** The rules as the draft has them, tried on one record and on everything there is. */
export const WholeTrial = (props: RuleSetEditorProps) =>
  props.value.subject === undefined ? <OfRecords {...props} /> : <OfSubjects {...props} />;

/** Whom a rule set over many records would hit by the draft, against the definitions in force. */
const OfSubjects = ({ value, draft }: RuleSetEditorProps) => {
  const [asOf, setAsOf] = useState(toCivilDate(useSession().me.now));
  const rules = useLoaded('rules', () => api.get<Rule[]>('/rules'));
  const rule = rules.value?.find(({ key }) => key === value.key);
  const trial = useRun(() =>
    api.once<Trial>('POST', `/rules/${encodeURIComponent(value.key)}/simulate`, {
      draft,
      ...(asOf !== '' && { asOf }),
    }),
  );
  return (
    <section className="whole-trial">
      <p className="muted">{say('rule-editor.wholeHint')}</p>
      <Form.Item label={say('preview.asOf')} htmlFor="whole-date" className="preview-date">
        <DayInput id="whole-date" value={asOf} change={setAsOf} disabled={trial.busy} />
      </Form.Item>
      <Button type="primary" loading={trial.busy} onClick={() => trial.run()}>
        {say('rule-editor.whole')}
      </Button>
      {trial.problem && <ShowProblem problem={trial.problem} again={() => trial.run()} />}
      {trial.value && (
        <>
          <p className="whole-count" role="status">
            {say('rule-editor.hits', hitsOf(trial.value))}
          </p>
          {rule && <TrialResult key={JSON.stringify(trial.value.counts)} rule={rule} trial={trial.value} />}
        </>
      )}
    </section>
  );
};

/** How many are hit now and by the draft. */
const hitsOf = ({ counts }: Trial) => ({
  before: counts.leaves + counts.level + counts.stays,
  after: counts.enters + counts.level + counts.stays,
});

/** One record, or all open ones: those that would be judged otherwise are listed with both traces. */
const OfRecords = ({ value, pack, draft }: RuleSetEditorProps) => {
  const { value: before } = usePack();
  const preview = useRun(() =>
    api.once<PreviewAnswer>('POST', `/drafts/${encodeURIComponent(draft)}/preview`, { skip: 0, limit: 20 }),
  );
  const ours = preview.value?.changes.filter(({ rulesets }) => rulesets.some(({ key }) => key === value.key)) ?? [];
  return (
    <section className="whole-trial">
      <RuleTrial ruleSet={value} pack={pack} draft={draft} />
      <h3>{say('rule-editor.whole')}</h3>
      <p className="muted">{say('rule-editor.wholeHint')}</p>
      <Button loading={preview.busy} onClick={() => preview.run()}>
        {say('rule-editor.whole')}
      </Button>
      {preview.problem && <ShowProblem problem={preview.problem} again={() => preview.run()} />}
      {preview.value && (
        <p role="status">
          {say(preview.value.changed === 0 ? 'preview.nothing' : 'preview.changed', {
            examined: preview.value.examined,
            changed: preview.value.changed,
          })}
        </p>
      )}
      {before && ours.map((one) => <PreviewedRecord key={one.record._id} change={one} before={before} after={pack} />)}
    </section>
  );
};
