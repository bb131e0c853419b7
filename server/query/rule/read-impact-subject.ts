import type { Catalog } from '#engine/definition/catalog.ts';
import { canonicalJson } from '#engine/json.ts';
import type { CountedLink } from '#engine/rule/counted.ts';
import type { ImpactSubject, MissedSide, SubjectChange } from '#engine/rule/impact.ts';
import type { Context } from '../../command/context.ts';
import { all } from '../../storage/db.ts';
import type { RuleImpactRow } from '../../storage/rule-impacts.ts';
import type { CountedRecords } from '../fact/fact-source.ts';
import { idsOf } from './compare-surveys.ts';
import { countedLinks } from './counted-links.ts';
import { eachRecords } from './each-records.ts';
import { evaluateEach } from './evaluate-subjects.ts';
import { releaseCatalog } from './release-catalog.ts';
import { subjectKey } from './subject.ts';

export interface AskedSubject {
  readonly row: RuleImpactRow;
  readonly change: SubjectChange;
  /** The definitions with the draft; undefined where the draft has changed since. */
  readonly after: Catalog | undefined;
}

/** Both sides of a subject that a preview found: what was not stored is asked again, with the definitions of then. */
export const readImpactSubject = async (
  context: Context,
  asked: AskedSubject,
): Promise<Pick<ImpactSubject, 'other' | 'otherFrom' | 'counted' | 'records'>> => {
  const { row, change, after } = asked;
  const before = await releaseCatalog(context.storage, row.base, context.catalog);
  const [hit, missed] = change.after === null ? [before, after] : [after, before];
  const known = await askedAgain(context, hit, asked);
  const stored = change.after ?? change.before;
  const same = known !== undefined && canonicalJson(known.side.facts) === canonicalJson(stored?.facts ?? null);
  const both = change.before !== null && change.after !== null;
  const other = both ? undefined : (change.other ?? (await askedAgain(context, missed, asked))?.side);
  return {
    other: other ?? null,
    otherFrom: other === undefined ? null : change.other !== undefined ? 'stored' : same ? 'same' : 'changed',
    counted: await countedLinks(context, context.catalog.definitions, countedOf(stored?.records ?? [], known?.counted)),
    records: await recordsMade(context, { ...change, ruleset: row.ruleset }),
  };
};

interface Asked {
  readonly side: MissedSide;
  readonly counted: Readonly<Record<string, CountedRecords>>;
}

const askedAgain = async (
  { storage, now }: Context,
  catalog: Catalog | undefined,
  { row, change }: AskedSubject,
): Promise<Asked | undefined> => {
  const ruleSet = catalog?.definitions.ruleset.get(row.ruleset);
  if (catalog === undefined || ruleSet?.subject === undefined) return undefined;
  const source = { db: storage.read, dialect: storage.dialect, now, catalog };
  for await (const each of eachRecords(source, ruleSet)) {
    if ((each?.id ?? null) !== change.each) continue;
    const question = { asOf: row.as_of, group: change.group, ...(each && { each }) };
    const evaluated = await evaluateEach(source, ruleSet, question);
    const [found] = evaluated.subjects;
    if (found === undefined) return undefined;
    const { facts, counted } = found;
    return { side: { facts, trace: evaluated.decide(facts).trace, records: idsOf(found) }, counted };
  }
  return undefined;
};

/** What is counted now with its versions, and what was counted then and is no more. */
const countedOf = (
  then: readonly string[],
  now: Readonly<Record<string, CountedRecords>> = {},
): Readonly<Record<string, CountedRecords>> => {
  const present = new Set(Object.values(now).flatMap((records) => records.map(({ id }) => id)));
  const gone = then.filter((id) => !present.has(id)).map((id) => ({ id, version: 0 }));
  return { ...now, ...(gone.length > 0 && { '': gone }) };
};

interface Made {
  readonly ruleset: string;
  readonly each: string | null;
  readonly group: SubjectChange['group'];
}

/** The records that rules made about a subject. */
export const recordsMade = async (
  context: Context,
  { ruleset, each, group }: Made,
): Promise<readonly CountedLink[]> => {
  const keys = context.catalog.definitions.ruleset.get(ruleset)?.subject?.keys ?? Object.keys(group);
  const rows = await all<{ record_id: string }>(
    context.storage.read,
    'select distinct record_id from rule_subject where ruleset = ? and each_id = ? and subject_key = ? and record_id is not null',
    [ruleset, each ?? '', subjectKey(keys, group)],
  );
  const made = rows.map(({ record_id: id }) => ({ id, version: 0 }));
  const [list] = await countedLinks(context, context.catalog.definitions, { made });
  return list?.records ?? [];
};
