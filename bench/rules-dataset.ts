import type { Catalog } from '#engine/definition/catalog.ts';
import { all, asJson, run } from '#server/storage/db.ts';
import { elementColumns, elementRows } from '#server/storage/element-rows.ts';
import { newId } from '#server/storage/id.ts';
import type { Layout } from '#server/storage/module-layout.ts';
import { columnValues, layoutOf } from '#server/storage/module-layout.ts';
import { headerColumns } from '#server/storage/module-rows.ts';
import type { RecordRow } from '#server/storage/records.ts';
import type { Storage } from '#server/storage/storage.ts';
import { SeededRandom } from '#test/support/forms/seeded-random.ts';
import { insertMany } from '#test/support/insert-many.ts';

export interface RulesSize {
  readonly cases: number;
  readonly parties: number;
  readonly seed: number;
}

/** A case as the hand-written table and the loop over arrays know it. */
export interface BareCase {
  readonly id: string;
  readonly party: string;
  readonly region: string;
  readonly product: string;
  readonly substance: string;
  readonly severity: number;
  readonly intentional: number;
  readonly effective: number;
  readonly ordinary: number;
  readonly counts: number;
  readonly status: string;
  readonly obstruct: number;
  readonly violent: number;
  readonly filed: string;
  readonly decided: string | null;
  readonly goods: number;
}

/** Rows of one statement, and of one transaction. */
const chunk = 250;
const together = 5000;
const severities = ['minor', 'major', 'severe', 'grave'];
const counties = ['960102', '960103', '960121', '960202', '960221', '960222', '960302', '960321'];
const products = ['0601', '0301', '0701', '1501', '0603', '0803', '1101', '1302', '0206', '1703', '0101', '0203'];
const substances = ['', '', 'IN03', 'IN01', 'IN05', 'FD05'];
const bareColumns = [
  'id',
  'party',
  'region',
  'product',
  'substance',
  'severity',
  'intentional',
  'effective',
  'ordinary',
  'counts',
  'status',
  'obstruct',
  'violent',
  'filed',
  'decided',
  'goods',
] as const;

const dayFrom = (year: number, days: number): string =>
  new Date(Date.UTC(year, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);

const bareOf = (random: SeededRandom, parties: number): BareCase => {
  const filed = random.int(0, 1275);
  const decided = filed + random.int(20, 90);
  const status = random.chance(0.85) ? 'closed' : random.pick(['investigating', 'withdrawn']);
  return {
    id: newId(),
    party: `9199${String(random.int(1, parties)).padStart(14, '0')}`,
    region: random.pick(counties),
    product: random.pick(products),
    substance: random.pick(substances),
    severity: random.chance(0.97) ? 0 : random.int(1, 3),
    intentional: random.chance(0.35) ? 1 : 0,
    effective: random.chance(0.93) ? 1 : 0,
    ordinary: random.chance(0.9) ? 1 : 0,
    counts: random.chance(0.8) ? 1 : 0,
    status,
    obstruct: random.chance(0.004) ? 1 : 0,
    violent: random.chance(0.001) ? 1 : 0,
    filed: dayFrom(2023, filed),
    decided: status === 'closed' ? dayFrom(2023, decided) : null,
    goods: random.int(1, 100) * 100_000,
  };
};

const dataOf = (model: object, bare: BareCase): string =>
  JSON.stringify({
    ...model,
    report: undefined,
    caseNo: `B${bare.id}`,
    suspectCode: bare.party,
    suspectName: `Enterprise ${bare.party.slice(-6)}`,
    actRegion: bare.region,
    actCity: `${bare.region.slice(0, 4)}00`,
    actProvince: '960000',
    productCategory: bare.product,
    primaryViolation: bare.counts === 1 ? '0102' : '1001',
    violationTypes: [bare.counts === 1 ? '0102' : '1001'],
    filing: { substances: bare.substance === '' ? [] : [bare.substance] },
    severity: severities[bare.severity],
    intentional: bare.intentional === 1,
    penaltyEffective: bare.effective === 1 ? 'effective' : 'revoked',
    procedure: bare.ordinary === 1 ? 'ordinary' : 'summary',
    statusGroup: bare.status,
    obstruct: bare.obstruct === 1,
    violent: bare.violent === 1,
    filedAt: bare.filed,
    decidedAt: bare.decided ?? undefined,
    goodsValue: bare.goods,
  });

const bareTable = (dialect: Storage['dialect']): string[] => [
  `create table if not exists bare_rule_case (id varchar(40) not null primary key, party varchar(40) not null, region char(6) not null, product varchar(10) not null, substance varchar(10) not null, severity integer not null, intentional integer not null, effective integer not null, ordinary integer not null, counts integer not null, status varchar(20) not null, obstruct integer not null, violent integer not null, filed char(10) not null, decided char(10), goods bigint not null)${dialect === 'sqlite' ? '' : ' engine=InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin'}`,
];

/** The best indexes of the hand-written statements; made after the rows. */
const bareIndexes = [
  'create index if not exists bare_party on bare_rule_case (party, decided, intentional, effective, ordinary, counts, severity, goods)',
  'create index if not exists bare_decided on bare_rule_case (intentional, effective, ordinary, counts, decided, party, severity, goods, id)',
  'create index if not exists bare_product on bare_rule_case (product, substance, filed, status, region, party, goods)',
  'create index if not exists bare_product_whole on bare_rule_case (product, substance, filed, status, region, party, goods, severity, id)',
  'create index if not exists bare_region on bare_rule_case (filed, region, product, status, severity, obstruct, violent)',
];

type Row = readonly unknown[];

/** What one chunk of cases puts into each table. */
const rowsOf = (layout: Layout, { data, ...header }: RecordRow, bare: readonly BareCase[]) => {
  const model = asJson<object>(data);
  const headers = bare.map(({ id }) => ({ ...header, id, root_id: id }));
  const record = Object.keys(header);
  const own = [...headerColumns, 'layout', ...layout.columns.map(({ name }) => name), 'data'];
  return [
    { table: 'record', names: record, rows: headers.map((row) => record.map((name) => row[name as keyof typeof row])) },
    {
      table: layout.table,
      names: own,
      rows: headers.map((row, at): Row => {
        const text = dataOf(model, bare[at] as BareCase);
        return [...headerColumns.map((name) => row[name]), layout.id, ...columnValues(layout, JSON.parse(text)), text];
      }),
    },
    ...[...layout.elements.values()].map((table) => ({
      table: table.name,
      names: elementColumns(table),
      rows: headers.flatMap(({ id, version }, at) =>
        elementRows(table, id, Number(version), JSON.parse(dataOf(model, bare[at] as BareCase))),
      ),
    })),
    { table: 'bare_rule_case', names: bareColumns, rows: bare.map((row): Row => bareColumns.map((name) => row[name])) },
  ];
};

/** Indexes are made anew after all rows: that takes a tenth of keeping them meanwhile. */
const dropIndexes = async ({ dialect, read, define }: Storage, table: string): Promise<void> => {
  const found = await all<{ i: string }>(
    read,
    dialect === 'sqlite'
      ? "select name as i from sqlite_master where type = 'index' and tbl_name = ? and name like 'x\\_%' escape '\\'"
      : "select distinct index_name as i from information_schema.statistics where table_schema = database() and table_name = ? and index_name like 'x\\_%'",
    [table],
  );
  await define(found.map(({ i }) => `drop index \`${i}\`${dialect === 'sqlite' ? '' : ` on \`${table}\``}`));
};

/** The same cases as records of the platform and in a hand-written table; indexes are left to be made. */
export const fillCases = async (
  storage: Storage,
  catalog: Catalog,
  { cases, parties, seed }: RulesSize,
): Promise<void> => {
  const random = new SeededRandom(seed);
  const layout = layoutOf(storage.dialect, catalog.module('case'));
  const [model] = await all<RecordRow>(
    storage.read,
    "select r.*, m.data as data from record r join m_case m on m.id = r.id where r.module = 'case' and r.state = 'closed' limit 1",
  );
  if (model === undefined) throw new Error('the demonstration has no closed case');
  for (const table of [layout.table, ...[...layout.elements.values()].map(({ name }) => name)])
    await dropIndexes(storage, table);
  await storage.define(bareTable(storage.dialect));
  for (let from = 0; from < cases; from += together)
    await storage.transact(async (db) => {
      const end = Math.min(cases, from + together);
      for (let at = from; at < end; at += chunk) {
        const bare = Array.from({ length: Math.min(chunk, end - at) }, () => bareOf(random, parties));
        for (const { table, names, rows } of rowsOf(layout, model, bare))
          if (rows.length > 0) await run(db, insertMany(table, names, rows.length), rows.flat());
      }
    });
  await storage.define(bareIndexes);
};
