import type { Catalog, CompiledModule } from '#engine/definition/catalog.ts';
import type { PaperStratum } from '#engine/document/paper-comparison.ts';
import { getPath } from '#engine/json.ts';
import type { DocumentDefinition, Title } from '#engine/schema/types.gen.ts';
import { all, asJson, type Db, moduleTableName } from '../../../storage/db.ts';
import type { DocumentRow } from '../../../storage/documents.ts';

/** A paper that is worth looking at. */
export interface ChosenPaper {
  readonly document: string;
  readonly why: PaperStratum;
  readonly detail: Title | null;
  /** Absent for a sample. */
  readonly record?: string;
  readonly row?: DocumentRow;
  readonly regime?: string;
}

interface Choosing {
  readonly db: Db;
  readonly catalog: Catalog;
  readonly definition: DocumentDefinition;
}

const most = { prepared: 15, states: 8, kinds: 5, looked: 2000, children: 300 } as const;

const samples = ({ catalog, definition }: Choosing): ChosenPaper[] => {
  const regimes = Object.keys(definition.templates ?? {}).filter((key) => catalog.definitions.regime.has(key));
  const sample = { document: definition.key, why: 'example' as const };
  return [
    { ...sample, detail: null },
    ...regimes.map((regime) => ({ ...sample, regime, detail: catalog.definitions.regime.get(regime)?.title ?? null })),
  ];
};

const prepared = async ({ db, definition }: Choosing): Promise<ChosenPaper[]> => {
  const rows = await all<DocumentRow>(
    db,
    `select * from document where document = ? and state = 'draft' order by id desc limit ${most.prepared}`,
    [definition.key],
  );
  return rows.map((row) => ({ document: definition.key, why: 'prepared', detail: null, record: row.record_id, row }));
};

interface StateRow {
  readonly id: string;
  readonly state: string;
}

/** The newest record of each state: of those with such a paper, or of all where nobody has one yet. */
const byState = async ({ db, catalog, definition }: Choosing): Promise<ChosenPaper[]> => {
  const withPaper = await all<StateRow>(
    db,
    `select max(r.id) as id, r.state as state from document d join record r on r.id = d.record_id where d.document = ? and d.state <> 'voided' group by r.state order by id desc limit ${most.states}`,
    [definition.key],
  );
  const rows =
    withPaper.length > 0
      ? withPaper
      : await all<StateRow>(
          db,
          `select max(id) as id, state from record where module = ? group by state order by id desc limit ${most.states}`,
          [definition.record],
        );
  const { states } = catalog.module(definition.record).workflow;
  return rows.map(({ id, state }) => ({
    document: definition.key,
    why: 'state',
    detail: states[state]?.title ?? null,
    record: id,
  }));
};

/** The field that tells what kind of thing a document is about: the first code that lists of the module show or ask. */
const kindField = (module: CompiledModule) =>
  [...module.fields].find(
    ([, { type, codes, list, query }]) => type === 'code' && codes !== undefined && (list || query),
  );

/** One record for each kind of what the document is about. */
const byKind = async ({ db, catalog, definition }: Choosing): Promise<ChosenPaper[]> => {
  const { subject } = definition;
  const field = subject === undefined ? undefined : kindField(catalog.module(subject));
  if (subject === undefined || field === undefined) return [];
  const [path, { codes }] = field;
  const rows = await all<{ parent: string | null; data: string }>(
    db,
    `select r.parent_id as parent, m.data as data from record r join \`${moduleTableName(subject)}\` m on m.id = r.id where r.module = ? order by r.id desc limit ${most.children}`,
    [subject],
  );
  const found = new Map<string, string>();
  for (const { parent, data } of rows) {
    const kind = getPath(asJson(data), path);
    if (typeof kind === 'string' && parent !== null && !found.has(kind)) found.set(kind, parent);
  }
  const items = catalog.definitions.codes.get(codes ?? '')?.items ?? [];
  return [...found].slice(0, most.kinds).map(([kind, record]) => ({
    document: definition.key,
    why: 'kind',
    detail: items.find(({ code }) => code === kind)?.title ?? null,
    record,
  }));
};

const longest = async ({ db, definition }: Choosing): Promise<ChosenPaper[]> => {
  const module = definition.record;
  const rows = await all<{ id: string }>(
    db,
    `select r.id as id from (select id from record where module = ? order by id desc limit ${most.looked}) r join \`${moduleTableName(module)}\` m on m.id = r.id order by length(m.data) desc limit 1`,
    [module],
  );
  return rows.map(({ id }) => ({ document: definition.key, why: 'longest', detail: null, record: id }));
};

/** Papers of a kind that show what a change does: samples, what is prepared, one of each state and kind, the longest. */
export const choosePapers = async (choosing: Choosing): Promise<readonly ChosenPaper[]> => {
  const real = [
    ...(await prepared(choosing)),
    ...(await byState(choosing)),
    ...(await byKind(choosing)),
    ...(await longest(choosing)),
  ];
  const once = new Map(real.map((paper) => [paper.row?.id ?? paper.record ?? '', paper] as const).reverse());
  return [...samples(choosing), ...[...once.values()].reverse()];
};
