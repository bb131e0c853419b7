import { Select } from 'antd';
import type { FactDeclaration } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import { ConditionEditor } from '../condition-editor/ConditionEditor.tsx';
import { moduleIn, recordFactChoices } from '../condition-editor/fact-choice.ts';
import { ChoiceField } from '../field/ChoiceField.tsx';
import { FieldPathField } from '../field/FieldPathField.tsx';
import { say, sayIfKnown, speech } from '../words.ts';
import type { FactEditorProps } from './fact-editor-props.ts';
import { Line } from './Line.tsx';
import { option } from './rule-options.ts';

type Count = NonNullable<FactDeclaration['aggregate']>;
const functions = ['count', 'sum', 'min', 'max'] as const;

/** What is counted among the records below the one that is judged: of which module, which of them, and what of them. */
export const CountFact = (props: FactEditorProps) => {
  const { name, fact, put, value, pack, readOnly } = props;
  const count: Count = fact.aggregate ?? { function: 'count', module: '' };
  const set = (next: Count) => put({ ...fact, aggregate: next, type: typeOf(props, next) });
  const children = moduleIn(pack.catalog, value.record)?.children ?? [];
  return (
    <>
      <Line id={`fact-${name}-child`} label={say('rule-editor.ofModule')}>
        <ChoiceField
          id={`fact-${name}-child`}
          label={say('rule-editor.ofModule')}
          options={children.map((key) => option(key, titled(pack.catalog.definitions.module.get(key)?.title)))}
          value={count.module}
          readOnly={readOnly}
          change={(module) => set({ function: count.function, module: module ?? '' })}
        />
      </Line>
      <Line id={`fact-${name}-function`} label={say('rule-editor.what')}>
        <span className="editor-row">
          <Select<Count['function']>
            id={`fact-${name}-function`}
            popupMatchSelectWidth={false}
            disabled={readOnly}
            value={count.function}
            onChange={(by) => set({ ...count, function: by })}
            options={functions.map((by) => ({ value: by, label: sayIfKnown(`aggregate.${by}`) ?? by }))}
          />
          {count.function !== 'count' && (
            <FieldPathField
              id={`fact-${name}-counted`}
              label={say('member.field')}
              pack={pack}
              module={count.module}
              value={count.field}
              readOnly={readOnly}
              change={(field) => set({ ...count, ...(field && { field }) })}
            />
          )}
        </span>
      </Line>
      <Line id={`fact-${name}-where`} label={say('rule-editor.filter')}>
        <ConditionEditor
          id={`fact-${name}-where`}
          label={say('rule-editor.filter')}
          value={count.where}
          facts={recordFactChoices(pack.catalog, count.module, speech(), { moment: true })}
          catalog={pack.catalog}
          readOnly={readOnly}
          change={(where) => set(withWhere(count, where))}
        />
      </Line>
    </>
  );
};

const withWhere = ({ where: _old, ...count }: Count, where: Count['where']): Count => ({
  ...count,
  ...(where && { where }),
});

const typeOf = ({ pack, fact }: FactEditorProps, { function: by, module, field }: Count): FactDeclaration['type'] => {
  if (by === 'count') return 'integer';
  return moduleIn(pack.catalog, module)?.fields.get(field ?? '')?.type ?? fact.type;
};
