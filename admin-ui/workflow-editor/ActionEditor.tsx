import { Button, Checkbox } from 'antd';
import type { WorkflowAction } from '#engine/schema/types.gen.ts';
import { ConditionEditor } from '../condition-editor/ConditionEditor.tsx';
import { recordFactChoices } from '../condition-editor/fact-choice.ts';
import { ReferenceField, ReferencesField } from '../field/ReferenceField.tsx';
import { TitleField } from '../field/TitleField.tsx';
import { FindingsAt } from '../rule-editor/FindingsAt.tsx';
import { Line } from '../rule-editor/Line.tsx';
import { bilingual, say, speech } from '../words.ts';
import { ApprovalEditor } from './ApprovalEditor.tsx';
import type { Chosen } from './Picture.tsx';
import { WhoInput } from './WhoInput.tsx';
import { type WorkflowEditorProps, withAction, without, withoutAction } from './workflow-change.ts';

export interface ActionEditorProps extends WorkflowEditorProps {
  readonly name: string;
  readonly action: WorkflowAction;
  readonly chosen: Chosen;
}

type Optional = 'form' | 'guards' | 'when' | 'who' | 'approval' | 'danger' | 'needs';

/** One action: who takes it, with which form, what it asks for, and who signs it off. */
export const ActionEditor = (props: ActionEditorProps) => {
  const { value, change, name, action, pack, readOnly, findings, entry } = props;
  const put = <K extends Optional>(member: K, held: WorkflowAction[K] | undefined) => {
    const rest = without(action, member) as WorkflowAction;
    change(withAction(value, name, held === undefined ? rest : { ...rest, [member]: held }));
  };
  const id = `action-${name}`;
  return (
    <div className="fact-box" data-action-editor={name}>
      <FindingsAt findings={findings} file={entry.file} path={`/actions/${name}`} />
      <Line id={`${id}-title`} label={say('member.title')}>
        <TitleField
          id={`${id}-title`}
          label={say('member.title')}
          value={action.title}
          readOnly={readOnly}
          change={(title) => title && change(withAction(value, name, { ...action, title }))}
        />
      </Line>
      {action.approval?.start !== 'enter' && (
        <Line id={`${id}-who`} label={say('member.who')}>
          <WhoInput
            id={`${id}-who`}
            label={say('member.who')}
            pack={pack}
            value={action.who ?? []}
            readOnly={readOnly}
            change={(who) => put('who', who.length > 0 ? [...who] : undefined)}
          />
        </Line>
      )}
      <Line id={`${id}-form`} label={say('member.form')}>
        <ReferenceField
          id={`${id}-form`}
          label={say('member.form')}
          pack={pack}
          kind="form"
          module={value.module}
          optional
          value={action.form}
          readOnly={readOnly}
          change={(form) => put('form', form)}
        />
      </Line>
      <Line id={`${id}-guards`} label={say('workflow-editor.guards')}>
        <ReferencesField
          id={`${id}-guards`}
          label={say('workflow-editor.guards')}
          pack={pack}
          kind="ruleset"
          module={value.module}
          value={action.guards ?? []}
          readOnly={readOnly}
          change={(guards) => put('guards', guards.length > 0 ? [...guards] : undefined)}
        />
      </Line>
      <Line id={`${id}-needs`} label={say('workflow-editor.needs')}>
        <NeededDocuments {...props} put={(needs) => put('needs', needs)} />
      </Line>
      <Line id={`${id}-when`} label={say('member.when')}>
        <ConditionEditor
          id={`${id}-when`}
          label={say('member.when')}
          value={action.when}
          facts={recordFactChoices(pack.catalog, value.module, speech(), { moment: true })}
          catalog={pack.catalog}
          readOnly={readOnly}
          change={(when) => put('when', when)}
        />
      </Line>
      <SignOff {...props} put={put} />
    </div>
  );
};

type Put = <K extends Optional>(member: K, held: WorkflowAction[K] | undefined) => void;

/** The sign-off of the action, and what else can be done with it. */
const SignOff = (props: ActionEditorProps & { readonly put: Put }) => {
  const { value, change, name, action, pack, readOnly, put } = props;
  return (
    <>
      {action.approval ? (
        <ApprovalEditor {...props} approval={action.approval} put={(approval) => put('approval', approval)} />
      ) : (
        !readOnly && (
          <Button
            size="small"
            onClick={() => put('approval', freshApproval(pack.catalog.definitions.post.keys().next().value))}
          >
            {say('workflow-editor.addApproval')}
          </Button>
        )
      )}
      {!readOnly && (
        <p className="editor-row">
          <Checkbox
            checked={action.danger === true}
            onChange={(event) => put('danger', event.target.checked || undefined)}
          >
            {say('workflow-editor.danger')}
          </Checkbox>
          <Button size="small" danger onClick={() => change(withoutAction(value, name))}>
            {say('parameter.remove')}
          </Button>
        </p>
      )}
    </>
  );
};

const freshApproval = (post: string | undefined): NonNullable<WorkflowAction['approval']> => ({
  start: 'enter',
  returnTo: 'author',
  steps: [{ key: 'step', title: bilingual('workflow-editor.newStep'), who: [{ post: post ?? '' }] }],
});

type Needs = NonNullable<WorkflowAction['needs']>;

/** The papers that must have been issued before. */
const NeededDocuments = ({
  name,
  action,
  value,
  pack,
  readOnly,
  put,
}: ActionEditorProps & {
  readonly put: (needs: Needs | undefined) => void;
}) => {
  const needed = action.needs?.documents ?? [];
  const set = (keys: readonly string[]) => {
    const documents = keys.map(
      (document) => needed.find((one) => one.document === document) ?? { document, state: 'issued' as const },
    );
    const rest = without(action.needs ?? {}, 'documents');
    const next: Needs = documents.length > 0 ? { ...rest, documents } : rest;
    put(Object.keys(next).length > 0 ? next : undefined);
  };
  return (
    <ReferencesField
      id={`action-${name}-needs`}
      label={say('workflow-editor.needs')}
      pack={pack}
      kind="document"
      module={value.module}
      value={needed.map(({ document }) => document)}
      readOnly={readOnly}
      change={set}
    />
  );
};
