import { sql } from 'kysely';
import { problem } from '#engine/problem.ts';
import { evaluateRuleSet } from '#engine/rule/evaluate.ts';
import type { RuleSet } from '#engine/rule/rule-set.ts';
import type { RuleSetDefinition, Title } from '#engine/schema/types.gen.ts';
import type { Context } from '../command/context.ts';
import { draftCandidate } from '../command/definition/draft-candidate.ts';
import { askGuards } from '../command/run-guards.ts';
import { asJson } from '../storage/db.ts';
import { findWords } from './find-words.ts';
import type { RecordRow } from './present-record.ts';
import { requireSystem } from './require-system.ts';
import { type SubjectSimulation, simulateSubjects } from './simulate-subjects.ts';

export interface Simulation extends SubjectSimulation {
  readonly key: string;
  /** The id of a record whose facts are collected; else `facts` are judged. */
  readonly record?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  /** What is being submitted with the action or form. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** A draft whose definitions are asked instead of those in force. */
  readonly draft?: string;
  readonly regime?: string;
  readonly date?: string;
}

/** What a rule set says of a record or of given facts, with every condition's value. Nothing is stored. */
export const simulateRule = async (context: Context, simulation: Simulation) => {
  requireSystem(context, 'definitionsRead');
  const { key, draft, record } = simulation;
  const catalog = draft === undefined ? context.catalog : (await draftCandidate(context, draft)).catalog;
  const ruleSet = catalog.definitions.ruleset.get(key);
  if (ruleSet === undefined) throw problem('not-found');
  if (ruleSet.subject !== undefined)
    return await simulateSubjects(context, { catalog, ruleSet, before: context.catalog }, simulation);
  if (record !== undefined) return await onRecord({ ...context, catalog }, ruleSet, simulation);
  const facts = simulation.facts ?? {};
  const result = await evaluateRuleSet(ruleSet as RuleSet, facts, {
    regime: simulation.regime ?? null,
    date: simulation.date ?? context.now.slice(0, 10),
  });
  return { ...result, facts };
};

const onRecord = async (context: Context, ruleSet: RuleSetDefinition, { record = '', input = {} }: Simulation) => {
  const [found] = await candidates(context, ruleSet, { id: record });
  if (found === undefined) throw problem('not-found');
  const { data, ...row } = found;
  const { read } = context.storage;
  const module = await context.services.closures.get(read, context.catalog, row.module, row.closure);
  const asked = { row, module, data: asJson<Record<string, unknown>>(data) };
  const [verdict] = await askGuards(context, read, { record: asked, rulesets: [ruleSet.key], input });
  if (verdict === undefined) throw problem('not-found');
  return { ...verdict.result, facts: verdict.collected.facts, counted: verdict.collected.counted };
};

export interface SimulationRecord {
  readonly _id: string;
  readonly title: string;
  readonly organizationName: string;
  readonly stateTitle: Title | null;
}

/** Records a rule set can be tried on, newest first, at most 20: those of the asker's organization and below. */
export const simulationRecords = async (
  context: Context,
  { key, words }: { readonly key: string; readonly words: string },
): Promise<SimulationRecord[]> => {
  requireSystem(context, 'definitionsRead');
  const ruleSet = context.catalog.definitions.ruleset.get(key);
  if (ruleSet === undefined) throw problem('not-found');
  const rows = await candidates(context, ruleSet, { words });
  const workflow = ruleSet.record === undefined ? undefined : context.catalog.module(ruleSet.record).workflow;
  return rows.map(({ id, title, organization_name, state }) => ({
    _id: id,
    title,
    organizationName: organization_name,
    stateTitle: workflow?.states[state]?.title ?? null,
  }));
};

type Candidate = RecordRow & { readonly organization_name: string };

const candidates = async (
  context: Context,
  { record: module }: RuleSetDefinition,
  { id, words = '' }: { readonly id?: string; readonly words?: string },
): Promise<Candidate[]> => {
  if (module === undefined || !context.catalog.definitions.module.has(module)) return [];
  const asked =
    id !== undefined
      ? sql<boolean>`r.id = ${id}`
      : words.trim() === ''
        ? sql<boolean>`1 = 1`
        : (await findWords(context, words, module)).holds(module);
  const { rows } = await sql<Candidate>`select r.*, m.data as data, o.name as organization_name
    from record r join ${sql.table(`m_${module}`)} m on m.id = r.id join organization o on o.id = r.organization
    join organization_closure c on c.descendant = r.organization and c.ancestor = ${context.actor.organization}
    where r.module = ${module} and ${asked}
    order by r.modified_at desc limit 20`.execute(context.storage.read);
  return rows;
};
