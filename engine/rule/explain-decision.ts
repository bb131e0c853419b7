import type { Definitions } from '../definition/catalog.ts';
import { messages as allMessages } from '../message/messages.ts';
import type { CodesDefinition, FactDeclaration, RuleSetDefinition, Title } from '../schema/types.gen.ts';
import type { ParameterUse } from './derive-facts.ts';
import { type ExplainedLine, type ExplainLabels, explain, explainValue } from './explain.ts';
import { explainLadder, resultWord, type SayRule } from './explain-ladder.ts';
import { unreadable } from './row-conditions.ts';
import type { RuleTrace } from './rule-set.ts';

export interface DecisionToExplain {
  /** As it was decided with, its ladders expanded. */
  readonly ruleSet: RuleSetDefinition;
  readonly definitions: Definitions;
  /** The date of law, or as of which was counted. */
  readonly lawDate: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** By aggregate (or by fact), the records counted. */
  readonly counted: Readonly<Record<string, readonly { readonly id: string }[]>>;
  readonly parameters: readonly ParameterUse[];
  readonly trace: readonly RuleTrace[];
  /** Labels of the fields that facts are read from, where the caller knows them. */
  readonly field?: FieldNamer | undefined;
  /** The same of the record the rule set is asked for. */
  readonly each?: FieldNamer | undefined;
  /** The code list of the field a level is kept in. */
  readonly levels?: ((module: string, field: string) => string | undefined) | undefined;
}

type FieldNamer = (path: string) => { readonly title: Title; readonly codes?: string } | undefined;

export interface ExplainedSection {
  readonly title: string;
  readonly lines: readonly ExplainedLine[];
}

type Language = 'zh' | 'en';

/** A decision in sentences: each rule with its conditions and its basis, the facts, and the parameters with theirs. */
export const explainDecision = (decision: DecisionToExplain, language: Language): readonly ExplainedSection[] => {
  const messages = allMessages[language];
  const say: SayRule = (key, params = {}) =>
    (messages[`rule-${key}`] ?? key).replaceAll(/\{(\w+)\}/g, (_place, name: string) => params[name] ?? '');
  const speech = { language, messages, say, labels: labelsOf(decision, language) };
  const sections = [
    { title: say('explain-rules'), lines: rulesOf(decision, speech) },
    { title: say('explain-facts'), lines: factsOf(decision, speech) },
    { title: say('explain-parameters'), lines: parametersOf(decision, speech) },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
};

interface Speech {
  readonly language: Language;
  readonly messages: Readonly<Record<string, string>>;
  readonly say: SayRule;
  readonly labels: ExplainLabels;
}

const titleIn = (title: Title | undefined, language: Language): string | undefined =>
  title === undefined ? undefined : ((language === 'en' ? title.en : undefined) ?? title.zh);

const rulesOf = (
  { ruleSet, trace, definitions, levels, field }: DecisionToExplain,
  speech: Speech,
): readonly ExplainedLine[] =>
  trace.flatMap(({ rule: key, result, condition, ladder }) => {
    const rule = ruleSet.rules.find((one) => one.key === key);
    const { labels, messages, say, language } = speech;
    const outcome = rule?.outcome;
    const words = {
      rule: titleIn(rule?.title ?? outcome?.message ?? field?.(outcome?.field ?? '')?.title, language) ?? key,
      result: resultWord(messages, result),
      basis: outcome?.basis ?? '',
    };
    const climbed = outcome?.ladder ?? outcome?.level?.ladder;
    const list = levels?.(outcome?.module ?? '', outcome?.level?.field ?? '');
    const titleOf = (level: string): string =>
      titleIn(climbed?.levels.find((rung) => rung.key === level)?.title, language) ??
      codeTitle(definitions.codes.get(list ?? ''), level, language) ??
      level;
    return [
      { depth: 0, text: say(words.basis === '' ? 'explain-rule' : 'explain-rule-basis', words), result },
      ...deeper(explain(condition, labels, messages)),
      ...(ladder && climbed ? deeper(explainLadder(climbed, ladder, { labels, messages, say, titleOf })) : []),
    ];
  });

const deeper = (lines: readonly ExplainedLine[]): readonly ExplainedLine[] =>
  lines.map((line) => ({ ...line, depth: line.depth + 1 }));

/** Facts that come from records; parameters have a section of their own. */
const factsOf = (decision: DecisionToExplain, speech: Speech): readonly ExplainedLine[] =>
  Object.entries(decision.ruleSet.facts)
    // Those of ladders stand in the sentences of their rungs.
    .filter(([name, { parameter }]) => parameter === undefined && !name.startsWith('$'))
    .map(([name, fact]) => ({ depth: 0, text: factText(decision, speech, name, fact), result: null }));

const factText = (
  { definitions, lawDate, facts, counted }: DecisionToExplain,
  { language, messages, say, labels }: Speech,
  name: string,
  { measure }: FactDeclaration,
): string => {
  const words = { fact: labels.fact(name).title, value: explainValue(name, facts[name], labels, messages) };
  const key = measure?.split('.')[0] ?? '';
  const records = counted[measure === undefined ? name : key];
  const count = { count: String(records?.length ?? 0) };
  if (measure === undefined)
    return say(records === undefined ? 'explain-fact' : 'explain-counted', { ...words, ...count });
  const aggregate = titleIn(definitions.aggregate.get(key)?.title, language) ?? key;
  const about = { ...words, aggregate, date: lawDate };
  return say(records === undefined ? 'explain-measure' : 'explain-measure-records', { ...about, ...count });
};

const parametersOf = (
  { definitions, parameters }: DecisionToExplain,
  { language, messages, say, labels }: Speech,
): readonly ExplainedLine[] =>
  parameters.map(({ fact, key, date, value, from = '', basis }) => {
    const parameter = titleIn(definitions.parameter.get(key)?.title, language) ?? key;
    const words = { parameter, value: explainValue(fact, value, labels, messages), from, date, basis: basis ?? '' };
    const known = basis === undefined ? 'explain-parameter' : 'explain-parameter-basis';
    return { depth: 0, text: say(value === undefined ? 'explain-parameter-none' : known, words), result: null };
  });

const labelsOf = ({ ruleSet, definitions, field, each }: DecisionToExplain, language: Language): ExplainLabels => ({
  fact: (name) => ({
    title:
      name === unreadable
        ? (allMessages[language]['rule-explain-unreadable'] ?? name)
        : factTitle(ruleSet, definitions, { name, language, field }),
    type: ruleSet.facts[name]?.type ?? 'text',
  }),
  value: (name, id) => {
    const fact = ruleSet.facts[name];
    if (fact?.type === 'region') return regionTitle(definitions, id, language);
    if (fact?.field === '$regime') return titleIn(definitions.regime.get(id)?.title, language);
    const list =
      fact?.codes ??
      (fact?.field === undefined ? undefined : field?.(fact.field)?.codes) ??
      (fact?.each === undefined ? undefined : each?.(fact.each)?.codes) ??
      definitions.parameter.get(fact?.parameter ?? '')?.codes;
    return codeTitle(definitions.codes.get(list ?? ''), id, language);
  },
});

const codeTitle = (
  list: Pick<CodesDefinition, 'items'> | undefined,
  code: string,
  language: Language,
): string | undefined => titleIn(list?.items.find((item) => item.code === code)?.title, language);

const regionTitle = ({ region }: Definitions, code: string, language: Language): string | undefined =>
  [...region.values()].map((list) => codeTitle(list, code, language)).find((title) => title !== undefined);

/** What the system keeps of every record goes by the words of its list column. */
const systemTitle = (field: string | undefined, language: Language): string | undefined =>
  field?.startsWith('$') ? allMessages[language][`column.${field.slice(1)}`] : undefined;

/** The declared title, else that of what the fact is taken from. */
const factTitle = (
  { facts }: RuleSetDefinition,
  definitions: Definitions,
  { name, language, field }: { readonly name: string; readonly language: Language } & Pick<DecisionToExplain, 'field'>,
): string => {
  const fact = facts[name];
  if (fact === undefined) return name;
  const titles = [
    fact.title,
    definitions.parameter.get(fact.parameter ?? '')?.title,
    definitions.aggregate.get(fact.measure?.split('.')[0] ?? '')?.title,
    definitions.deadline.get(fact.clock?.deadline ?? '')?.title,
    definitions.document.get(fact.document?.document ?? '')?.title,
    definitions.module.get(fact.aggregate?.module ?? '')?.title,
    fact.field === undefined ? undefined : field?.(fact.field)?.title,
  ];
  const said = titles.map((title) => titleIn(title, language)).find((title) => title !== undefined);
  return said ?? systemTitle(fact.field, language) ?? name;
};
