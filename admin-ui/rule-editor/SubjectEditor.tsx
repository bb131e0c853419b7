import type { RuleSubject } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import { ConditionEditor } from '../condition-editor/ConditionEditor.tsx';
import { recordFactChoices } from '../condition-editor/fact-choice.ts';
import { ChoicesField } from '../field/ChoiceField.tsx';
import { ReferenceField, ReferencesField } from '../field/ReferenceField.tsx';
import { say, speech } from '../words.ts';
import { Line } from './Line.tsx';
import type { RuleSetEditorProps } from './outcome-props.ts';
import { option } from './rule-options.ts';

/** Whom a rule set over many records decides about: every group of its counts, for every record it is asked for. */
export const SubjectEditor = (props: RuleSetEditorProps) => {
  const { value, pack, change, readOnly } = props;
  const subject: RuleSubject = value.subject ?? { keys: [], from: [] };
  const set = (part: Partial<RuleSubject>) => change({ ...value, subject: { ...subject, ...part } });
  const { each } = subject;
  const keys = new Map(
    [...pack.catalog.definitions.aggregate.values()].flatMap(({ groupBy = [] }) =>
      groupBy.map(({ key }) => [key, key] as const),
    ),
  );
  return (
    <>
      <h3>{say('rule-editor.subject')}</h3>
      <Line id="subject-from" label={say('rule-editor.subjectFrom')}>
        <ReferencesField
          id="subject-from"
          label={say('rule-editor.subjectFrom')}
          pack={pack}
          kind="aggregate"
          value={subject.from}
          readOnly={readOnly}
          change={(from) => set({ from: [...from] })}
        />
      </Line>
      <Line id="subject-keys" label={say('rule-editor.subjectKeys')}>
        <ChoicesField
          id="subject-keys"
          label={say('rule-editor.subjectKeys')}
          options={[...keys.keys()].map((key) => option(key, key))}
          value={subject.keys}
          readOnly={readOnly}
          change={(next) => set({ keys: [...next] })}
        />
      </Line>
      <Line id="subject-each" label={say('rule-editor.subjectEach')}>
        <ReferenceField
          id="subject-each"
          label={say('rule-editor.subjectEach')}
          pack={pack}
          kind="module"
          optional
          value={each?.module}
          readOnly={readOnly}
          change={(module) => change({ ...value, subject: withEach(subject, module) })}
        />
      </Line>
      {each && (
        <Line id="subject-where" label={say('rule-editor.subjectWhere', { name: moduleTitle(props, each.module) })}>
          <ConditionEditor
            id="subject-where"
            label={say('rule-editor.filter')}
            value={each.where}
            facts={recordFactChoices(pack.catalog, each.module, speech(), { moment: true })}
            catalog={pack.catalog}
            readOnly={readOnly}
            change={(where) => set({ each: withWhere(each, where) })}
          />
        </Line>
      )}
    </>
  );
};

const moduleTitle = ({ pack }: RuleSetEditorProps, key: string): string =>
  titled(pack.catalog.definitions.module.get(key)?.title) || key;

const withEach = ({ each: _old, ...subject }: RuleSubject, module: string | undefined): RuleSubject => ({
  ...subject,
  ...(module !== undefined && { each: { module } }),
});

type Each = NonNullable<RuleSubject['each']>;
const withWhere = ({ where: _old, ...each }: Each, where: Each['where']): Each => ({
  ...each,
  ...(where && { where }),
});
