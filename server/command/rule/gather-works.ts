import { operatorSemantics } from '#engine/condition/operator/list.ts';
import { fileOf } from '#engine/definition/catalog.ts';
import { canonicalJson } from '#engine/json.ts';
import { expandLadders } from '#engine/rule/expand-ladders.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import type { EvaluatedEach, EvaluatedSubject } from '../../query/rule/evaluate-subjects.ts';
import { heldRecords } from '../../query/rule/held-records.ts';
import { subjectKey } from '../../query/rule/subject.ts';
import { type SweptSubjects, sweepSubjects } from '../../query/rule/sweep-subjects.ts';
import type { RuleRunRow } from '../../storage/rule-runs.ts';
import { type InputsWriter, openInputs } from '../../storage/run-inputs.ts';
import type { Context } from '../context.ts';
import { hashJson, hashText } from '../hash.ts';
import { isSettled, memoryKey, recallAll, type SubjectMemory, subjectOfMemory } from './subject-memory.ts';
import type { SubjectWork } from './subject-work.ts';

export interface Gathered {
  readonly works: readonly SubjectWork[];
  readonly subjects: number;
  readonly hits: number;
  readonly inputs: InputsWriter;
}

/** Evaluates all subjects and writes down the inputs of each; kept are those whose outcome may change something. */
export const gatherWorks = async (
  context: Context,
  run: RuleRunRow,
  definition: RuleSetDefinition,
): Promise<Gathered> => {
  const { storage, catalog, now } = context;
  const source = { db: storage.read, wide: storage.wide, catalog, dialect: storage.dialect, now };
  const known = await recallAll(storage.read, run.ruleset);
  const gathering = begin(run, { catalog, ruleSet: expandLadders(definition), asOf: run.as_of });
  const also = standingGroups(known);
  const asked = new Map(also);
  for await (const evaluated of sweepSubjects(source, definition, { asOf: run.as_of, also: asked, quiet: true })) {
    also.delete(evaluated.each?.id ?? '');
    for (const subject of evaluated.subjects) {
      const memories = known.get(memoryKey(subject.each?.id ?? '', subject.key)) ?? [];
      take(gathering, { evaluated, subject, memories });
    }
    writeQuiet(gathering, evaluated);
  }
  const held = await heldRecords(source, definition, also.keys());
  for (const [eachId, groups] of also)
    if (!held.has(eachId)) for (const group of groups) dismiss(gathering, known, { eachId, group });
  return gathering;
};

type Shared = Pick<SubjectWork, 'catalog' | 'ruleSet' | 'asOf'>;

interface Gathering extends Gathered {
  readonly run: RuleRunRow;
  readonly shared: Shared;
  readonly works: SubjectWork[];
  subjects: number;
  hits: number;
}

const begin = (run: RuleRunRow, shared: Shared): Gathering => {
  const { ruleset, release, definition, as_of: asOf, profile } = run;
  const inputs = openInputs();
  inputs.add(canonicalJson({ ruleset, release, definition, asOf, profile }));
  return { run, shared, inputs, works: [], subjects: 0, hits: 0 };
};

const isStanding = ({ state }: SubjectMemory): boolean => state !== 'left';

interface Judged {
  readonly evaluated: EvaluatedEach;
  readonly subject: EvaluatedSubject;
  readonly memories: readonly SubjectMemory[];
}

/** Decides a subject if a rule speaks about it, or spoke before. */
const take = (gathering: Gathering, { evaluated, subject, memories }: Judged): void => {
  gathering.subjects += 1;
  const looked = subject.speaks || memories.some(isStanding);
  const line = writeLine(gathering, subject, looked);
  if (!looked) return;
  const outcomes = evaluated.judge(subject.facts);
  if (outcomes.length > 0) gathering.hits += 1;
  const factsHash = hashOf(gathering.shared, subject);
  if (isSettled({ outcomes }, memories, factsHash)) return;
  const result = evaluated.decide(subject.facts);
  const parameters = evaluated.parameters();
  gathering.works.push({ ...gathering.shared, subject, result, parameters, factsHash, run: hashed(line) });
};

/** A subject of a record that the rule set is no longer asked for: nothing speaks about it any more. */
const dismiss = (
  gathering: Gathering,
  known: ReadonlyMap<string, readonly SubjectMemory[]>,
  { eachId, group }: { readonly eachId: string; readonly group: EvaluatedSubject['group'] },
): void => {
  const keys = gathering.shared.ruleSet.subject?.keys ?? [];
  const [memory] = known.get(memoryKey(eachId, subjectKey(keys, group))) ?? [];
  if (memory === undefined) return;
  const each = { id: eachId, organization: '', version: 0, data: {} };
  const subject = { each, key: memory.subject_key, group, facts: {}, counted: {}, speaks: false };
  const run = writeLine(gathering, subject, true);
  const result = { outcomes: [], trace: [], operatorSemantics };
  const factsHash = hashOf(gathering.shared, subject);
  gathering.works.push({ ...gathering.shared, subject, result, parameters: [], factsHash, run: hashed(run) });
};

/** Of what a subject is decided by: the definition, the facts and the records counted. */
export const hashOf = (
  { catalog, ruleSet }: Shared,
  { facts, counted }: Pick<EvaluatedSubject, 'facts' | 'counted'>,
): string =>
  hashJson({ definition: catalog.hashes.get(fileOf(catalog, 'ruleset', ruleSet.key)) ?? '', facts, counted });

/** What a subject was decided from; the records counted where a rule speaks or spoke about it. */
const writeLine = ({ inputs, run }: Gathering, subject: EvaluatedSubject, withRecords: boolean) => {
  const { each, group, facts } = subject;
  const counted = withRecords ? subject.counted : {};
  const text = canonicalJson({
    ...(each && { each: { id: each.id, version: each.version } }),
    group,
    facts,
    ...(Object.keys(counted).length > 0 && { counted }),
  });
  return { id: run.id, line: inputs.add(text), text };
};

/** A row for each subject nothing is said about, with what the conditions read of it, under heads that all share. */
const writeQuiet = (gathering: Gathering, { each, quiet }: SweptSubjects): void => {
  if (quiet === undefined || quiet.rows.length === 0) return;
  const { rows, ...heads } = quiet;
  const about = { ...heads, ...(each && { each: { id: each.id, version: each.version } }) };
  gathering.inputs.add(canonicalJson({ heads: about }));
  for (const row of rows) gathering.inputs.add(JSON.stringify(row));
  gathering.subjects += rows.length;
};

const hashed = ({ id, line, text }: ReturnType<typeof writeLine>) => ({ id, line, hash: hashText(text) });

/** By record `each`, the groups of subjects that are or were just hit. */
const standingGroups = (
  known: ReadonlyMap<string, readonly SubjectMemory[]>,
): Map<string, EvaluatedSubject['group'][]> => {
  const groups = new Map<string, EvaluatedSubject['group'][]>();
  for (const memories of known.values()) {
    const memory = memories.find(isStanding);
    if (memory === undefined) continue;
    groups.set(memory.each_id, [...(groups.get(memory.each_id) ?? []), subjectOfMemory(memory).group]);
  }
  return groups;
};
