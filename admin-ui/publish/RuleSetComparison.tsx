import { Switch, Tag } from 'antd';
import { type CSSProperties, useId, useState } from 'react';
import { messages } from '#engine/message/messages.ts';
import type { ExplainedLine } from '#engine/rule/explain.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { language } from '../../runtime-ui/words.ts';
import { ruleSetLabels } from '../catalog/labels.ts';
import type { Pack } from '../catalog/pack.ts';
import { ruleTitle } from '../definition/outcome-text.ts';
import type { ChangedRuleSet, Judged } from '../types.ts';
import { say, sayIfKnown, speech } from '../words.ts';
import { type ComparedLine, type ComparedRule, compareRules, compareTraces, differingLines } from './compare-traces.ts';
import { Outcomes } from './Outcomes.tsx';

interface RuleSetComparisonProps {
  readonly ruleset: ChangedRuleSet;
  readonly before: Pack;
  readonly after: Pack;
  /** What is said of each side instead of outcomes. */
  readonly said?: readonly [string, string];
}

const definitionIn = (pack: Pack, key: string): RuleSetDefinition | undefined =>
  pack.catalog.definitions.ruleset.get(key);

/** A rule set asked twice: outcomes and traces side by side, with what differs marked. */
export const RuleSetComparison = ({ ruleset, before, after, said }: RuleSetComparisonProps) => {
  const id = useId();
  const [all, setAll] = useState(false);
  const rules = compareRules(ruleset.before?.trace ?? [], ruleset.after?.trace ?? []);
  const shown = rules.filter((rule) => all || rule.differs);
  const title = (rule: string) => {
    const find = (pack: Pack) => {
      const ruleSet = definitionIn(pack, ruleset.key);
      const found = ruleSet?.rules.find((one) => one.key === rule);
      return ruleSet && found && ruleTitle(pack.catalog, ruleSet.record ?? '', found, speech());
    };
    return find(after) ?? find(before) ?? rule;
  };
  const outcomes = (judged: Judged | null, pack: Pack) => (
    <Outcomes judged={judged} ruleSet={definitionIn(pack, ruleset.key)} pack={pack} />
  );
  return (
    <>
      <div className="sides">
        <div className="side-head">{say('preview.before')}</div>
        <div className="side-head">{say('preview.after')}</div>
        {said ? said.map((words, side) => <p key={side === 0 ? 'before' : 'after'}>{words}</p>) : null}
        {said ? null : outcomes(ruleset.before, before)}
        {said ? null : outcomes(ruleset.after, after)}
      </div>
      {shown.map((rule) => (
        <section key={rule.rule}>
          <h4>{title(rule.rule)}</h4>
          <Lines rule={rule} all={all} keyOf={ruleset.key} before={before} after={after} />
        </section>
      ))}
      <div className="switch-line">
        <Switch id={id} size="small" checked={all} onChange={setAll} />{' '}
        <label htmlFor={id}>{say('preview.allRules')}</label>
      </div>
    </>
  );
};

interface LinesProps {
  readonly rule: ComparedRule;
  /** Also the conditions that did not change. */
  readonly all: boolean;
  readonly keyOf: string;
  readonly before: Pack;
  readonly after: Pack;
}

const Lines = ({ rule, all, keyOf, before, after }: LinesProps) => {
  const words = speech();
  const side = (pack: Pack, trace: ComparedRule['before']) => {
    const ruleSet = definitionIn(pack, keyOf);
    const labels = ruleSet
      ? ruleSetLabels(pack.catalog, ruleSet, words)
      : { fact: (title: string) => ({ title, type: 'text' as const }) };
    return { trace: trace?.condition, labels };
  };
  const lines = compareTraces(side(before, rule.before), side(after, rule.after), messages[language()]);
  return (
    <div className="sides">
      {(all ? lines : differingLines(lines)).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of two stored traces never move
        <Pair key={index} line={line} />
      ))}
    </div>
  );
};

const Pair = ({ line }: { readonly line: ComparedLine }) => (
  <>
    <Line line={line.before} differs={line.differs} />
    <Line line={line.after} differs={line.differs} />
  </>
);

const Line = ({ line, differs }: { readonly line: ExplainedLine | undefined; readonly differs: boolean }) => (
  <div
    className={differs ? 'trace-line differs' : 'trace-line'}
    style={{ '--depth': line?.depth ?? 0 } as CSSProperties}
  >
    {line && (
      <>
        <span className={`truth truth-${String(line.result)}`} aria-hidden="true" />
        {line.text}
        {differs && <Tag className="differs-tag">{sayIfKnown('preview.differs')}</Tag>}
      </>
    )}
  </div>
);
