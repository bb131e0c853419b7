import { Alert, Button, Space, Tag } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { leavesOf } from '#engine/condition/compile.ts';
import { workflowConditions } from '#engine/definition/walk.ts';
import { titled } from '../../runtime-ui/words.ts';
import { recordFactChoices } from '../condition-editor/fact-choice.ts';
import { LiteralInput } from '../condition-editor/LiteralInput.tsx';
import { say, sayIfKnown, speech } from '../words.ts';
import { judgeOf, movesAt, moveTo, type WalkMove, type WalkPlace } from './walk-world.ts';
import { whoWords } from './who-words.ts';
import type { WorkflowEditorProps } from './workflow-change.ts';

interface WalkProps extends WorkflowEditorProps {
  readonly at: string | undefined;
  readonly go: (state: string) => void;
}

interface Past {
  readonly place: WalkPlace;
  readonly words: string;
}

/** A sample record led through the workflow as it stands in the editor: whose turn it is, and where each answer leads. */
export const Walk = (props: WalkProps) => {
  const { value, pack, go } = props;
  const [place, setPlace] = useState<WalkPlace>({ state: value.initial });
  const [past, setPast] = useState<readonly Past[]>([]);
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({});
  const [refused, setRefused] = useState<string>();
  const judge = useMemo(() => judgeOf(pack.catalog, value, values), [pack, value, values]);
  const { state } = place;
  useEffect(() => go(state), [state, go]);
  const take = (move: WalkMove) => {
    const next = moveTo(value, place, move, judge);
    setRefused(next === undefined ? moveWords(props, move) : undefined);
    if (next === undefined) return;
    setPast([...past, { place, words: moveWords(props, move) }]);
    setPlace(next);
  };
  const back = () => {
    const last = past.at(-1);
    if (last === undefined) return;
    setPlace(last.place);
    setPast(past.slice(0, -1));
    setRefused(undefined);
  };
  const restart = () => {
    setPlace({ state: value.initial });
    setPast([]);
    setRefused(undefined);
  };
  return (
    <section className="walk" aria-label={say('workflow-editor.walk')}>
      <p className="muted">{say('workflow-editor.walkHint')}</p>
      <p role="status">
        {say('workflow-editor.standsAt')}
        <Tag color="blue">{titled(value.states[state]?.title) || state}</Tag>
      </p>
      {refused !== undefined && (
        <Alert type="warning" showIcon title={say('workflow-editor.refused', { name: refused })} />
      )}
      <ul className="plain">
        {movesAt(value, place, judge).map((move) => (
          <li key={`${move.action} ${move.result}`} className="editor-row">
            <Button size="small" onClick={() => take(move)}>
              {moveWords(props, move)}
            </Button>
            <span className="muted">{whoseTurn(props, move)}</span>
          </li>
        ))}
      </ul>
      <Space>
        <Button size="small" disabled={past.length === 0} onClick={back}>
          {say('workflow-editor.back')}
        </Button>
        <Button size="small" disabled={past.length === 0} onClick={restart}>
          {say('workflow-editor.restart')}
        </Button>
      </Space>
      <ol>
        {past.map(({ words }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was walked is only added to and cut off
          <li key={index}>{words}</li>
        ))}
      </ol>
      <Sample {...props} values={values} set={setValues} />
    </section>
  );
};

const moveWords = ({ value }: WalkProps, { action, step, result }: WalkMove): string => {
  const definition = value.actions[action];
  const asked = definition?.approval?.steps.find(({ key }) => key === step);
  const declared = definition?.approval?.results?.find(({ key }) => key === result);
  return [
    titled(asked?.title) || titled(definition?.title) || action,
    ...(result === undefined ? [] : [titled(declared?.title) || (sayIfKnown(`result.${result}`) ?? result)]),
  ].join(say('colon'));
};

const whoseTurn = ({ value, pack }: WalkProps, { action, step }: WalkMove): string => {
  const definition = value.actions[action];
  const who = definition?.approval?.steps.find(({ key }) => key === step)?.who ?? definition?.who ?? [];
  return who.map((one) => whoWords(pack, one)).join(say('who.or'));
};

interface SampleProps extends WorkflowEditorProps {
  readonly values: Readonly<Record<string, unknown>>;
  readonly set: (values: Readonly<Record<string, unknown>>) => void;
}

/** The values that the conditions of the workflow ask for. */
const Sample = ({ value, pack, values, set }: SampleProps) => {
  const asked = new Set(
    workflowConditions(value)
      .filter(({ module }) => module === undefined)
      .flatMap((condition) => leavesOf(condition.value).map(({ fact }) => fact)),
  );
  const facts = recordFactChoices(pack.catalog, value.module, speech(), { moment: true }).filter(
    ({ name, type }) => asked.has(name) && type !== 'rows' && type !== 'files',
  );
  if (facts.length === 0) return null;
  return (
    <details>
      <summary>{say('workflow-editor.sample', { count: facts.length })}</summary>
      {facts.map((fact) => (
        <div key={fact.name} className="editor-line">
          <span>{fact.title}</span>
          <LiteralInput
            fact={fact}
            catalog={pack.catalog}
            label={fact.title}
            value={values[fact.name]}
            change={(next) => set({ ...values, [fact.name]: next === '' ? undefined : next })}
          />
        </div>
      ))}
    </details>
  );
};
