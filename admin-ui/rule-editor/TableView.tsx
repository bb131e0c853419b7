import { Alert, Select } from 'antd';
import { useMemo } from 'react';
import type { TableCase } from '#engine/rule/table/survey-table.ts';
import type { Rule, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import { conditionLines, valueWords } from '../catalog/condition-words.ts';
import { ruleSetLabels } from '../catalog/labels.ts';
import type { Leaf } from '../condition-editor/condition-shape.ts';
import { ConditionTree } from '../definition/ConditionTree.tsx';
import { outcomeText, ruleTitle } from '../definition/outcome-text.ts';
import { ScrollBox } from '../frame/ScrollBox.tsx';
import { say, sayIfKnown, speech } from '../words.ts';
import type { RuleSetEditorProps } from './outcome-props.ts';
import { type SurveyedWorld, surveyRules } from './survey-rules.ts';
import { tableOf } from './table-cells.ts';

/** The rules as a decision table: a row each, a column for every fact; what is left out and what is decided twice. */
export const TableView = (props: RuleSetEditorProps) => {
  const { value, pack, change, readOnly } = props;
  const words = speech();
  const labels = ruleSetLabels(pack.catalog, value, words);
  const { columns, rows } = useMemo(() => tableOf(value), [value]);
  const hit = (next: string) => change(withHit(value, next));
  const cell = (leaves: readonly Leaf[] | undefined) =>
    leaves === undefined ? (
      <span className="muted">{say('rule-editor.any')}</span>
    ) : (
      <ConditionTree lines={leaves.flatMap((leaf) => conditionLines(leaf, labels, words))} />
    );
  return (
    <>
      <p className="editor-row">
        <label htmlFor="rule-hit">{say('rule-editor.hit')}</label>
        <Select
          id="rule-hit"
          popupMatchSelectWidth={false}
          disabled={readOnly}
          value={value.hit ?? ''}
          onChange={hit}
          options={(['', 'unique', 'first'] as const).map((one) => ({
            value: one,
            label: say(one === '' ? 'rule-editor.hit.all' : `rule-editor.hit.${one}`),
          }))}
        />
      </p>
      <ScrollBox>
        <table className="decision-table">
          <thead>
            <tr>
              <th scope="col">{say('rule-editor.rule')}</th>
              {columns.map((fact) => (
                <th scope="col" key={fact}>
                  {labels.fact(fact).title}
                </th>
              ))}
              {rows.some(({ rest }) => rest.length > 0) && <th scope="col">{say('rule-editor.rest')}</th>}
              <th scope="col">{say('rule.then')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ rule, cells, rest }, index) => {
              const declared = value.rules[index];
              return (
                <tr key={rule}>
                  <th scope="row">{declared && ruleTitle(pack.catalog, value.record ?? '', declared, words)}</th>
                  {columns.map((fact) => (
                    <td key={fact}>{cell(cells.get(fact))}</td>
                  ))}
                  {rows.some((row) => row.rest.length > 0) && (
                    <td>
                      <ConditionTree lines={rest.flatMap((part) => conditionLines(part, labels, words))} />
                    </td>
                  )}
                  <td>{declared && follows(declared, props)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
      <Survey {...props} />
    </>
  );
};

/** What follows from a rule: its kind, and what is said, written or made. */
const follows = ({ outcome }: Rule, { value, pack }: RuleSetEditorProps): string => {
  const { definitions } = pack.catalog;
  const made = titled(definitions.module.get(outcome.module ?? '')?.title);
  const said = outcomeText(pack.catalog, value.record ?? '', outcome, speech());
  return [sayIfKnown(`outcome.${outcome.type}`) ?? outcome.type, said || made].filter(Boolean).join(say('colon'));
};

const withHit = ({ hit: _old, ...ruleSet }: RuleSetDefinition, hit: string): RuleSetDefinition => ({
  ...ruleSet,
  ...(hit !== '' && { hit: hit as NonNullable<RuleSetDefinition['hit']> }),
});

/** Gaps, overlaps and rules that never apply, found by trying every combination of answers. */
const Survey = (props: RuleSetEditorProps) => {
  const { value, pack } = props;
  const surveyed = useMemo(() => surveyRules(pack.catalog, value), [pack, value]);
  const [first] = surveyed;
  if (first === undefined) return <p className="muted">{say('rule-editor.noSurvey')}</p>;
  return (
    <section className="survey" aria-label={say('rule-editor.survey')}>
      <h3>{say('rule-editor.survey')}</h3>
      {surveyed.map((one) => (
        <World key={JSON.stringify(one.world)} {...props} surveyed={one} />
      ))}
    </section>
  );
};

const World = ({ surveyed, value, pack }: RuleSetEditorProps & { readonly surveyed: SurveyedWorld }) => {
  const { world, survey } = surveyed;
  const words = speech();
  const labels = ruleSetLabels(pack.catalog, value, words);
  const title = (key: string) => {
    const rule = value.rules.find((one) => one.key === key);
    return rule ? ruleTitle(pack.catalog, value.record ?? '', rule, words) : key;
  };
  const example = (tried: TableCase) =>
    Object.entries(tried)
      .map(([fact, held]) => {
        const { title: name, type } = labels.fact(fact);
        return `${name} ${valueWords({ fact, type }, held, labels, words)}`;
      })
      .join(words.messages.comma) || say('rule-editor.nothingKnown');
  const lines = [
    ...survey.unchecked.map((fact) => say('rule-editor.unchecked', { fact: labels.fact(fact).title })),
    ...survey.gaps.map((gap) => say('rule-editor.gap', { example: example(gap) })),
    ...survey.overlaps.map(({ rows: [one, other], example: tried }) =>
      say('rule-editor.overlap', { one: title(one), other: title(other), example: example(tried) }),
    ),
    ...survey.never.map((rule) => say('rule-editor.never', { rule: title(rule) })),
    ...survey.unreached.map((rule) => say('rule-editor.unreached', { rule: title(rule) })),
  ];
  return (
    <Alert
      className="gap"
      showIcon
      type={lines.length === 0 ? 'success' : 'info'}
      title={[
        world.from === undefined ? '' : say('rule-editor.world', { from: world.from }),
        say(lines.length === 0 ? 'rule-editor.complete' : 'rule-editor.cases', { count: survey.cases }),
      ].join('')}
      description={
        lines.length > 0 && (
          <ul className="plain">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )
      }
    />
  );
};
