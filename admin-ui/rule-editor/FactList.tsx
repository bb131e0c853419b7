import { Button, Select, Tag } from 'antd';
import { useState } from 'react';
import type { FactDeclaration, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { ruleSetLabels } from '../catalog/labels.ts';
import { type FactSource, sourceOf } from '../condition-editor/fact-choice.ts';
import { factSource } from '../definition/rule-set-words.ts';
import { freeKey } from '../field/key-fault.ts';
import { say, sayIfKnown, speech } from '../words.ts';
import { FactEditor } from './FactEditor.tsx';
import { FindingsAt, findingsAt } from './FindingsAt.tsx';
import { factUses } from './fact-uses.ts';
import { freshFact } from './fresh-fact.ts';
import type { RuleSetEditorProps } from './outcome-props.ts';

const ofRecord: readonly FactSource[] = [
  'field',
  'parameter',
  'aggregate',
  'lookup',
  'clock',
  'document',
  'calculate',
  'likeness',
];
const ofSubject: readonly FactSource[] = ['measure', 'parameter', 'each', 'group', 'calculate'];

/** The facts a rule set knows, each with where it is taken from; one is opened at a time. */
export const FactList = (props: RuleSetEditorProps) => {
  const { value, pack, change, readOnly, findings, entry } = props;
  const [open, setOpen] = useState<string>();
  const words = speech();
  const labels = ruleSetLabels(pack.catalog, value, words);
  const put = (name: string, fact: FactDeclaration) => change({ ...value, facts: { ...value.facts, [name]: fact } });
  const add = (source: FactSource) => {
    const name = freeKey(source, Object.keys(value.facts));
    put(name, freshFact(source, pack, value));
    setOpen(name);
  };
  return (
    <>
      <ul className="plain fact-list">
        {Object.entries(value.facts).map(([name, fact]) => {
          const used = factUses(value, name);
          const wrong = findingsAt({ findings, file: entry.file, path: `/facts/${name}` }).length;
          return (
            <li key={name} className="fact-line" data-fact={name}>
              <Button
                type="link"
                aria-expanded={open === name}
                onClick={() => setOpen(open === name ? undefined : name)}
              >
                {labels.fact(name).title}
              </Button>
              <Tag>{sayIfKnown(`type.${fact.type}`) ?? fact.type}</Tag>
              <span className="muted">{factWords(fact, props)}</span>
              {wrong > 0 && <Tag color="red">{say('rule-editor.faults', { count: wrong })}</Tag>}
              {!used && !readOnly && (
                <Button size="small" type="text" onClick={() => change(withoutFact(value, name))}>
                  {say('rule-editor.removeFact', { name: labels.fact(name).title })}
                </Button>
              )}
              {open === name && (
                <div className="fact-box">
                  <FactEditor {...props} name={name} fact={fact} put={(next) => put(name, next)} />
                  <FindingsAt findings={findings} file={entry.file} path={`/facts/${name}`} />
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {!readOnly && (
        <Select<FactSource>
          className="short-choice"
          aria-label={say('rule-editor.addFact')}
          placeholder={say('rule-editor.addFact')}
          value={null as unknown as FactSource}
          popupMatchSelectWidth={false}
          onChange={add}
          options={(value.subject === undefined ? ofRecord : ofSubject).map((source) => ({
            value: source,
            label: say(`condition-editor.source.${source}`),
          }))}
        />
      )}
    </>
  );
};

const factWords = (fact: FactDeclaration, { pack, value }: RuleSetEditorProps): string => {
  const source = sourceOf(fact);
  if (['field', 'parameter', 'aggregate', 'clock', 'document'].includes(source))
    return factSource(pack.catalog, value, fact, speech());
  return say(`condition-editor.source.${source}`);
};

const withoutFact = (ruleSet: RuleSetDefinition, name: string): RuleSetDefinition => {
  const { [name]: _gone, ...facts } = ruleSet.facts;
  return { ...ruleSet, facts };
};
