import { Engine } from 'json-rules-engine';
import { all } from '#server/storage/db.ts';
import type { Layout } from '#server/storage/module-layout.ts';
import type { Storage } from '#server/storage/storage.ts';
import type { BareCase } from './rules-dataset.ts';

export const asOf = '2026-06-30';

/** Enterprises on the list, by a statement written by hand over a table with the best index. */
export const blacklistBySql = ({ read }: Storage, threshold: number) =>
  all<{ party: string; n: number }>(
    read,
    `select party, count(*) as n, sum(case severity when 0 then 1 when 1 then 2 when 2 then 3 else 5 end) as p,
       sum(severity = 3) as g, max(decided) as last, sum(goods) as goods, group_concat(id) as ids
     from bare_rule_case
     where intentional = 1 and effective = 1 and ordinary = 1 and counts = 1 and decided > '2024-06-30' and decided <= ?
     group by party
     having count(*) >= ? or sum(case severity when 0 then 1 when 1 then 2 when 2 then 3 else 5 end) >= 5 or sum(severity = 3) >= 1`,
    [asOf, threshold],
  );

/**
 * The same question as the rule set asks it, written by hand over the platform's own table: lists of codes instead of
 * flags, a key from one of two fields, the latest name, region and code, ids with versions.
 */
export const blacklistOverRecords = (
  { read, dialect }: Storage,
  { columns }: Layout,
  codes: readonly string[],
  threshold: number,
) => {
  const names = new Map(columns.map(({ path, name }) => [path.join('.'), name]));
  const field = (path: string): string => names.get(path) ?? '';
  const text = (...parts: string[]): string =>
    dialect === 'sqlite' ? parts.join(' || ') : `concat(${parts.join(', ')})`;
  const latest = (path: string): string => `max(${text(field('decidedAt'), "' '", 'id', "' '", field(path))})`;
  const points = `sum(case ${field('severity')} when 'minor' then 1 when 'major' then 2 when 'severe' then 3 when 'grave' then 5 else 0 end)`;
  const marks = codes.map(() => '?').join(', ');
  const violations = field('report.violationTypes');
  const list =
    dialect === 'sqlite'
      ? `exists (select 1 from json_each(${violations}) item where item.value in (select value from json_each(?)))`
      : `json_overlaps(${violations}, ?)`;
  return all(
    read,
    `${dialect === 'sqlite' ? '' : 'set statement group_concat_max_len = 1073741824 for '}select coalesce(${field('suspectCode')}, ${text(field('suspectName'), "'|'", field('actRegion'))}) as party,
       count(*) as n, ${points} as p, sum(${field('severity')} = 'grave') as g, max(${field('decidedAt')}) as last, sum(${field('goodsValue')}) as goods,
       ${latest('suspectName')} as name, ${latest('actRegion')} as region, ${latest('suspectCode')} as code,
       group_concat(${text('id', "' '", 'version')}) as ids
     from m_case
     where ${field('intentional')} = 1 and ${field('penaltyEffective')} in ('effective', 'changed') and ${field('procedure')} = 'ordinary'
       and ${field('decidedAt')} > '2024-06-30' and ${field('decidedAt')} <= ? and (${field('blacklistStruck')} is null or ${field('blacklistStruck')} = 0)
       and (${field('primaryViolation')} in (${marks}) or ${list})
     group by party having n >= ? or p >= 5 or g >= 1`,
    [asOf, ...codes, JSON.stringify(codes), threshold],
  );
};

/** One enterprise by the same means. */
export const partyBySql = ({ read }: Storage, party: string) =>
  all(
    read,
    `select count(*) as n, sum(case severity when 0 then 1 when 1 then 2 when 2 then 3 else 5 end) as p, sum(severity = 3) as g, max(decided) as last
     from bare_rule_case where party = ? and decided > '2024-06-30' and decided <= ? and intentional = 1 and effective = 1 and ordinary = 1 and counts = 1`,
    [party, asOf],
  );

const warnings: readonly (readonly [product: string, substance: string, from: string, digits: number])[] = [
  ['0601', 'IN03', '2026-04-01', 2],
  ['0301', 'IN01', '2026-01-01', 2],
  ['0701', 'IN03', '2026-04-01', 2],
  ['1501', 'FD05', '2026-05-31', 2],
  ['0603', 'IN05', '2026-04-01', 4],
  ['1501', 'FD05', '2026-04-01', 0],
];

/** What the platform gives beside: towns and provinces concerned, and the cases themselves. */
const besides = (dialect: Storage['dialect']): string =>
  `, count(distinct substr(region, 1, 4)) as c, count(distinct substr(region, 1, 2)) as p, group_concat(${dialect === 'sqlite' ? "id || ' ' || severity" : "id, ' ', severity"}) as ids`;

/** The groups of six indicators; `whole` with all that the platform gives of each. */
export const warningsBySql = async ({ read, dialect }: Storage, whole = false): Promise<number> => {
  let groups = 0;
  for (const [product, substance, from, digits] of warnings) {
    const rows = await all(
      read,
      `select substr(region, 1, ${digits}) as place, count(*) as n, count(distinct party) as e, min(filed) as a, max(filed) as b, sum(goods) as goods${whole ? besides(dialect) : ''}
       from bare_rule_case where product = ? and substance = ? and filed > ? and filed <= ? and status <> 'withdrawn' group by substr(region, 1, ${digits})`,
      [product, substance, from, asOf],
    );
    groups += rows.length;
  }
  return groups;
};

/** What three indicators ask of cases by county and product: twelve months, and severe ones of twenty-four. */
export const regionsBySql = async ({ read }: Storage): Promise<number> => {
  let groups = 0;
  for (let indicator = 0; indicator < 3; indicator += 1) {
    const rows = await all(
      read,
      "select region, product, count(*) as n, sum(severity >= 2) as s, sum(obstruct) as o, sum(violent) as v from bare_rule_case where filed > '2025-06-30' and filed <= ? and status <> 'withdrawn' group by region, product",
      [asOf],
    );
    const severe = await all(
      read,
      "select region, product, count(*) as n from bare_rule_case where filed > '2024-06-30' and filed <= ? and status <> 'withdrawn' and severity >= 2 group by region, product",
      [asOf],
    );
    groups += rows.length + severe.length;
  }
  return groups;
};

const dayNumber = (day: string): number => Date.parse(day) / 86_400_000;
const points = [1, 2, 3, 5];

/** The limit: the same over typed arrays that hold nothing else. The answer asks once. */
export const arraysOf = (cases: readonly BareCase[]) => {
  const parties = new Map<string, number>();
  const party = new Int32Array(cases.length);
  const decided = new Int32Array(cases.length);
  const severity = new Uint8Array(cases.length);
  const counted = new Uint8Array(cases.length);
  for (const [at, one] of cases.entries()) {
    const index = parties.get(one.party) ?? parties.size;
    parties.set(one.party, index);
    party[at] = index;
    decided[at] = one.decided === null ? 0 : dayNumber(one.decided);
    severity[at] = one.severity;
    counted[at] = Number(one.intentional) & Number(one.effective) & Number(one.ordinary) & Number(one.counts);
  }
  const [from, to] = [dayNumber('2024-06-30'), dayNumber(asOf)];
  return (threshold: number): number => {
    const [n, p, g] = [new Int32Array(parties.size), new Int32Array(parties.size), new Int32Array(parties.size)];
    for (let at = 0; at < party.length; at += 1) {
      const [day, who, how] = [decided[at] ?? 0, party[at] ?? 0, severity[at] ?? 0];
      if (counted[at] === 0 || day <= from || day > to) continue;
      n[who] = (n[who] ?? 0) + 1;
      p[who] = (p[who] ?? 0) + (points[how] ?? 0);
      if (how === 3) g[who] = (g[who] ?? 0) + 1;
    }
    let hits = 0;
    for (let who = 0; who < n.length; who += 1)
      if ((n[who] ?? 0) >= threshold || (p[who] ?? 0) >= 5 || (g[who] ?? 0) >= 1) hits += 1;
    return hits;
  };
};

/** Milliseconds that json-rules-engine needs for one subject of the blacklist with its facts given, over some of them. */
export const jsonRulesEngine = async (subjects: readonly Readonly<Record<string, unknown>>[]): Promise<number> => {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const [fact, limit] of [
    ['count', 'threshold'],
    ['points', 'limit'],
  ])
    engine.addRule({
      conditions: { all: [{ fact: fact ?? '', operator: 'greaterThanInclusive', value: { fact: limit ?? '' } }] },
      event: { type: fact ?? '' },
    });
  engine.addRule({
    conditions: {
      all: [
        { fact: 'direct', operator: 'equal', value: true },
        { fact: 'grave', operator: 'greaterThanInclusive', value: 1 },
      ],
    },
    event: { type: 'grave' },
  });
  const began = performance.now();
  for (const facts of subjects) await engine.run({ ...facts });
  return (performance.now() - began) / Math.max(1, subjects.length);
};
