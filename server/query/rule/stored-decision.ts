import { createHash } from 'node:crypto';
import { canonicalJson } from '#engine/json.ts';
import type { ParameterVersion } from '../../command/parameter-versions.ts';
import { asJson, type Db } from '../../storage/db.ts';
import type { DecisionRow } from '../../storage/decisions.ts';
import { readInputs } from '../../storage/run-inputs.ts';
import type { CountedRecords } from '../fact/fact-source.ts';

/** What a decision was made from. */
export interface DecisionInputs {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly counted: Readonly<Record<string, CountedRecords>>;
  readonly regime: string | null;
  readonly parameters: readonly ParameterVersion[];
  readonly subject: { readonly group: Readonly<Record<string, string | null>>; readonly each: string | null } | null;
  /** Blob hash of the rule set. */
  readonly definition: string;
  /** What no longer is what was stored; empty when all is. */
  readonly altered: readonly string[];
}

interface Stored extends Partial<Omit<DecisionInputs, 'altered'>> {
  readonly run?: { readonly id: string; readonly line: number; readonly hash: string };
}

interface Line {
  readonly facts: DecisionInputs['facts'];
  readonly counted?: DecisionInputs['counted'];
}

/** The inputs of a stored decision: its own, or its line among those of the run it was made in. */
export const decisionInputs = async (db: Db, row: DecisionRow): Promise<DecisionInputs> => {
  const stored = asJson<Stored>(row.inputs);
  const line = stored.run && (await lineOf(db, stored.run));
  const altered = [
    ...(decisionHash(row) === row.hash ? [] : [`decision ${row.id}`]),
    ...(stored.run !== undefined && line === undefined ? [`run ${stored.run.id} line ${stored.run.line}`] : []),
  ];
  return {
    facts: line?.facts ?? stored.facts ?? {},
    counted: line?.counted ?? stored.counted ?? {},
    regime: stored.regime ?? null,
    parameters: stored.parameters ?? [],
    subject: stored.subject ?? null,
    definition: stored.definition ?? '',
    altered,
  };
};

/** undefined when the line is not what the decision was made from. */
const lineOf = async (db: Db, { id, line, hash }: NonNullable<Stored['run']>): Promise<Line | undefined> => {
  const text = (await linesOf(db, id))[line];
  if (text === undefined || createHash('sha256').update(text).digest('hex') !== hash) return undefined;
  return asJson<Line>(text);
};

/** The run read last: decisions are looked at run by run. */
let last: { readonly db: Db; readonly run: string; readonly lines: readonly string[] } | undefined;

const linesOf = async (db: Db, run: string): Promise<readonly string[]> => {
  if (last?.db === db && last.run === run) return last.lines;
  const { lines } = await readInputs(db, run);
  last = { db, run, lines };
  return lines;
};

/** The hash a decision carries: of everything it says but its id, its record and its moment. */
export const decisionHash = (row: DecisionRow): string => {
  const { ruleset, release, action, law_date, inputs, trace, outcome, semantics } = row;
  const made = { ruleset, release, action, law_date, inputs, trace, outcome, semantics: Number(semantics) };
  return createHash('sha256').update(canonicalJson(made)).digest('hex');
};
