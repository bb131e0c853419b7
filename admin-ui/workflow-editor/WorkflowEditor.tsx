import { Button, Tabs } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { titled } from '../../runtime-ui/words.ts';
import { statesInOrder } from '../definition/transitions.ts';
import { freeKey } from '../field/key-fault.ts';
import { bilingual, say } from '../words.ts';
import { ActionEditor } from './ActionEditor.tsx';
import { type Chosen, Picture } from './Picture.tsx';
import { pictureOf } from './picture-of.ts';
import { StateEditor } from './StateEditor.tsx';
import { Walk } from './Walk.tsx';
import type { WorkflowEditorProps } from './workflow-change.ts';

/** A workflow as a picture, with the tables of its states and actions beside it, each changing the other at once. */
export const WorkflowEditor = (props: WorkflowEditorProps) => {
  const { value, findings, entry } = props;
  const [chosen, setChosen] = useState<Chosen>({ state: value.initial });
  const [tab, setTab] = useState('states');
  const [at, setAt] = useState<string>();
  const own = useMemo(() => findings.filter(({ file }) => file === entry.file), [findings, entry.file]);
  const picture = useMemo(() => pictureOf(value, own), [value, own]);
  const choose = useCallback((next: Chosen) => {
    setChosen(next);
    setTab(next.action === undefined ? 'states' : 'actions');
  }, []);
  return (
    <div className="workflow-editor">
      <Picture picture={picture} chosen={chosen} choose={choose} at={tab === 'walk' ? at : undefined} />
      <Tabs
        activeKey={tab}
        onChange={setTab}
        destroyOnHidden
        items={[
          {
            key: 'states',
            label: say('workflow-editor.states'),
            children: <States {...props} chosen={chosen} choose={choose} />,
          },
          {
            key: 'actions',
            label: say('workflow-editor.actions'),
            children: <Actions {...props} chosen={chosen} choose={choose} />,
          },
          { key: 'walk', label: say('workflow-editor.walk'), children: <Walk {...props} at={at} go={setAt} /> },
        ]}
      />
    </div>
  );
};

interface TableProps extends WorkflowEditorProps {
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
}

/** The states, the first one first; the chosen one is open. */
const States = (props: TableProps) => {
  const { value, change, chosen, choose, readOnly } = props;
  const add = () => {
    const key = freeKey('state', Object.keys(value.states));
    change({
      ...value,
      states: { ...value.states, [key]: { title: bilingual('workflow-editor.newState'), class: 'locked' } },
    });
    choose({ state: key });
  };
  return (
    <>
      <ul className="plain workflow-list">
        {statesInOrder(value).map(({ key, state }) => (
          <li key={key}>
            <Button
              type="text"
              block
              aria-pressed={chosen.state === key}
              aria-expanded={chosen.state === key}
              onClick={() => choose({ state: key })}
            >
              {titled(state.title) || key} · {say(`workflow-editor.class.${state.class}`)}
            </Button>
            {chosen.state === key && <StateEditor {...props} name={key} state={state} />}
          </li>
        ))}
      </ul>
      {!readOnly && (
        <Button type="dashed" block onClick={add}>
          {say('workflow-editor.addState')}
        </Button>
      )}
    </>
  );
};

/** The actions by name; the chosen one is open. */
const Actions = (props: TableProps) => {
  const { value, change, chosen, choose, readOnly } = props;
  const add = () => {
    const key = freeKey('action', Object.keys(value.actions));
    change({ ...value, actions: { ...value.actions, [key]: { title: bilingual('workflow-editor.newAction') } } });
    choose({ action: key });
  };
  return (
    <>
      <ul className="plain workflow-list">
        {Object.entries(value.actions).map(([key, action]) => (
          <li key={key}>
            <Button
              type="text"
              block
              aria-pressed={chosen.action === key}
              aria-expanded={chosen.action === key}
              onClick={() => choose({ action: key })}
            >
              {titled(action.title) || key}
              {action.approval && ` · ${say('workflow-editor.stepCount', { count: action.approval.steps.length })}`}
            </Button>
            {chosen.action === key && <ActionEditor {...props} name={key} action={action} />}
          </li>
        ))}
      </ul>
      {!readOnly && (
        <Button type="dashed" block onClick={add}>
          {say('workflow-editor.addAction')}
        </Button>
      )}
    </>
  );
};
