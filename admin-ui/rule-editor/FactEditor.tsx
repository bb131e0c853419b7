import { Select } from 'antd';
import type { FactDeclaration } from '#engine/schema/types.gen.ts';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { titled } from '../../runtime-ui/words.ts';
import { FactSelect } from '../condition-editor/FactSelect.tsx';
import { type FactChoice, moduleIn, recordFactChoices, sourceOf } from '../condition-editor/fact-choice.ts';
import { editorAddress } from '../draft/draft-api.ts';
import { ChoiceField } from '../field/ChoiceField.tsx';
import { ReferenceField } from '../field/ReferenceField.tsx';
import { TitleField } from '../field/TitleField.tsx';
import { say, sayIfKnown, speech } from '../words.ts';
import { CountFact } from './CountFact.tsx';
import type { FactEditorProps } from './fact-editor-props.ts';
import { Line } from './Line.tsx';
import { LogicInput } from './LogicInput.tsx';
import { LookupFact } from './LookupFact.tsx';
import { measureChoices } from './measure-choices.ts';
import { option } from './rule-options.ts';
import { parameterFact } from './rule-parameters.ts';

/** One fact: what it is called and what it is taken from, by choosing. */
export const FactEditor = (props: FactEditorProps) => {
  const { name, fact, put, readOnly } = props;
  return (
    <>
      <Line id={`fact-${name}-title`} label={say('member.title')}>
        <TitleField
          id={`fact-${name}-title`}
          label={say('member.title')}
          optional
          value={fact.title}
          readOnly={readOnly}
          change={(title) => put(withTitle(fact, title))}
        />
      </Line>
      <Source {...props} />
    </>
  );
};

const withTitle = ({ title: _old, ...fact }: FactDeclaration, title: FactDeclaration['title']): FactDeclaration => ({
  ...fact,
  ...(title && { title }),
});

const Source = (props: FactEditorProps) => {
  const { fact } = props;
  switch (sourceOf(fact)) {
    case 'field':
    case 'each':
      return <FieldFact {...props} />;
    case 'parameter':
      return <ParameterFact {...props} />;
    case 'measure':
      return <MeasureFact {...props} />;
    case 'aggregate':
      return <CountFact {...props} />;
    case 'lookup':
      return <LookupFact {...props} />;
    case 'clock':
    case 'document':
      return <KeptFact {...props} />;
    case 'group':
      return <GroupFact {...props} />;
    case 'calculate':
      return <LogicInput {...props} />;
    default:
      return <p className="muted">{say('rule-editor.asText')}</p>;
  }
};

/** A field of the record that is judged, or of the record the rule set is asked for. */
const FieldFact = ({ name, fact, put, value, pack, readOnly }: FactEditorProps) => {
  const source = fact.each === undefined ? 'field' : 'each';
  const module = source === 'field' ? (fact.above ?? value.record) : value.subject?.each?.module;
  const facts = recordFactChoices(pack.catalog, module ?? '', speech(), { moment: true });
  return (
    <Line id={`fact-${name}-field`} label={say('member.field')}>
      <FactSelect
        id={`fact-${name}-field`}
        label={say('member.field')}
        facts={facts}
        value={fact[source]}
        disabled={readOnly}
        change={(chosen: FactChoice) => put({ ...fact, [source]: chosen.name, type: chosen.type })}
      />
    </Line>
  );
};

/** The dated value of a parameter: of which day, and for which dimensions. */
const ParameterFact = ({ name, fact, put, value, pack, readOnly }: FactEditorProps) => {
  const parameter = pack.catalog.definitions.parameter.get(fact.parameter ?? '');
  const module = value.record ?? value.subject?.each?.module ?? '';
  const own = recordFactChoices(pack.catalog, module, speech(), { moment: true });
  const prefix = value.subject === undefined ? '' : 'each.';
  const days = [
    ...(value.subject === undefined ? [] : [option('$asOf', say('rule-editor.asOf'))]),
    ...own
      .filter(({ type }) => type === 'date' || type === 'instant')
      .map((one) => option(`${prefix}${one.name}`, one.title)),
  ];
  const by = own.map((one) => option(`${prefix}${one.name}`, one.title));
  return (
    <>
      <Line id={`fact-${name}-parameter`} label={say('kind.parameter')}>
        <ReferenceField
          id={`fact-${name}-parameter`}
          label={say('kind.parameter')}
          pack={pack}
          kind="parameter"
          module={value.module}
          value={fact.parameter}
          readOnly={readOnly}
          change={(key) => key && put({ ...parameterFact(pack.catalog, value, key), ...(fact.at && { at: fact.at }) })}
        />
      </Line>
      <Line id={`fact-${name}-at`} label={say('rule-editor.onDay')}>
        <ChoiceField
          id={`fact-${name}-at`}
          label={say('rule-editor.onDay')}
          options={days}
          value={fact.at}
          readOnly={readOnly}
          change={(at) => put({ ...fact, ...(at && { at }) })}
        />
      </Line>
      {(parameter?.dimensions ?? []).map((dimension) => (
        <Line key={dimension} id={`fact-${name}-by-${dimension}`} label={say('rule-editor.by', { name: dimension })}>
          <ChoiceField
            id={`fact-${name}-by-${dimension}`}
            label={say('rule-editor.by', { name: dimension })}
            optional
            options={[...(value.subject?.keys ?? []).map((key) => option(key, key)), ...by]}
            value={fact.by?.[dimension]}
            readOnly={readOnly}
            change={(path) => put({ ...fact, by: { ...fact.by, [dimension]: path ?? '' } })}
          />
        </Line>
      ))}
    </>
  );
};

/** A figure of an aggregate, which is edited in the same draft. */
const MeasureFact = ({ name, fact, put, pack, draft, readOnly }: FactEditorProps) => {
  const choices = measureChoices(pack);
  const [key = ''] = (fact.measure ?? '').split('.');
  const aggregate = pack.catalog.definitions.aggregate.get(key);
  return (
    <Line id={`fact-${name}-measure`} label={say('condition-editor.source.measure')}>
      <span className="editor-row">
        <FactSelect
          id={`fact-${name}-measure`}
          label={say('condition-editor.source.measure')}
          facts={choices}
          value={fact.measure}
          disabled={readOnly}
          change={(chosen) => put({ ...fact, measure: chosen.name, type: chosen.type })}
        />
        {aggregate && (
          <Link to={editorAddress(draft, 'aggregate', key)}>
            {say('rule-editor.editCount', { name: titled(aggregate.title) })}
          </Link>
        )}
      </span>
    </Line>
  );
};

const GroupFact = ({ name, fact, put, value, readOnly }: FactEditorProps) => (
  <Line id={`fact-${name}-group`} label={say('rule-editor.subjectKeys')}>
    <ChoiceField
      id={`fact-${name}-group`}
      label={say('rule-editor.subjectKeys')}
      options={(value.subject?.keys ?? []).map((key) => option(key, key))}
      value={fact.group}
      readOnly={readOnly}
      change={(group) => put({ ...fact, group: group ?? '' })}
    />
  </Line>
);

const kept = {
  clock: { due: 'date', state: 'code', passed: 'boolean' },
  document: { count: 'integer', issued: 'integer', served: 'integer', signed: 'integer' },
} as const;

/** What is known of a deadline or of the papers of one kind. */
const KeptFact = ({ name, fact, put, value, pack, readOnly }: FactEditorProps) => {
  const source = fact.clock === undefined ? 'document' : 'clock';
  const kind = source === 'clock' ? 'deadline' : 'document';
  const key = fact.clock?.deadline ?? fact.document?.document;
  const asked = fact.clock?.value ?? fact.document?.value;
  const set = (of: string, what: string) =>
    put({
      ...fact,
      type: (kept[source] as Readonly<Record<string, FactDeclaration['type']>>)[what] ?? 'integer',
      [source]: { [kind]: of, value: what },
    });
  return (
    <>
      <Line id={`fact-${name}-kept`} label={say(`kind.${kind}`)}>
        <ReferenceField
          id={`fact-${name}-kept`}
          label={say(`kind.${kind}`)}
          pack={pack}
          kind={kind}
          module={moduleIn(pack.catalog, value.record)?.definition.key}
          value={key}
          readOnly={readOnly}
          change={(chosen) => set(chosen ?? '', asked ?? '')}
        />
      </Line>
      <Line id={`fact-${name}-what`} label={say('rule-editor.what')}>
        <Select<string>
          id={`fact-${name}-what`}
          className="short-choice"
          disabled={readOnly}
          value={asked ?? ''}
          onChange={(what) => set(key ?? '', what)}
          options={Object.keys(kept[source]).map((what) => ({
            value: what,
            label: sayIfKnown(`rule-editor.kept.${what}`) ?? what,
          }))}
        />
      </Line>
    </>
  );
};
