import { createHash } from 'node:crypto';
import type { Catalog } from '#engine/definition/catalog.ts';
import { canonicalJson } from '#engine/json.ts';
import type { RuleSetResult } from '#engine/rule/rule-set.ts';
import { type Standing, standingOf } from '#engine/rule/standing.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { type EvaluatedEach, type EvaluatedSubject, evaluateSubjects } from './evaluate-subjects.ts';
import type { RecordSource } from './select-records.ts';

/** A subject as a survey found it. */
export interface SurveyedSubject {
  readonly subject: EvaluatedSubject;
  readonly result: RuleSetResult;
  readonly standing: Standing | undefined;
}

export interface Survey {
  /** Subjects that were evaluated. */
  readonly examined: number;
  /** Those about which a rule speaks, and those asked for, by each and key. */
  readonly spoken: ReadonlyMap<string, SurveyedSubject>;
  /** A short hash of what was counted of every subject, by each and key; empty where nobody asked. */
  readonly versions: ReadonlyMap<string, string>;
}

export interface SurveyQuestion {
  readonly asOf: string;
  readonly versions?: boolean;
}

export const surveyKey = ({ each, key }: Pick<EvaluatedSubject, 'each' | 'key'>): string => `${each?.id ?? ''}\n${key}`;

/** Where all subjects of a rule set stand under the definitions of a catalog. Nothing is stored. */
export const surveySubjects = async (
  source: RecordSource,
  definition: RuleSetDefinition | undefined,
  { asOf, versions: wanted = false }: SurveyQuestion,
): Promise<Survey> => {
  const spoken = new Map<string, SurveyedSubject>();
  const versions = new Map<string, string>();
  let examined = 0;
  if (!applies(source.catalog, definition, asOf)) return { examined, spoken, versions };
  for await (const evaluated of evaluateSubjects(source, definition, { asOf })) {
    for (const subject of evaluated.subjects) {
      examined += 1;
      if (subject.speaks) take(spoken, evaluated, subject);
      const key = surveyKey(subject);
      if (wanted) versions.set(key, versionOf(subject, spoken.has(key)));
    }
  }
  return { examined, spoken, versions };
};

const take = (spoken: Map<string, SurveyedSubject>, { decide }: EvaluatedEach, subject: EvaluatedSubject): void => {
  const result = decide(subject.facts);
  if (result.outcomes.length === 0) return;
  spoken.set(surveyKey(subject), { subject, result, standing: standingOf(result) });
};

const applies = (
  catalog: Catalog,
  definition: RuleSetDefinition | undefined,
  asOf: string,
): definition is RuleSetDefinition => {
  if (definition?.subject === undefined || definition.enabled === false) return false;
  const each = definition.subject.each?.module;
  if (each !== undefined && !catalog.definitions.module.has(each)) return false;
  return (definition.from ?? asOf) <= asOf && asOf <= (definition.to ?? asOf);
};

/** Of the records counted with their versions; of the facts where no rule speaks, or no aggregate keeps records. */
export const versionOf = (subject: Pick<EvaluatedSubject, 'counted' | 'facts' | 'each'>, spoken: boolean): string => {
  const { facts, each } = subject;
  const counted = spoken ? subject.counted : {};
  const about = Object.keys(counted).length > 0 ? { counted, each: each?.version } : { facts };
  return createHash('sha256').update(canonicalJson(about)).digest('hex').slice(0, 16);
};
