import { readFileSync } from 'node:fs';

// The files of the domain description as they were given; what the platform must find in its own copy is held against them.
const text = (name: string): string => readFileSync(new URL(`./demo/${name}`, import.meta.url), 'utf8');

type Row = Readonly<Record<string, string>>;

const table = (name: string): readonly Row[] => {
  const [head = '', ...lines] = text(name).trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((column, at) => [column, cells[at] ?? '']));
  });
};

export const demoCases = table('cases.csv');
export const demoEnterprises = table('enterprises.csv');

interface Standing {
  readonly ent: string;
  readonly count: number;
  readonly pts: number;
  readonly grave: number;
  readonly hit: boolean;
  readonly why: string;
}

interface WarningGroup {
  readonly region: string;
  readonly n: number;
  readonly ents: number;
  readonly level: string;
}

interface RegionRow {
  readonly region: string;
  readonly product: string;
  readonly filed12: number;
  readonly A: boolean;
  readonly B: boolean;
  readonly C: boolean;
  readonly why: string;
}

type Tally = Readonly<Record<string, number>>;

/** What the default parameters must yield on 2026-06-30. */
export const expected = JSON.parse(text('expected.json')) as {
  readonly total: number;
  readonly byStatus: Tally;
  readonly byCity: Tally;
  readonly byCounty: Tally;
  readonly bySource: Tally;
  readonly bySeverity: Tally;
  readonly byYearFiled: Tally;
  readonly byCityStatus: Tally;
  readonly byProcedure: Tally;
  readonly intentional: number;
  readonly decided: number;
  readonly sumGoods: number;
  readonly sumFineEffective: number;
  readonly blacklist: readonly Standing[];
  readonly hits3: readonly string[];
  readonly warnings: Readonly<Record<string, readonly WarningGroup[]>>;
  readonly reg: readonly RegionRow[];
  readonly h1_2026: { readonly filed2026H1: number; readonly filed2025H1: number; readonly yoy: number };
  readonly decided2026H1: { readonly n: number; readonly goods: number; readonly fine: number };
  readonly top3Products: readonly (readonly [string, number])[];
  readonly patrolByClassBase: Tally;
  readonly classCount: Tally;
  readonly patrolTotalBase: number;
  readonly patrolTotalEff: number;
};

export interface BlacklistTerms {
  readonly threshold: number;
  readonly points: number;
  readonly months: number;
  readonly intentionalOnly: boolean;
  readonly graveDirect: boolean;
  readonly procedures: readonly string[];
  readonly effective: readonly string[];
  readonly weights: Tally;
}

export const usualTerms: BlacklistTerms = {
  threshold: 3,
  points: 5,
  months: 24,
  intentionalOnly: true,
  graveDirect: true,
  procedures: ['ordinary'],
  effective: ['effective', 'changed'],
  weights: { minor: 1, major: 2, severe: 3, grave: 5 },
};

/** The last day before a window of months that ends on a day; a day the month does not have is its last. */
const before = (day: string, months: number): string => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 - months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
};

/** A plain loop over the cases: enterprises and the rules that hit them. */
export const blacklistOf = (terms: BlacklistTerms, counting: ReadonlySet<string>, asOf = '2026-06-30') => {
  const from = before(asOf, terms.months);
  const found = new Map<string, { count: number; points: number; grave: number }>();
  for (const row of demoCases) {
    const { decidedAt = '', severity = '', uscc = '' } = row;
    if (decidedAt <= from || decidedAt > asOf) continue;
    if (terms.intentionalOnly && row.intentional !== 'true') continue;
    if (!terms.procedures.includes(row.procedure ?? '') || !terms.effective.includes(row.penaltyEffective ?? ''))
      continue;
    if (!counting.has(row.violation ?? '')) continue;
    const sum = found.get(uscc) ?? { count: 0, points: 0, grave: 0 };
    found.set(uscc, {
      count: sum.count + 1,
      points: sum.points + (terms.weights[severity] ?? 0),
      grave: sum.grave + (severity === 'grave' ? 1 : 0),
    });
  }
  return [...found].flatMap(([uscc, { count, points, grave }]) => {
    const rules = [
      ...(count >= terms.threshold ? ['count'] : []),
      ...(points >= terms.points ? ['points'] : []),
      ...(terms.graveDirect && grave >= 1 ? ['grave'] : []),
    ];
    return rules.length === 0 ? [] : [{ uscc, rules }];
  });
};

const names = new Map(demoEnterprises.map(({ id = '', uscc = '' }) => [uscc, id]));

/** The enterprise of the description with this code, `E01` … */
export const entOf = (uscc: unknown): string => names.get(String(uscc)) ?? String(uscc);
