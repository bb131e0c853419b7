import { all, asJson } from '../../storage/db.ts';
import { ancestorsOf } from '../../storage/organizations.ts';
import { childrenOf, findHeader, findRecord } from '../../storage/records.ts';
import type { ClockFact, FactLoader, FactPlace } from './fact-source.ts';

const once = <T>(load: () => Promise<T>): (() => Promise<T>) => {
  let found: Promise<T> | undefined;
  return () => {
    found ??= load();
    return found;
  };
};

export const loadFacts = (place: FactPlace): FactLoader => {
  const { db, record } = place;
  const children = new Map<string, ReturnType<FactLoader['children']>>();
  return {
    place,
    chain: once(async () =>
      (await ancestorsOf(db, record.row.organization)).map(({ id, level, region, profile }) => ({
        id,
        level,
        region,
        profile: asJson(profile),
      })),
    ),
    children: (module) => {
      const known = children.get(module) ?? loadChildren(place, module);
      children.set(module, known);
      return known;
    },
    above: (module) => dataAbove(place, module, record.row.parent_id),
    clocks: once(() =>
      all<ClockFact>(
        db,
        'select deadline, state, due_at, ended_at, round from clock where record_id = ? order by round, created_at',
        [record.row.id],
      ),
    ),
    documents: once(() =>
      all(
        db,
        "select document, state, served_at, (select count(*) from paper_scan s where s.document_id = document.id) as scans from document where record_id = ? and state <> 'voided'",
        [record.row.id],
      ),
    ),
  };
};

const dataAbove = async ({ db, ...place }: FactPlace, module: string, id: string | null): Promise<unknown> => {
  if (id === null) return undefined;
  const row = await findHeader(db, id);
  if (row === undefined) return undefined;
  if (row.module !== module) return await dataAbove({ db, ...place }, module, row.parent_id);
  return asJson((await findRecord(db, module, id))?.data ?? null);
};

const loadChildren = async ({ db, record }: FactPlace, module: string): ReturnType<FactLoader['children']> =>
  (await childrenOf(db, module, record.row.id)).map(({ data, version, ...row }) => ({
    row: { ...row, version: Number(version) },
    data: asJson(data),
  }));
