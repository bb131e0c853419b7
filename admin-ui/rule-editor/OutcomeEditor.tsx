import { Checkbox, Input, Select } from 'antd';
import type { RuleOutcome, Who } from '#engine/schema/types.gen.ts';
import { moduleIn, recordFactChoices } from '../condition-editor/fact-choice.ts';
import { LiteralInput } from '../condition-editor/LiteralInput.tsx';
import { ChoiceField, ChoicesField } from '../field/ChoiceField.tsx';
import { FieldPathField } from '../field/FieldPathField.tsx';
import { ReferenceField } from '../field/ReferenceField.tsx';
import { TitleField } from '../field/TitleField.tsx';
import { bilingual, say, sayIfKnown, speech } from '../words.ts';
import { WhoInput } from '../workflow-editor/WhoInput.tsx';
import { LadderEditor } from './LadderEditor.tsx';
import { Line } from './Line.tsx';
import type { OutcomeProps } from './outcome-props.ts';
import { actionOptions, factOptions, stateOptions } from './rule-options.ts';
import { SourcesEditor } from './SourcesEditor.tsx';

type Type = RuleOutcome['type'];
const ofRecord: readonly Type[] = ['block', 'warn', 'task', 'set', 'level'];
const ofSubject: readonly Type[] = ['create', 'act', 'level', 'warn'];

/** An outcome as it begins: what every kind of it needs is there to be filled in. */
const fresh = (type: Type, before: RuleOutcome): RuleOutcome => {
  const { message, basis } = before;
  const said = { message: message ?? bilingual('starter.rule'), ...(basis !== undefined && { basis }) };
  if (type === 'set') return { type, field: '', value: '' };
  if (type === 'create' || type === 'act') return { type, match: {}, ...(type === 'create' && { data: {} }) };
  return type === 'level' ? { type } : { type, ...said };
};

/** What follows when the rule holds. */
export const OutcomeEditor = (props: OutcomeProps) => {
  const { id, outcome, set, value, readOnly } = props;
  const types = value.subject === undefined ? ofRecord : ofSubject;
  const shown = types.includes(outcome.type) ? types : [...types, outcome.type];
  const said = ['block', 'warn', 'task'].includes(outcome.type);
  return (
    <div className="outcome-editor">
      <Select<Type>
        id={`${id}-outcome`}
        aria-label={say('rule-editor.outcome')}
        className="short-choice"
        disabled={readOnly}
        value={outcome.type}
        onChange={(type) => set(fresh(type, outcome))}
        options={shown.map((type) => ({ value: type, label: sayIfKnown(`outcome.${type}`) ?? type }))}
      />
      {said && <Said {...props} />}
      {outcome.type === 'set' && <SetField {...props} />}
      {(outcome.type === 'create' || outcome.type === 'act') && <Made {...props} />}
      {(outcome.level !== undefined || outcome.ladder !== undefined) && <LadderEditor {...props} />}
      <Line id={`${id}-basis`} label={say('parameter.member.basis')}>
        <Input
          id={`${id}-basis`}
          maxLength={400}
          disabled={readOnly}
          value={outcome.basis ?? ''}
          onChange={(event) => set(withBasis(outcome, event.target.value))}
        />
      </Line>
    </div>
  );
};

const withBasis = ({ basis: _old, ...outcome }: RuleOutcome, basis: string): RuleOutcome => ({
  ...outcome,
  ...(basis !== '' && { basis }),
});

const Said = ({ id, outcome, set, readOnly, pack }: OutcomeProps) => (
  <>
    <Line id={`${id}-message`} label={say('member.message')}>
      <TitleField
        id={`${id}-message`}
        label={say('member.message')}
        value={outcome.message}
        readOnly={readOnly}
        change={(message) => set({ ...outcome, ...(message && { message }) })}
      />
    </Line>
    {outcome.type === 'task' && (
      <Line id={`${id}-for`} label={say('rule-editor.taskFor')}>
        <WhoInput
          id={`${id}-for`}
          label={say('rule-editor.taskFor')}
          pack={pack}
          value={outcome.for ?? []}
          readOnly={readOnly}
          change={(who) => set(withFor(outcome, who))}
        />
      </Line>
    )}
  </>
);

const withFor = ({ for: _old, ...outcome }: RuleOutcome, who: readonly Who[]): RuleOutcome => ({
  ...outcome,
  ...(who.length > 0 && { for: [...who] }),
});

const isFactValue = (value: unknown): value is { fact: string } =>
  typeof value === 'object' && value !== null && 'fact' in value && typeof value.fact === 'string';

/** A field of the record is written: a value, or what a fact holds. */
const SetField = ({ id, outcome, set, value, pack, readOnly }: OutcomeProps) => {
  const module = value.record ?? '';
  const field = recordFactChoices(pack.catalog, module, speech()).find(({ name }) => name === outcome.field);
  const taken = isFactValue(outcome.value) ? outcome.value.fact : undefined;
  return (
    <>
      <Line id={`${id}-field`} label={say('member.field')}>
        <FieldPathField
          id={`${id}-field`}
          label={say('member.field')}
          pack={pack}
          module={module}
          value={outcome.field}
          readOnly={readOnly}
          change={(path) => set({ ...outcome, field: path ?? '' })}
        />
      </Line>
      <Line id={`${id}-value`} label={say('becomes')}>
        <span className="editor-row">
          <Checkbox
            checked={taken !== undefined}
            disabled={readOnly}
            onChange={(event) => set({ ...outcome, value: event.target.checked ? { fact: '' } : '' })}
          >
            {say('rule-editor.valueOfFact')}
          </Checkbox>
          {taken === undefined ? (
            <LiteralInput
              id={`${id}-value`}
              label={say('becomes')}
              fact={field ?? { type: 'text' }}
              catalog={pack.catalog}
              value={outcome.value}
              disabled={readOnly}
              change={(next) => set({ ...outcome, value: next })}
            />
          ) : (
            <ChoiceField
              id={`${id}-value`}
              label={say('rule-editor.valueOfFact')}
              options={factOptions(pack, value)}
              value={taken}
              readOnly={readOnly}
              change={(fact) => set({ ...outcome, value: { fact: fact ?? '' } })}
            />
          )}
        </span>
      </Line>
    </>
  );
};

/** A record is made, or one there is is acted on: which, with what, and by which action. */
const Made = (props: OutcomeProps) => {
  const { id, outcome, set, pack, readOnly } = props;
  const module = moduleIn(pack.catalog, outcome.module);
  return (
    <>
      <Line id={`${id}-module`} label={say('member.module')}>
        <ReferenceField
          id={`${id}-module`}
          label={say('member.module')}
          pack={pack}
          kind="module"
          value={outcome.module}
          readOnly={readOnly}
          change={(key) => set({ ...outcome, ...(key && { module: key }) })}
        />
      </Line>
      <Line id={`${id}-action`} label={say('rule-editor.action')}>
        <ChoiceField
          id={`${id}-action`}
          label={say('rule-editor.action')}
          optional
          options={actionOptions(module)}
          value={outcome.action}
          readOnly={readOnly}
          change={(action) => set(withAction(outcome, action))}
        />
      </Line>
      <Line id={`${id}-match`} label={say('rule-editor.match')}>
        <SourcesEditor {...props} id={`${id}-match`} member="match" />
      </Line>
      {outcome.type === 'create' && (
        <>
          <Line id={`${id}-while`} label={say('rule-editor.while')}>
            <ChoicesField
              id={`${id}-while`}
              label={say('rule-editor.while')}
              options={stateOptions(module)}
              value={outcome.while ?? []}
              readOnly={readOnly}
              change={(states) => set({ ...outcome, while: [...states] })}
            />
          </Line>
          <Line id={`${id}-data`} label={say('rule-editor.data')}>
            <SourcesEditor {...props} id={`${id}-data`} member="data" />
          </Line>
        </>
      )}
    </>
  );
};

const withAction = ({ action: _old, ...outcome }: RuleOutcome, action: string | undefined): RuleOutcome => ({
  ...outcome,
  ...(action !== undefined && { action }),
});
