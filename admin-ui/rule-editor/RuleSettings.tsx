import { Checkbox, Input } from 'antd';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { DayInput } from '../../runtime-ui/value/DayInput.tsx';
import { moduleIn } from '../condition-editor/fact-choice.ts';
import { ChoicesField } from '../field/ChoiceField.tsx';
import { ReferencesField } from '../field/ReferenceField.tsx';
import { TitleField } from '../field/TitleField.tsx';
import { say } from '../words.ts';
import { Line } from './Line.tsx';
import type { RuleSetEditorProps } from './outcome-props.ts';
import { actionOptions } from './rule-options.ts';
import { SubjectEditor } from './SubjectEditor.tsx';

/** What the rule set is called, when it is asked, for which law and days, and whom it decides about. */
export const RuleSettings = (props: RuleSetEditorProps) => {
  const { value, pack, change, readOnly } = props;
  const { trigger } = value;
  const set = (part: Partial<RuleSetDefinition>) => change({ ...value, ...part });
  const ask = (part: Partial<RuleSetDefinition['trigger']>) => set({ trigger: { ...trigger, ...part } });
  return (
    <>
      <Line id="ruleset-title" label={say('member.title')}>
        <TitleField
          id="ruleset-title"
          label={say('member.title')}
          value={value.title}
          readOnly={readOnly}
          change={(title) => title && set({ title })}
        />
      </Line>
      <Line id="ruleset-actions" label={say('rule-editor.askedByActions')}>
        <ChoicesField
          id="ruleset-actions"
          label={say('rule-editor.askedByActions')}
          options={actionOptions(moduleIn(pack.catalog, value.record))}
          value={trigger.actions ?? []}
          readOnly={readOnly}
          change={(actions) => ask({ actions: [...actions] })}
        />
      </Line>
      <Line id="ruleset-forms" label={say('rule-editor.askedByForms')}>
        <ReferencesField
          id="ruleset-forms"
          label={say('rule-editor.askedByForms')}
          pack={pack}
          kind="form"
          module={value.record}
          value={trigger.forms ?? []}
          readOnly={readOnly}
          change={(forms) => ask({ forms: [...forms] })}
        />
      </Line>
      <Line id="ruleset-daily" label={say('rule-editor.daily')}>
        <Input
          id="ruleset-daily"
          className="short-choice"
          placeholder="02:30"
          disabled={readOnly}
          value={trigger.daily ?? ''}
          onChange={(event) => set({ trigger: withDaily(trigger, event.target.value) })}
        />
      </Line>
      <Line id="ruleset-days" label={say('ruleset.period')}>
        <span className="editor-row">
          {(['from', 'to'] as const).map((name) => (
            <DayInput
              key={name}
              label={say(`parameter.member.${name}`)}
              disabled={readOnly}
              value={value[name] ?? ''}
              change={(day) => change(withDay(value, name, day))}
            />
          ))}
        </span>
      </Line>
      <Line id="ruleset-regimes" label={say('rule-editor.regimes')}>
        <ReferencesField
          id="ruleset-regimes"
          label={say('rule-editor.regimes')}
          pack={pack}
          kind="regime"
          value={value.regimes ?? []}
          readOnly={readOnly}
          change={(regimes) => change(withRegimes(value, regimes))}
        />
      </Line>
      <p className="editor-row">
        <Checkbox
          checked={value.enabled !== false}
          disabled={readOnly}
          onChange={(event) => change(withEnabled(value, event.target.checked))}
        >
          {say('rule-editor.enabled')}
        </Checkbox>
        <Checkbox
          checked={trigger.demand === true}
          disabled={readOnly}
          onChange={(event) => ask({ demand: event.target.checked })}
        >
          {say('rule-editor.demand')}
        </Checkbox>
      </p>
      {value.subject !== undefined && <SubjectEditor {...props} />}
    </>
  );
};

const withDaily = ({ daily: _old, ...trigger }: RuleSetDefinition['trigger'], daily: string) => ({
  ...trigger,
  ...(daily !== '' && { daily }),
});

const withDay = (ruleSet: RuleSetDefinition, name: 'from' | 'to', day: string): RuleSetDefinition => {
  const { [name]: _old, ...rest } = ruleSet;
  return { ...rest, ...(day !== '' && { [name]: day }) };
};

const withRegimes = (
  { regimes: _old, ...ruleSet }: RuleSetDefinition,
  regimes: readonly string[],
): RuleSetDefinition => ({
  ...ruleSet,
  ...(regimes.length > 0 && { regimes: [...regimes] }),
});

const withEnabled = ({ enabled: _old, ...ruleSet }: RuleSetDefinition, enabled: boolean): RuleSetDefinition => ({
  ...ruleSet,
  ...(!enabled && { enabled }),
});
