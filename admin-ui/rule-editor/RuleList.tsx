import { Button, Select } from 'antd';
import type { ConditionJson, Rule, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { Icon } from '../../runtime-ui/frame/Icon.tsx';
import { titled } from '../../runtime-ui/words.ts';
import { ConditionEditor } from '../condition-editor/ConditionEditor.tsx';
import { ruleSetFactChoices } from '../condition-editor/fact-choice.ts';
import { leafFor } from '../condition-editor/operators-of.ts';
import { freeKey } from '../field/key-fault.ts';
import { moved, replaced, without } from '../field/rows.ts';
import { TitleField } from '../field/TitleField.tsx';
import { bilingual, say, sayIfKnown, speech } from '../words.ts';
import { FindingsAt } from './FindingsAt.tsx';
import { OutcomeEditor } from './OutcomeEditor.tsx';
import type { RuleSetEditorProps } from './outcome-props.ts';
import { parametersIn, ruleParameter, settleParameters } from './rule-parameters.ts';
import { Thresholds } from './Thresholds.tsx';

type Rules = RuleSetDefinition['rules'];
const asRules = (rules: readonly Rule[]): Rules => rules as Rules;

/** The rules one below the other: if this holds, then that. */
export const RuleList = (props: RuleSetEditorProps) => {
  const { value, pack, change, readOnly } = props;
  const facts = ruleSetFactChoices(pack.catalog, value, speech());
  const put = (rules: readonly Rule[]) => change({ ...value, rules: asRules(rules) });
  const add = () => {
    const [first] = facts;
    const when: ConditionJson = first ? leafFor(first) : { fact: '', operator: 'exists' };
    const key = freeKey(
      'rule',
      value.rules.map((rule) => rule.key),
    );
    put([
      ...value.rules,
      { key, when, outcome: { type: 'warn', message: bilingual('starter.rule') }, unknown: 'ignore' },
    ]);
  };
  return (
    <>
      {value.rules.map((rule, index) => (
        <RuleBox
          // biome-ignore lint/suspicious/noArrayIndexKey: the key of a rule can be typed over
          key={index}
          {...props}
          rule={rule}
          index={index}
          put={put}
        />
      ))}
      {!readOnly && (
        <Button type="dashed" block onClick={add}>
          {say('rule-editor.addRule')}
        </Button>
      )}
    </>
  );
};

interface RuleBoxProps extends RuleSetEditorProps {
  readonly rule: Rule;
  readonly index: number;
  readonly put: (rules: readonly Rule[]) => void;
}

const RuleBox = (props: RuleBoxProps) => {
  const { rule, index, value, pack, change, put, readOnly, findings, entry } = props;
  const set = (next: Rule) => put(replaced(value.rules, index, next));
  const setWhen = (when: ConditionJson | undefined) => {
    if (when === undefined) return;
    const { facts, condition } = settleParameters(pack.catalog, value, when);
    change({ ...value, facts, rules: asRules(replaced(value.rules, index, { ...rule, when: condition })) });
  };
  const id = `rule-${index}`;
  const name = titled(rule.title) || rule.key;
  return (
    <section className="rule-box" aria-label={name} data-rule={rule.key}>
      <header className="rule-head">
        <span className="rule-number">{index + 1}</span>
        <TitleField
          id={`${id}-title`}
          label={say('rule-editor.ruleTitle')}
          optional
          value={rule.title}
          readOnly={readOnly}
          change={(title) => set(withTitle(rule, title))}
        />
        {!readOnly && <RuleButtons {...props} name={name} />}
      </header>
      <div className="rule-part">
        <span className="rule-word">{say('rule.when')}</span>
        <div>
          <ConditionEditor
            id={`${id}-when`}
            label={say('rule-editor.whenOf', { number: index + 1 })}
            value={rule.when}
            change={setWhen}
            facts={ruleSetFactChoices(pack.catalog, value, speech())}
            catalog={pack.catalog}
            ways={{ parameter: ruleParameter(value) }}
            readOnly={readOnly}
          />
          <Thresholds {...props} keys={parametersIn(value, rule.when)} />
        </div>
      </div>
      <div className="rule-part">
        <span className="rule-word">{say('rule.then')}</span>
        <OutcomeEditor {...props} id={id} outcome={rule.outcome} set={(outcome) => set({ ...rule, outcome })} />
      </div>
      <div className="rule-part">
        <label className="rule-word" htmlFor={`${id}-unknown`}>
          {say('rule.unknown')}
        </label>
        <Select
          id={`${id}-unknown`}
          className="short-choice"
          disabled={readOnly}
          value={rule.unknown ?? ''}
          onChange={(unknown: string) => set(withUnknown(rule, unknown))}
          options={['', 'block', 'warn', 'task', 'ignore'].map((one) => ({
            value: one,
            label: one === '' ? say('rule-editor.unknownOwn') : sayIfKnown(`unknown.${one}`),
          }))}
        />
      </div>
      <FindingsAt findings={findings} file={entry.file} path={`/rules/${index}`} />
    </section>
  );
};

const withTitle = ({ title: _old, ...rule }: Rule, title: Rule['title']): Rule => ({
  ...rule,
  ...(title && { title }),
});
const withUnknown = ({ unknown: _old, ...rule }: Rule, unknown: string): Rule => ({
  ...rule,
  ...(unknown !== '' && { unknown: unknown as NonNullable<Rule['unknown']> }),
});

const RuleButtons = ({ value, index, put, name }: RuleBoxProps & { readonly name: string }) => {
  const button = (icon: string, words: string, act: (() => void) | undefined) => (
    <Button
      size="small"
      type="text"
      aria-label={words}
      title={words}
      disabled={act === undefined}
      icon={<Icon name={icon} />}
      onClick={act}
    />
  );
  const last = value.rules.length - 1;
  return (
    <span className="rule-buttons">
      {button(
        'arrow-up',
        say('field.up', { name }),
        index === 0 ? undefined : () => put(moved(value.rules, index, index - 1)),
      )}
      {button(
        'arrow-down',
        say('field.down', { name }),
        index === last ? undefined : () => put(moved(value.rules, index, index + 1)),
      )}
      {button('trash', say('field.remove', { name }), last === 0 ? undefined : () => put(without(value.rules, index)))}
    </span>
  );
};
