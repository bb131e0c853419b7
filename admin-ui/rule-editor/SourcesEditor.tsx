import { Input, Select } from 'antd';
import { isObject } from '#engine/json.ts';
import type { RuleOutcome, RuleSource } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import { recordFactChoices } from '../condition-editor/fact-choice.ts';
import { LiteralInput } from '../condition-editor/LiteralInput.tsx';
import { ChoiceField } from '../field/ChoiceField.tsx';
import { FieldPathField } from '../field/FieldPathField.tsx';
import { RowsEditor } from '../field/RowsEditor.tsx';
import { say, speech } from '../words.ts';
import type { OutcomeProps } from './outcome-props.ts';
import { factOptions, option } from './rule-options.ts';

type Way = 'fact' | 'literal' | 'group' | 'each' | 'asOf' | 'records' | 'rules' | 'from' | 'to';
const ways: readonly Way[] = ['fact', 'literal', 'group', 'each', 'asOf', 'records', 'rules', 'from', 'to'];

const wayOf = (source: RuleSource): Way => ways.find((way) => way in source) ?? 'literal';

const fresh = (way: Way): RuleSource => {
  if (way === 'asOf' || way === 'rules') return { [way]: true } as unknown as RuleSource;
  return { [way]: '' } as unknown as RuleSource;
};

interface SourcesEditorProps extends OutcomeProps {
  readonly member: 'match' | 'data';
}

interface Row {
  readonly field: string;
  readonly source: RuleSource;
}

/** Fields of the record that is made or looked for, each with where its value comes from. */
export const SourcesEditor = (props: SourcesEditorProps) => {
  const { id, outcome, set, member, pack, readOnly } = props;
  const rows = Object.entries(outcome[member] ?? {}).map(([field, source]): Row => ({ field, source }));
  const put = (next: readonly Row[]) =>
    set({ ...outcome, [member]: Object.fromEntries(next.map(({ field, source }) => [field, source])) } as RuleOutcome);
  const module = outcome.module ?? '';
  return (
    <RowsEditor<Row>
      rows={rows}
      change={put}
      fixed
      readOnly={readOnly}
      fresh={() => ({ field: '', source: { literal: '' } })}
      label={({ field }) => field}
      add={say('rule-editor.addField')}
    >
      {({ field, source }, setRow, index) => (
        <span className="editor-row">
          <FieldPathField
            id={`${id}-${index}-field`}
            label={say('member.field')}
            pack={pack}
            module={module}
            value={field}
            readOnly={readOnly}
            change={(path) => setRow({ field: path ?? '', source })}
          />
          <SourceInput
            {...props}
            id={`${id}-${index}`}
            field={field}
            source={source}
            put={(next) => setRow({ field, source: next })}
          />
        </span>
      )}
    </RowsEditor>
  );
};

interface SourceInputProps extends OutcomeProps {
  readonly field: string;
  readonly source: RuleSource;
  readonly put: (source: RuleSource) => void;
}

const SourceInput = (props: SourceInputProps) => {
  const { id, source, put, readOnly } = props;
  const way = wayOf(source);
  return (
    <>
      <Select<Way>
        aria-label={say('condition-editor.way', { place: id })}
        popupMatchSelectWidth={false}
        disabled={readOnly}
        value={way}
        onChange={(next) => put(fresh(next))}
        options={ways.map((one) => ({ value: one, label: say(`rule-editor.source.${one}`) }))}
      />
      {way !== 'asOf' && way !== 'rules' && <Operand {...props} way={way} />}
    </>
  );
};

const Operand = (props: SourceInputProps & { readonly way: Way }) => {
  const { id, field, source, put, pack, value, outcome, readOnly, way } = props;
  const stands = isObject(source) ? (source as Readonly<Record<string, unknown>>)[way] : undefined;
  const text = typeof stands === 'string' ? stands : '';
  const keep = (next: unknown) => put({ ...source, [way]: next } as RuleSource);
  if (way === 'literal') {
    const own = recordFactChoices(pack.catalog, outcome.module ?? '', speech()).find(({ name }) => name === field);
    return (
      <LiteralInput
        label={say('condition-editor.value', { place: id })}
        fact={own ?? { type: 'text' }}
        catalog={pack.catalog}
        value={stands}
        disabled={readOnly}
        change={keep}
      />
    );
  }
  if (way === 'each' && value.subject?.each === undefined)
    return <Input aria-label={id} disabled={readOnly} value={text} onChange={(event) => keep(event.target.value)} />;
  return (
    <ChoiceField
      id={`${id}-operand`}
      label={say('condition-editor.value', { place: id })}
      options={optionsOf(props)}
      value={text}
      readOnly={readOnly}
      change={(next) => keep(next ?? '')}
    />
  );
};

const optionsOf = ({ way, pack, value }: SourceInputProps & { readonly way: Way }) => {
  const { subject } = value;
  if (way === 'fact') return factOptions(pack, value);
  if (way === 'group') return (subject?.keys ?? []).map((key) => option(key, key));
  if (way === 'each')
    return recordFactChoices(pack.catalog, subject?.each?.module ?? '', speech(), { id: true }).map(({ name, title }) =>
      option(name, title),
    );
  return [...pack.catalog.definitions.aggregate.values()].map(({ key, title }) => option(key, titled(title)));
};
