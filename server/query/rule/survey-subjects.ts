import { createHash } from 'node:crypto';
import type { Catalog } from '#engine/definition/catalog.ts';
import { canonicalJson } from '#engine/json.ts';
import type { RuleSetResult } from '#engine/rule/rule-set.ts';
import { type Standing, standingOf } from '#engine/rule/standing.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { countEach } from './each-records.ts';
import type { EvaluatedEach, EvaluatedSubject } from './evaluate-subjects.ts';
import type { RecordSource } from './select-records.ts';
import { countSubjects, sweepSubjects } from './sweep-subjects.ts';

/** A subject as a survey found it. */
export interface SurveyedSubject {
  readonly subject: EvaluatedSubject;
  /** With its trace; decided when read. */
  readonly result: RuleSetResult;
  readonly standing: Standing | undefined;
}

export interface Survey {
  /** All subjects there are; 0 where nobody asked. */
  readonly examined: number;
  /** Those about which a rule speaks, by each and key. */
  readonly spoken: ReadonlyMap<string, SurveyedSubject>;
  /** A short hash of what was counted of each of these; empty where nobody asked. */
  readonly versions: ReadonlyMap<string, string>;
}

export interface SurveyQuestion {
  readonly asOf: string;
  readonly versions?: boolean;
  /** Whether all subjects are counted; default true. */
  readonly examined?: boolean;
}

export const surveyKey = ({ each, key }: Pick<EvaluatedSubject, 'each' | 'key'>): string => `${each?.id ?? ''}\n${key}`;

/** Where all subjects of a rule set stand under the definitions of a catalog. Nothing is stored. */
export const surveySubjects = async (
  source: RecordSource,
  definition: RuleSetDefinition | undefined,
  { asOf, versions: wanted = false, examined: counted = true }: SurveyQuestion,
): Promise<Survey> => {
  const spoken = new Map<string, SurveyedSubject>();
  const versions = new Map<string, string>();
  if (!applies(source.catalog, definition, asOf)) return { examined: 0, spoken, versions };
  const total = await countEach(source, definition);
  const asked = new Set<string>();
  for await (const evaluated of sweepSubjects(source, definition, { asOf })) {
    for (const subject of evaluated.subjects) {
      const found = standingFound(evaluated, subject);
      if (found === undefined) continue;
      const key = surveyKey(subject);
      spoken.set(key, found);
      if (wanted) versions.set(key, versionOf(subject));
    }
    asked.add(evaluated.each?.id ?? '');
    source.watch?.tell(Math.max(asked.size - 1, 0) / total);
  }
  const examined = counted ? await countSubjects(source, definition, { asOf }) : 0;
  source.watch?.tell(1);
  return { examined, spoken, versions };
};

const standingFound = ({ judge, decide }: EvaluatedEach, subject: EvaluatedSubject): SurveyedSubject | undefined => {
  const outcomes = judge(subject.facts);
  if (outcomes.length === 0) return undefined;
  return {
    subject,
    standing: standingOf({ outcomes }),
    get result() {
      return decide(subject.facts);
    },
  };
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

/** Of the records counted with their versions; of the facts where no aggregate keeps records. */
export const versionOf = ({ facts, each, counted }: Pick<EvaluatedSubject, 'counted' | 'facts' | 'each'>): string => {
  const about = Object.keys(counted).length > 0 ? { counted, each: each?.version } : { facts };
  return createHash('sha256').update(canonicalJson(about)).digest('hex').slice(0, 16);
};
