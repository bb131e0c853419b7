import { Button, Select } from 'antd';
import type { WorkflowState, WorkflowTransition } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import { ConditionEditor } from '../condition-editor/ConditionEditor.tsx';
import { recordFactChoices } from '../condition-editor/fact-choice.ts';
import { ChoiceField } from '../field/ChoiceField.tsx';
import { ReferenceField, ReferencesField } from '../field/ReferenceField.tsx';
import { RowsEditor } from '../field/RowsEditor.tsx';
import { TitleField } from '../field/TitleField.tsx';
import { FindingsAt } from '../rule-editor/FindingsAt.tsx';
import { Line } from '../rule-editor/Line.tsx';
import { option } from '../rule-editor/rule-options.ts';
import { bilingual, say, sayIfKnown, speech } from '../words.ts';
import { WhoInput } from './WhoInput.tsx';
import { eventsOf, type WorkflowEditorProps, without, withoutState, withState } from './workflow-change.ts';

interface StateEditorProps extends WorkflowEditorProps {
  readonly name: string;
  readonly state: WorkflowState;
}

const classes = ['editable', 'inApproval', 'locked', 'terminal'] as const;
type Edit = NonNullable<WorkflowState['edit']>[number];
type Task = NonNullable<WorkflowState['tasks']>[number];

/** One state: its name and kind, who fills which forms there, which papers, whose task, and the ways out of it. */
export const StateEditor = (props: StateEditorProps) => {
  const { value, change, name, state, pack, readOnly, findings, entry } = props;
  const set = (part: Partial<WorkflowState>) => change(withState(value, name, part));
  const id = `state-${name}`;
  return (
    <div className="fact-box" data-state-editor={name}>
      <FindingsAt findings={findings} file={entry.file} path={`/states/${name}`} />
      <Line id={`${id}-title`} label={say('member.title')}>
        <TitleField
          id={`${id}-title`}
          label={say('member.title')}
          value={state.title}
          readOnly={readOnly}
          change={(title) => title && set({ title })}
        />
      </Line>
      <Line id={`${id}-class`} label={say('workflow-editor.kind')}>
        <Select
          id={`${id}-class`}
          className="short-choice"
          disabled={readOnly}
          value={state.class}
          onChange={(next) => set({ class: next })}
          options={classes.map((one) => ({ value: one, label: say(`workflow-editor.class.${one}`) }))}
        />
      </Line>
      <Line id={`${id}-documents`} label={say('kind.document')}>
        <ReferencesField
          id={`${id}-documents`}
          label={say('kind.document')}
          pack={pack}
          kind="document"
          module={value.module}
          value={state.documents ?? []}
          readOnly={readOnly}
          change={(documents) => set({ documents: [...documents] })}
        />
      </Line>
      <Forms {...props} set={set} />
      <Tasks {...props} set={set} />
      <h4>{say('workflow.ways')}</h4>
      <Ways {...props} />
      {!readOnly && (
        <span className="editor-row">
          <Button size="small" disabled={value.initial === name} onClick={() => change({ ...value, initial: name })}>
            {say('workflow-editor.makeInitial')}
          </Button>
          <Button
            size="small"
            danger
            disabled={value.initial === name}
            onClick={() => change(withoutState(value, name))}
          >
            {say('parameter.remove')}
          </Button>
        </span>
      )}
    </div>
  );
};

type SetProps = StateEditorProps & { readonly set: (part: Partial<WorkflowState>) => void };

const Forms = ({ name, state, value, pack, readOnly, set }: SetProps) => (
  <>
    <h4>{say('member.forms')}</h4>
    <RowsEditor<Edit>
      rows={state.edit ?? []}
      change={(edit) => set({ edit: [...edit] })}
      fresh={() => ({ form: '', who: [{ author: true }] })}
      label={({ form }) => titled(pack.catalog.definitions.form.get(form)?.title) || form}
      add={say('workflow-editor.addForm')}
      readOnly={readOnly}
    >
      {(row, setRow, index) => (
        <div>
          <ReferenceField
            id={`state-${name}-form-${index}`}
            label={say('member.form')}
            pack={pack}
            kind="form"
            module={value.module}
            value={row.form}
            readOnly={readOnly}
            change={(form) => setRow({ ...row, form: form ?? '' })}
          />
          <WhoInput
            id={`state-${name}-edit-${index}`}
            label={say('member.who')}
            pack={pack}
            value={row.who}
            readOnly={readOnly}
            change={([first, ...rest]) => first && setRow({ ...row, who: [first, ...rest] })}
          />
        </div>
      )}
    </RowsEditor>
  </>
);

const Tasks = ({ name, state, pack, readOnly, set }: SetProps) => (
  <>
    <h4>{say('workflow-editor.tasks')}</h4>
    <RowsEditor<Task>
      rows={state.tasks ?? []}
      change={(tasks) => set({ tasks: [...tasks] })}
      fresh={() => ({ title: bilingual('workflow-editor.newTask'), for: [{ author: true }] })}
      label={({ title }) => titled(title)}
      add={say('workflow-editor.addTask')}
      readOnly={readOnly}
    >
      {(row, setRow, index) => (
        <div>
          <TitleField
            id={`state-${name}-task-${index}`}
            label={say('member.title')}
            value={row.title}
            readOnly={readOnly}
            change={(title) => title && setRow({ ...row, title })}
          />
          <WhoInput
            id={`state-${name}-task-${index}-for`}
            label={say('rule-editor.taskFor')}
            pack={pack}
            value={row.for}
            readOnly={readOnly}
            change={([first, ...rest]) => first && setRow({ ...row, for: [first, ...rest] })}
          />
        </div>
      )}
    </RowsEditor>
  </>
);

interface Way {
  readonly event: string;
  readonly way: WorkflowTransition;
}

/** What may happen in the state, where it leads, and on what condition. */
const Ways = ({ name, state, value, change, pack, readOnly }: StateEditorProps) => {
  const rows = Object.entries(state.on ?? {}).flatMap(([event, ways]) => ways.map((way): Way => ({ event, way })));
  const put = (next: readonly Way[]) => {
    const on = Object.fromEntries(
      [...Map.groupBy(next, ({ event }) => event)].map(([event, ways]) => [event, ways.map(({ way }) => way)]),
    ) as NonNullable<WorkflowState['on']>;
    const bare = without(state, 'on');
    change({ ...value, states: { ...value.states, [name]: next.length > 0 ? { ...bare, on } : bare } });
  };
  const states = Object.entries(value.states).map(([key, { title }]) => option(key, titled(title)));
  return (
    <RowsEditor<Way>
      rows={rows}
      change={put}
      fresh={() => ({ event: eventsOf(value)[0] ?? '', way: { target: name } })}
      label={({ event }) => eventWords(value, event)}
      add={say('workflow-editor.addWay')}
      readOnly={readOnly}
    >
      {({ event, way }, setRow, index) => (
        <div>
          <span className="editor-row">
            <ChoiceField
              id={`way-${name}-${index}`}
              label={say('workflow-editor.event')}
              options={eventsOf(value).map((key) => option(key, eventWords(value, key)))}
              value={event}
              readOnly={readOnly}
              change={(next) => setRow({ event: next ?? '', way })}
            />
            <span aria-hidden="true">→</span>
            <ChoiceField
              id={`way-${name}-${index}-target`}
              label={say('workflow-editor.target')}
              options={states}
              value={way.target}
              readOnly={readOnly}
              change={(target) => setRow({ event, way: { ...way, target: target ?? '' } })}
            />
          </span>
          <ConditionEditor
            id={`way-${name}-${index}-when`}
            label={say('workflow-editor.wayWhen', { number: index + 1 })}
            value={way.when}
            facts={recordFactChoices(pack.catalog, value.module, speech(), { moment: true })}
            catalog={pack.catalog}
            readOnly={readOnly}
            change={(when) => setRow({ event, way: { ...without(way, 'when'), ...(when && { when }) } })}
          />
        </div>
      )}
    </RowsEditor>
  );
};

/** An event in words: the action, and the result of its sign-off. */
const eventWords = (workflow: WorkflowEditorProps['value'], event: string): string => {
  const [key = '', result] = event.split('.');
  const action = workflow.actions[key];
  if (result === undefined) return titled(action?.title) || key;
  const declared = titled(action?.approval?.results?.find((one) => one.key === result)?.title);
  return `${titled(action?.title) || key} · ${declared || sayIfKnown(`result.${result}`) || result}`;
};
