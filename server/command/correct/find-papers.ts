import { readsField } from '#engine/document/reads-field.ts';
import { usedPaths } from '#engine/document/used-paths.ts';
import { getPath, isObject } from '#engine/json.ts';
import type { DocumentDefinition } from '#engine/schema/types.gen.ts';
import { sameValue } from '#engine/workflow/correction.ts';
import { all, asJson } from '../../storage/db.ts';
import { readBlobs } from '../../storage/definitions.ts';
import type { DocumentRow } from '../../storage/documents.ts';
import { showPeople } from '../document/show-people.ts';
import { partialOf } from '../document/template-job.ts';
import type { OpenRecord, RecordData } from '../open-record.ts';
import type { Unit } from '../unit.ts';

export interface StalePaper {
  readonly document: string;
  /** Fields of the corrected record that the paper shows otherwise. */
  readonly fields: readonly string[];
}

/**
 * Issued papers that agreed with the record before and no longer do: the frozen templates read a field that has changed,
 * and the frozen view holds its former value. Papers of the record above count what they show of this one.
 */
export const findPapers = async (
  unit: Unit,
  record: OpenRecord,
  before: RecordData,
): Promise<readonly StalePaper[]> => {
  const { row, module } = record;
  const changed = [...module.fields.keys()].filter(
    (field) => !sameValue(getPath(before, field), getPath(record.data, field)),
  );
  if (changed.length === 0) return [];
  const papers = await all<DocumentRow>(
    unit.db,
    "select * from document where record_id in (?, ?) and state not in ('draft', 'voided') and view is not null order by issued_at, id",
    [row.id, row.parent_id ?? row.id],
  );
  if (papers.length === 0) return [];
  const was = await showPeople(unit.db, module, before);
  const found: StalePaper[] = [];
  for (const paper of papers) {
    const fields = await staleIn(unit, { record, was, changed, paper });
    if (fields.length > 0) found.push({ document: paper.id, fields });
  }
  return found;
};

interface Comparing {
  readonly record: OpenRecord;
  readonly was: unknown;
  readonly changed: readonly string[];
  readonly paper: DocumentRow;
}

const staleIn = async (unit: Unit, { record, was, changed, paper }: Comparing): Promise<readonly string[]> => {
  const paths = asJson<Readonly<Record<string, string>>>(paper.templates ?? '{}');
  const blobs = await readBlobs(unit.db, [paper.view ?? '', ...Object.values(paths)]);
  const { view } = asJson<{ readonly view?: unknown }>(blobs.get(paper.view ?? '') ?? '{}');
  const read = readPaths(paths, blobs);
  const definition = unit.context.catalog.definitions.document.get(paper.document);
  const places = placesIn(view, record, paper);
  return changed.filter((field) => {
    const shown = places.filter(({ prefix, data }) => {
      const here =
        read.some((path) => readsField(path, `${prefix}.${field}`)) || asked(definition, prefix, field, read);
      return here && sameValue(getPath(data, field), getPath(was, field));
    });
    return shown.length > 0;
  });
};

interface ViewPlace {
  readonly prefix: string;
  readonly data: unknown;
}

/** Where in a paper's view the record lies. */
const placesIn = (view: unknown, { row }: OpenRecord, paper: DocumentRow): readonly ViewPlace[] => {
  if (!isObject(view)) return [];
  if (paper.record_id === row.id) return [{ prefix: 'record', data: view.record }];
  const rows = getPath(view, `children.${row.module}`);
  const own = Array.isArray(rows) ? rows.find((one) => isObject(one) && one.id === row.id) : undefined;
  return [
    ...(own === undefined ? [] : [{ prefix: `children.${row.module}.*`, data: own }]),
    ...(paper.subject_id === row.id ? [{ prefix: 'subject', data: view.subject }] : []),
  ];
};

/** A date that says which value of a parameter, which due day or which date a paper prints is read by it, too. */
const asked = (
  definition: DocumentDefinition | undefined,
  prefix: string,
  field: string,
  read: readonly string[],
): boolean => {
  const dated = prefix === 'record' ? field : `subject.${field}`;
  const named = (kind: 'parameters' | 'dues') =>
    Object.entries(definition?.view?.[kind] ?? {}).some(
      ([name, declared]) =>
        declared.split('@')[1] === dated && read.some((path) => readsField(path, `${kind}.${name}`)),
    );
  return named('parameters') || named('dues') || (definition?.date === dated && read.includes('doc.date'));
};

/** The paths that the templates of a paper read, as they were when it was issued. */
const readPaths = (paths: Readonly<Record<string, string>>, blobs: ReadonlyMap<string, string>): readonly string[] => {
  const texts = Object.entries(paths).filter(([path]) => path.endsWith('.hbs'));
  const partials = Object.fromEntries(
    texts.flatMap(([path, hash]) => {
      const name = partialOf(path);
      return name === undefined ? [] : [[name, blobs.get(hash) ?? '']];
    }),
  );
  return texts
    .filter(([path]) => partialOf(path) === undefined)
    .flatMap(([path, hash]) => usedPaths({ name: path, source: blobs.get(hash) ?? '' }, partials))
    .map(({ path }) => path);
};
