import { Checkbox, Select } from 'antd';
import type { FactDeclaration, LookupFact as Lookup } from '#engine/schema/types.gen.ts';
import { ConditionEditor } from '../condition-editor/ConditionEditor.tsx';
import { type FactChoice, recordFactChoices } from '../condition-editor/fact-choice.ts';
import { ChoiceField } from '../field/ChoiceField.tsx';
import { ReferenceField } from '../field/ReferenceField.tsx';
import { say, speech } from '../words.ts';
import type { FactEditorProps } from './fact-editor-props.ts';
import { Line } from './Line.tsx';
import { option } from './rule-options.ts';

const measures = ['count', 'missing', 'first'] as const;
const optionsOf = (facts: readonly FactChoice[]) => facts.map(({ name, title }) => option(name, title));

/** Records of another module that are looked for, wherever they lie: by which field, which of them, and what of them. */
export const LookupFact = (props: FactEditorProps) => {
  const { name, fact, put, value, pack, readOnly } = props;
  const lookup: Lookup = fact.lookup ?? { module: '', measure: 'count' };
  const theirs = recordFactChoices(pack.catalog, lookup.module, speech(), { id: true });
  const own = recordFactChoices(pack.catalog, value.record ?? '', speech(), { moment: true });
  const set = (part: Partial<Lookup>) => {
    const next = { ...lookup, ...part };
    put({ ...fact, lookup: next, type: typeOf(next, theirs, fact) });
  };
  const choose = (member: 'on' | 'from' | 'field', label: string, facts: readonly FactChoice[]) => (
    <Line id={`fact-${name}-${member}`} label={label}>
      <ChoiceField
        id={`fact-${name}-${member}`}
        label={label}
        options={optionsOf(facts)}
        value={lookup[member]}
        readOnly={readOnly}
        change={(path) => set({ [member]: path ?? '' })}
      />
    </Line>
  );
  return (
    <>
      <Line id={`fact-${name}-module`} label={say('rule-editor.ofModule')}>
        <ReferenceField
          id={`fact-${name}-module`}
          label={say('rule-editor.ofModule')}
          pack={pack}
          kind="module"
          value={lookup.module}
          readOnly={readOnly}
          change={(module) => put({ ...fact, lookup: { module: module ?? '', measure: lookup.measure } })}
        />
      </Line>
      {choose('on', say('rule-editor.lookupOn'), theirs)}
      {choose('from', say('rule-editor.lookupFrom'), own)}
      <Line id={`fact-${name}-measure`} label={say('rule-editor.what')}>
        <Select<Lookup['measure']>
          id={`fact-${name}-measure`}
          className="short-choice"
          disabled={readOnly}
          value={lookup.measure}
          onChange={(measure) => set({ measure })}
          options={measures.map((one) => ({ value: one, label: say(`rule-editor.lookup.${one}`) }))}
        />
      </Line>
      {lookup.measure === 'first' && choose('field', say('member.field'), theirs)}
      <Line id={`fact-${name}-where`} label={say('rule-editor.filter')}>
        <ConditionEditor
          id={`fact-${name}-where`}
          label={say('rule-editor.filter')}
          value={lookup.where}
          facts={theirs}
          catalog={pack.catalog}
          ways={{ facts: false, of: own }}
          readOnly={readOnly}
          change={(where) => put({ ...fact, lookup: withWhere(lookup, where) })}
        />
      </Line>
      <Checkbox
        checked={lookup.others === true}
        disabled={readOnly}
        onChange={(event) => set({ others: event.target.checked })}
      >
        {say('rule-editor.others')}
      </Checkbox>
    </>
  );
};

const withWhere = ({ where: _old, ...lookup }: Lookup, where: Lookup['where']): Lookup => ({
  ...lookup,
  ...(where && { where }),
});

const typeOf = (
  { measure, field }: Lookup,
  theirs: readonly FactChoice[],
  fact: FactDeclaration,
): FactDeclaration['type'] =>
  measure === 'first' ? (theirs.find(({ name }) => name === field)?.type ?? fact.type) : 'integer';
