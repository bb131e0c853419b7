import { join } from 'node:path';
import { openCatalog } from '#server/catalog.ts';
import { all, run } from '#server/storage/db.ts';
import { newId } from '#server/storage/id.ts';
import { openStorage } from '#server/storage/storage.ts';
import { bareTables, columns } from './bare-tables.ts';
import { filling } from './setting.ts';

const chunk = 200;
const headerColumns =
  'id module organization root_id parent_id title state state_class regime closure owner due_at version family_version platform origin created_at created_by modified_at modified_by';
const moduleColumns = 'id organization root_id parent_id state owner version created_at modified_at data';
const entryColumns = 'id record_id form round subject data state by_account at frozen_at closure';

const insertMany = (table: string, names: readonly string[], rows: number): string =>
  `insert into \`${table}\` (${names.map((name) => `\`${name}\``).join(', ')}) values ${Array.from({ length: rows }, () => `(${names.map(() => '?').join(', ')})`).join(', ')}`;

const states = ['draft', 'sourceReview', 'investigating', 'decided'];
const classes = ['editable', 'inApproval', 'locked', 'locked'];
const sources = ['market-check', 'patrol', 'daily-check', 'market-check'];

/** The same cases in the platform's tables and in the hand-written one: spread evenly over organizations and states. */
export const fill = async (url: string, dataDir: string, rows: number): Promise<void> => {
  const storage = await openStorage({ url, dataDir });
  try {
    const organizations = await all<{ id: string }>(
      storage.read,
      "select `id` from `organization` where `level` in ('county', 'city') order by `id`",
    );
    const [pinned] = await all<{ hash: string }>(storage.read, "select `hash` from `closure` where `module` = 'case'");
    await storage.define(bareTables(storage.dialect));
    for (let from = 0; from < rows; from += chunk) {
      const sets = Array.from({ length: Math.min(chunk, rows - from) }, (_, index) =>
        caseOf(
          from + index,
          organizations.map(({ id }) => id),
          pinned?.hash ?? '',
        ),
      );
      await storage.transact(async (db) => {
        for (const [table, names, key] of [
          ['record', headerColumns.split(' '), 'header'],
          ['m_case', moduleColumns.split(' '), 'module'],
          ['entry', entryColumns.split(' '), 'entry'],
          ['bare_case', columns, 'bare'],
        ] as const)
          await run(
            db,
            insertMany(table, names, sets.length),
            sets.flatMap((set) => set[key]),
          );
      });
    }
    // Gives the rows the columns of their module, as a start would.
    await openCatalog(storage, { packDir: join(import.meta.dirname, '..'), now: new Date().toISOString() });
    await storage.optimize();
  } finally {
    await storage.close();
  }
};

const caseOf = (n: number, organizations: readonly string[], closure: string) => {
  const id = newId();
  const organization = organizations[n % organizations.length] ?? '';
  const kind = Math.floor(n / organizations.length) % states.length;
  const [state, stateClass] = [states[kind] ?? '', classes[kind] ?? ''];
  const day = new Date(Date.UTC(2024, 0, 1) + (n % 900) * 86_400_000).toISOString();
  const at = new Date(Date.UTC(2024, 0, 1) + n * 600_000).toISOString();
  const owner = organization === '96010200' ? 'chenmingyuan' : 'somebody';
  const source = sources[n % 4];
  const caseTitle = `${filling.suspectName}${n}`;
  const filled = JSON.stringify({ ...filling, caseTitle, caseSource: source });
  const data = JSON.stringify({
    ...JSON.parse(filled),
    regNo: `old ${n}`,
    registerOrg: organization,
    registeredAt: day,
    ...(kind > 1 && { filedAt: day.slice(0, 10), caseNo: `case ${n}` }),
  });
  const people = [owner, null, 1, 0, 'prov-96', 'entered', at, owner, at, owner];
  return {
    header: [id, 'case', organization, id, null, caseTitle, state, stateClass, 'scjg-2021', closure, ...people],
    module: [id, organization, id, null, state, owner, 1, at, at, data],
    entry: [newId(), id, 'caseRegister', 1, '', filled, 'open', owner, at, null, closure],
    bare: [id, organization, state, owner, 1, at, at, caseTitle, source, data],
  };
};
