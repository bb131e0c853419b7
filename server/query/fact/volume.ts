import type { DossierDefinition } from '#engine/schema/types.gen.ts';
import { all, asJson, type Db, one } from '../../storage/db.ts';
import { type PrintRunRow, runsOfVolume } from '../../storage/print-runs.ts';
import type { VolumePlan } from '../dossier/volume-plan.ts';
import type { FindFact } from './fact-source.ts';

type Volume = DossierDefinition['volumes'][number];

/**
 * Whether a volume of the record's file was bound whole, nothing in it starred; `current`: every paper that belongs into
 * it lies in it and none of them is void, and no scan or attachment has come or gone since.
 */
export const volumeFact: FindFact = async ({ place: { db, catalog, record } }, { volume: asked }) => {
  const dossier = catalog.definitions.dossier.get(asked?.dossier ?? '');
  const volume = dossier?.volumes.find(({ key }) => key === asked?.volume);
  if (dossier === undefined || volume === undefined) return { value: undefined };
  const key = { record: record.row.id, dossier: dossier.key, volume: volume.key };
  const bound = (await runsOfVolume(db, key)).map(boundWhole).find((one) => one !== undefined);
  if (bound === undefined || asked?.value === 'bound') return { value: bound !== undefined };
  const { id, root_id: root } = record.row;
  const papers = await papersDue(db, id, { dossier, volume });
  const held = papers.every((paper) => bound.papers.has(paper));
  return { value: held && !(await isVoid(db, id, bound.papers)) && !(await hasChanged(db, root, bound.at)) };
};

interface BoundVolume {
  readonly at: string;
  readonly papers: ReadonlySet<string>;
}

const boundWhole = ({ state, plan, created_at: at }: PrintRunRow): BoundVolume | undefined => {
  if (state !== 'done') return undefined;
  const { pieces = [] } = asJson<Partial<VolumePlan>>(plan ?? '{}');
  if (pieces.some((piece) => piece.kind === 'paper' && piece.masked)) return undefined;
  const papers = pieces.flatMap((piece) => (piece.kind === 'paper' || piece.kind === 'scan' ? [piece.id] : []));
  return { at, papers: new Set(papers) };
};

const kindsOf = ({ parts }: Volume): readonly string[] => parts.flatMap(({ documents }) => documents ?? []);

/** The issued papers that belong into the volume and into no other; a volume with the rest has what none names, too. */
const papersDue = async (
  db: Db,
  record: string,
  { dossier, volume }: { readonly dossier: DossierDefinition; readonly volume: Volume },
): Promise<readonly string[]> => {
  const own = new Set(kindsOf(volume));
  const others = new Set(dossier.volumes.filter((other) => other !== volume).flatMap(kindsOf));
  const rest = volume.parts.some((part) => part.rest === true);
  const rows = await all<{ id: string; document: string }>(
    db,
    "select id, document from document where record_id = ? and state = 'issued' and pdf is not null",
    [record],
  );
  return rows.filter(({ document }) => !others.has(document) && (rest || own.has(document))).map(({ id }) => id);
};

const isVoid = async (db: Db, record: string, papers: ReadonlySet<string>): Promise<boolean> => {
  const rows = await all<{ id: string }>(db, "select id from document where record_id = ? and state = 'voided'", [
    record,
  ]);
  return rows.some(({ id }) => papers.has(id));
};

/** A scan or an attachment of the record, or of one below it, came or went after that moment. */
const hasChanged = async (db: Db, root: string, since: string): Promise<boolean> =>
  (await one(
    db,
    `select 1 as found from file_link f join record r on r.id = f.record_id where r.root_id = ? and (f.at > ? or f.removed_at > ?)
      union all select 1 from paper_scan s join record r on r.id = s.record_id where r.root_id = ? and s.at > ?`,
    [root, since, since, root, since],
  )) !== undefined;
