import { Button, Input, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { type GoldenResult, runGolden } from '#engine/definition/golden.ts';
import { isObject } from '#engine/json.ts';
import type { GoldenDefinition } from '#engine/schema/types.gen.ts';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { ruleSetFactChoices } from '../condition-editor/fact-choice.ts';
import { LiteralInput } from '../condition-editor/LiteralInput.tsx';
import { freeKey } from '../field/key-fault.ts';
import { useAction } from '../frame/use-action.ts';
import { bilingual, say, sayIfKnown, speech } from '../words.ts';
import type { RuleSetEditorProps } from './outcome-props.ts';

type Case = GoldenDefinition['cases'][number];

/** The examples of a rule set, judged at once as it is edited; they are changed and added in the same draft. */
export const GoldenPanel = (props: RuleSetEditorProps) => {
  const { value, pack, changeWith, readOnly } = props;
  const { problem, busy, act } = useAction();
  const [results, setResults] = useState<readonly GoldenResult[]>([]);
  const goldens = [...pack.catalog.definitions.golden.values()].filter(
    ({ target }) => target.kind === 'ruleset' && target.key === value.key,
  );
  const { key } = value;
  useEffect(() => {
    let wanted = true;
    const own = ({ target }: GoldenDefinition) => target.kind === 'ruleset' && target.key === key;
    void runGolden(pack.catalog, own).then((found) => wanted && setResults(found));
    return () => {
      wanted = false;
    };
  }, [pack, key]);
  const save = (golden: GoldenDefinition) =>
    void act(() => changeWith(value, [{ kind: 'golden', key: golden.key, value: golden }]));
  const add = () => {
    const [last] = goldens;
    const fresh: Case = { name: say('starter.example'), given: { facts: {} }, expect: {} };
    if (last) return save({ ...last, cases: [...last.cases, fresh] });
    save(newGolden(props, fresh));
  };
  return (
    <section className="golden-panel">
      {problem && <ShowProblem problem={problem} />}
      {goldens.length === 0 && <p className="muted">{say('rule-editor.noGolden')}</p>}
      {goldens.map((golden) =>
        golden.cases.map((one, index) => (
          <GoldenCase
            key={`${golden.key} ${one.name}`}
            {...props}
            one={one}
            result={results.find((result) => result.golden === golden.key && result.case === one.name)}
            put={(next) => save(withCase(golden, index, next))}
          />
        )),
      )}
      {!readOnly && (
        <Button type="dashed" block loading={busy} onClick={add}>
          {say('rule-editor.addGolden')}
        </Button>
      )}
    </section>
  );
};

const newGolden = ({ value, pack }: RuleSetEditorProps, one: Case): GoldenDefinition => ({
  kind: 'golden',
  key: freeKey(value.key, [...pack.catalog.definitions.golden.keys()]),
  module: value.module,
  title: { ...bilingual('starter.example'), zh: `${value.title.zh}${bilingual('starter.example').zh}` },
  target: { kind: 'ruleset', key: value.key },
  cases: [one],
});

const withCase = (golden: GoldenDefinition, at: number, next: Case | undefined): GoldenDefinition => {
  const cases = golden.cases.flatMap((one, index) => (index === at ? (next ?? []) : one));
  const [first, ...rest] = cases;
  return first === undefined ? golden : { ...golden, cases: [first, ...rest] };
};

interface GoldenCaseProps extends RuleSetEditorProps {
  readonly one: Case;
  readonly result: GoldenResult | undefined;
  readonly put: (next: Case | undefined) => void;
}

/** One example: what is given, what comes out, and whether that is what is expected. */
const GoldenCase = (props: GoldenCaseProps) => {
  const { one, result, put, readOnly } = props;
  const [edited, setEdited] = useState<Case>();
  const shown = edited ?? one;
  const open = edited !== undefined;
  const save = () => {
    put(shown);
    setEdited(undefined);
  };
  return (
    <details className="golden-case" data-case={one.name}>
      <summary>
        {one.name}{' '}
        {result && <Tag color={result.ok ? 'green' : 'red'}>{say(result.ok ? 'golden.passed' : 'golden.broken')}</Tag>}
      </summary>
      {!readOnly && (
        <Input
          aria-label={say('rule-editor.caseName')}
          value={shown.name}
          onChange={(event) => setEdited({ ...shown, name: event.target.value })}
        />
      )}
      <h4>{say('golden.given')}</h4>
      <Given {...props} one={shown} set={setEdited} />
      <h4>{say('golden.expect')}</h4>
      <p>{expectWords(shown.expect)}</p>
      {result && !result.ok && (
        <p>
          {say('golden.actual')}
          {say('colon')}
          {expectWords(isObject(result.actual) ? result.actual : {})}
        </p>
      )}
      {!readOnly && (
        <span className="editor-row">
          {open && (
            <Button size="small" type="primary" onClick={save}>
              {say('editor.save')}
            </Button>
          )}
          {result && !result.ok && isObject(result.actual) && (
            <Button size="small" onClick={() => put({ ...shown, expect: result.actual as Case['expect'] })}>
              {say('golden.accept')}
            </Button>
          )}
          <Button size="small" danger onClick={() => put(undefined)}>
            {say('parameter.remove')}
          </Button>
        </span>
      )}
    </details>
  );
};

const expectWords = (expect: Readonly<Record<string, unknown>>): string =>
  Object.entries(expect)
    .filter(([, held]) => !isObject(held) || Object.keys(held).length > 0)
    .filter(([, held]) => !Array.isArray(held) || held.length > 0)
    .map(([name, held]) => {
      const words = Array.isArray(held) ? held.join(say('comma')) : JSON.stringify(held);
      return `${sayIfKnown(`rule-editor.expect.${name}`) ?? name} ${words}`;
    })
    .join(say('comma')) || say('preview.noOutcome');

interface GivenProps extends GoldenCaseProps {
  readonly set: (next: Case) => void;
}

/** The facts of an example by their words; what else it gives stands as it is. */
const Given = ({ one, value, pack, set, readOnly }: GivenProps) => {
  const given = isObject(one.given.facts) ? one.given.facts : {};
  const { facts: _facts, ...others } = one.given;
  return (
    <>
      {Object.keys(others).length > 0 && <p className="muted">{JSON.stringify(others)}</p>}
      {ruleSetFactChoices(pack.catalog, value, speech())
        .filter(({ type }) => type !== 'rows' && type !== 'files')
        .map((fact) => (
          <div key={fact.name} className="editor-line">
            <span>{fact.title}</span>
            <LiteralInput
              fact={fact}
              catalog={pack.catalog}
              label={fact.title}
              value={given[fact.name]}
              disabled={readOnly}
              change={(next) => set({ ...one, given: { ...one.given, facts: withFact(given, fact.name, next) } })}
            />
          </div>
        ))}
    </>
  );
};

const withFact = (facts: Readonly<Record<string, unknown>>, name: string, value: unknown): Record<string, unknown> => {
  const { [name]: _old, ...rest } = facts;
  return value === '' || value === undefined ? rest : { ...rest, [name]: value };
};
