import { isObject } from '#engine/json.ts';
import type { RuleSetDefinition, Rung } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import { conditionLines } from '../catalog/condition-words.ts';
import { fieldLabel, ruleSetLabels } from '../catalog/labels.ts';
import { ConditionTree } from '../definition/ConditionTree.tsx';
import { ruleTitle } from '../definition/outcome-text.ts';
import { replaced } from '../field/rows.ts';
import { say, speech } from '../words.ts';
import { LadderEditor } from './LadderEditor.tsx';
import { laddersOf } from './ladders-of.ts';
import type { RuleSetEditorProps } from './outcome-props.ts';

/** The ladders of a rule set as pictures, the highest level on top, with the boxes that change them. */
export const LadderView = (props: RuleSetEditorProps) => {
  const { value, pack, change } = props;
  const words = speech();
  const labels = ruleSetLabels(pack.catalog, value, words);
  return (
    <>
      {laddersOf(value).map(({ rule, ladder }) => {
        const declared = value.rules[rule];
        if (declared === undefined) return null;
        return (
          <section key={declared.key} className="rule-box">
            <h3>{ruleTitle(pack.catalog, value.record ?? '', declared, words) || declared.key}</h3>
            <p className="muted">{say('rule-editor.climbing', { fact: labels.fact(ladder.fact).title })}</p>
            <ol className="ladder" reversed>
              {[...ladder.levels].reverse().map((rung) => (
                <li key={rung.key}>
                  <strong>{titled(rung.title) || rung.key}</strong>{' '}
                  {say('rule-editor.fromValue', { value: threshold(rung, props) })}
                </li>
              ))}
            </ol>
            {(ladder.modifiers ?? []).map((modifier) => (
              <div key={JSON.stringify(modifier)} className="rule-part">
                <span className="rule-word">
                  {modifier.to === undefined
                    ? say('rule-editor.moved', { by: modifier.by ?? 0 })
                    : say('rule-editor.movedTo', { to: modifier.to })}
                </span>
                <ConditionTree lines={conditionLines(modifier.when, labels, words)} />
              </div>
            ))}
            <LadderEditor
              {...props}
              id={`ladder-${rule}`}
              outcome={declared.outcome}
              set={(outcome) =>
                change({
                  ...value,
                  rules: replaced(value.rules, rule, { ...declared, outcome }) as RuleSetDefinition['rules'],
                })
              }
            />
          </section>
        );
      })}
    </>
  );
};

/** Where a level begins, in words. */
const threshold = ({ from }: Rung, { value, pack }: RuleSetEditorProps): string => {
  if (!isObject(from)) return String(from);
  const words = speech();
  if ('fact' in from) return ruleSetLabels(pack.catalog, value, words).fact(String(from.fact)).title;
  if ('each' in from) return fieldLabel(pack.catalog, value.subject?.each?.module ?? '', String(from.each), words);
  return titled(pack.catalog.definitions.parameter.get(String(from.parameter))?.title);
};
