import { Button, Checkbox, Select } from 'antd';
import type { Approval, ApprovalResult, ApprovalStep } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import { ConditionEditor } from '../condition-editor/ConditionEditor.tsx';
import { recordFactChoices } from '../condition-editor/fact-choice.ts';
import { freeKey } from '../field/key-fault.ts';
import { ReferenceField } from '../field/ReferenceField.tsx';
import { RowsEditor } from '../field/RowsEditor.tsx';
import { TitleField } from '../field/TitleField.tsx';
import { Line } from '../rule-editor/Line.tsx';
import { bilingual, say, speech } from '../words.ts';
import type { ActionEditorProps } from './ActionEditor.tsx';
import { WhoInput } from './WhoInput.tsx';
import { without } from './workflow-change.ts';

interface ApprovalEditorProps extends ActionEditorProps {
  readonly approval: Approval;
  readonly put: (approval: Approval | undefined) => void;
}

/** Who signs an action off, one after the other, and what may come of it. */
export const ApprovalEditor = (props: ApprovalEditorProps) => {
  const { name, approval, put, pack, readOnly } = props;
  const [post = ''] = pack.catalog.definitions.post.keys();
  const setSteps = ([first, ...rest]: readonly ApprovalStep[]) =>
    first && put({ ...approval, steps: [first, ...rest] });
  return (
    <section className="approval-editor" aria-label={say('workflow.approvals')}>
      <h4>{say('workflow.approvals')}</h4>
      <RowsEditor<ApprovalStep>
        rows={approval.steps}
        change={setSteps}
        fresh={(rows) => ({
          key: freeKey(
            'step',
            rows.map(({ key }) => key),
          ),
          title: bilingual('workflow-editor.newStep'),
          who: [{ post }],
        })}
        label={({ title, key }) => titled(title) || key}
        add={say('workflow-editor.addStep')}
        least={1}
        readOnly={readOnly}
      >
        {(step, set, index) => <Step {...props} step={step} set={set} index={index} />}
      </RowsEditor>
      <h4>{say('workflow-editor.results')}</h4>
      <RowsEditor<ApprovalResult>
        rows={approval.results ?? []}
        change={(results) => put({ ...approval, results: [...results] })}
        fresh={(rows) => ({
          key: freeKey(
            'result',
            rows.map(({ key }) => key),
          ),
          title: bilingual('workflow-editor.newResult'),
          opinionRequired: true,
        })}
        label={({ title, key }) => titled(title) || key}
        add={say('workflow-editor.addResult')}
        readOnly={readOnly}
      >
        {(result, set, index) => (
          <TitleField
            id={`result-${name}-${index}`}
            label={say('member.title')}
            value={result.title}
            readOnly={readOnly}
            change={(title) => title && set({ ...result, title })}
          />
        )}
      </RowsEditor>
      <span className="editor-row">
        <Select
          aria-label={say('workflow-editor.returnTo')}
          popupMatchSelectWidth={false}
          disabled={readOnly}
          value={approval.returnTo ?? ''}
          onChange={(next: string) =>
            put({ ...without(approval, 'returnTo'), ...(next !== '' && { returnTo: next as 'author' | 'earlier' }) })
          }
          options={(['', 'author', 'earlier'] as const).map((one) => ({
            value: one,
            label: say(one === '' ? 'workflow-editor.returnTo.none' : `workflow-editor.returnTo.${one}`),
          }))}
        />
        <Checkbox
          checked={approval.recall === true}
          disabled={readOnly}
          onChange={(event) => put({ ...approval, recall: event.target.checked })}
        >
          {say('workflow-editor.recall')}
        </Checkbox>
        {!readOnly && (
          <Button size="small" danger onClick={() => put(undefined)}>
            {say('workflow-editor.removeApproval')}
          </Button>
        )}
      </span>
    </section>
  );
};

interface StepProps extends ApprovalEditorProps {
  readonly step: ApprovalStep;
  readonly set: (step: ApprovalStep) => void;
  readonly index: number;
}

const Step = ({ name, step, set, index, value, pack, chosen, readOnly }: StepProps) => {
  const id = `step-${name}-${index}`;
  return (
    <div className={chosen.step === step.key ? 'approval-step chosen' : 'approval-step'} data-step={step.key}>
      <TitleField
        id={`${id}-title`}
        label={say('workflow-editor.stepTitle', { number: index + 1 })}
        value={step.title}
        readOnly={readOnly}
        change={(title) => title && set({ ...step, title })}
      />
      <WhoInput
        id={`${id}-who`}
        label={say('member.who')}
        pack={pack}
        value={step.who}
        readOnly={readOnly}
        change={([first, ...rest]) => first && set({ ...step, who: [first, ...rest] })}
      />
      <Line id={`${id}-form`} label={say('member.form')}>
        <ReferenceField
          id={`${id}-form`}
          label={say('member.form')}
          pack={pack}
          kind="form"
          module={value.module}
          optional
          value={step.form}
          readOnly={readOnly}
          change={(form) => set({ ...without(step, 'form'), ...(form !== undefined && { form }) })}
        />
      </Line>
      <ConditionEditor
        id={`${id}-when`}
        label={say('workflow-editor.stepWhen', { number: index + 1 })}
        value={step.when}
        facts={recordFactChoices(pack.catalog, value.module, speech(), { moment: true })}
        catalog={pack.catalog}
        readOnly={readOnly}
        change={(when) => set({ ...without(step, 'when'), ...(when && { when }) })}
      />
      <Checkbox
        checked={step.optional === true}
        disabled={readOnly}
        onChange={(event) => set({ ...step, optional: event.target.checked })}
      >
        {say('workflow-editor.optional')}
      </Checkbox>
    </div>
  );
};
