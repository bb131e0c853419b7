import { canonicalJson } from '#engine/json.ts';
import type { Deviation, SubjectChange } from '#engine/rule/impact.ts';
import type { Standing } from '#engine/rule/standing.ts';
import { asJson, type Db } from '../../storage/db.ts';
import type { RuleImpactRow } from '../../storage/rule-impacts.ts';
import { readInputs } from '../../storage/run-inputs.ts';
import type { Survey } from './survey-subjects.ts';

export interface OutcomeComparison {
  /** Subjects that were hit by the one or the other. */
  readonly compared: number;
  readonly equal: number;
  /** Records they were counted from have changed since the preview. */
  readonly changedSince: readonly Deviation[];
  /** Nothing they were counted from has changed: there should be none. */
  readonly deviating: readonly Deviation[];
  /** False when the run was as of another day than the preview. */
  readonly sameDay: boolean;
}

interface Foreseen {
  readonly changes: ReadonlyMap<string, SubjectChange>;
  readonly versions: Readonly<Record<string, string>>;
}

/** What was stored of a preview: a line of counts, a line a subject, and a line with the versions of all. */
const foreseenOf = async (
  db: Db,
  impact: RuleImpactRow,
  keyOf: (change: SubjectChange) => string,
): Promise<Foreseen> => {
  const { lines } = await readInputs(db, impact.id);
  const changes = lines.slice(1, -1).map((line) => asJson<SubjectChange>(line));
  const { versions } = asJson<{ versions: Foreseen['versions'] }>(lines.at(-1) ?? '{"versions":{}}');
  return { changes: new Map(changes.map((change) => [keyOf(change), change])), versions };
};

/** Holds what a run found against what the preview had foreseen, subject by subject. */
export const compareOutcome = async (
  db: Db,
  impact: RuleImpactRow,
  real: { readonly survey: Survey; readonly asOf: string; readonly keyOf: (change: SubjectChange) => string },
): Promise<OutcomeComparison> => {
  const { changes, versions } = await foreseenOf(db, impact, real.keyOf);
  const { spoken } = real.survey;
  const changedSince: Deviation[] = [];
  const deviating: Deviation[] = [];
  let equal = 0;
  const keys = new Set([...changes.keys(), ...spoken.keys()]);
  for (const key of keys) {
    const foreseen = standingOnly(changes.get(key)?.after ?? null);
    const now = standingOnly(spoken.get(key)?.standing ?? null);
    const kept = versions[key] === real.survey.versions.get(key);
    if (canonicalJson(foreseen) === canonicalJson(now)) equal += 1;
    else {
      const found = spoken.get(key)?.subject;
      const group = found?.group ?? changes.get(key)?.group ?? {};
      const each = found?.each?.id ?? changes.get(key)?.each ?? null;
      (kept ? deviating : changedSince).push({ group, each, foreseen, real: now });
    }
  }
  return { compared: keys.size, equal, changedSince, deviating, sameDay: impact.as_of === real.asOf };
};

const standingOnly = (side: Standing | null): Standing | null =>
  side === null ? null : { rules: side.rules, level: side.level };
