import type { CompiledModule } from '#engine/definition/catalog.ts';
import { getPath } from '#engine/json.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import { foldText, wordsOf } from '#engine/search/fold-text.ts';
import { searchedFields } from '#engine/search/search-parts.ts';
import type { Context } from '../command/context.ts';
import { ledgerTexts } from '../storage/numbers.ts';
import { reachesAny, scopeOf } from '../storage/scope.ts';
import { type FoundWords, findWords } from './find-words.ts';
import { listRecords } from './list-records.ts';
import type { PresentedRecord } from './present-record.ts';

/** Where a record holds one of the words, apart from its title; `title` is null for the number of a paper. */
interface FoundAt {
  readonly title: Title | null;
  readonly text: string;
}

type FoundRecord = PresentedRecord & { readonly found: readonly FoundAt[] };

/** What the words find in one module; `total` is exact unless `capped`. */
export interface SearchGroup {
  readonly module: string;
  readonly title: Title;
  readonly total: number;
  readonly capped: boolean;
  readonly records: readonly FoundRecord[];
}

/** As many of each module are shown beside the others; the list of the module pages through all. */
const shown = 5;

/** Fields as they are presented: what is starred for the actor holds none of the words. */
const fieldsWith = (module: CompiledModule, { data }: PresentedRecord, words: readonly string[]): FoundAt[] => {
  const { open = [], full = [] } = searchedFields(module) ?? {};
  return [...open.slice(1), ...full].flatMap((path) => {
    const value = getPath(data, path);
    const holds = typeof value === 'string' && words.some((word) => foldText(value).includes(word));
    return holds ? [{ title: module.fields.get(path)?.title ?? null, text: value }] : [];
  });
};

const groupOf = async (context: Context, key: string, question: string, found: FoundWords): Promise<SearchGroup[]> => {
  const module = context.catalog.module(key);
  const { records, total, capped } = await listRecords(context, { module: key, filters: [], found, limit: shown });
  if (total === 0) return [];
  const words = wordsOf(question);
  const numbers = await ledgerTexts(
    context.storage.read,
    records.map(({ _id }) => _id),
  );
  const numbersWith = ({ _id }: PresentedRecord): FoundAt[] =>
    (numbers.get(_id) ?? [])
      .filter((text) => words.some((word) => foldText(text).includes(word)))
      .map((text) => ({ title: null, text }));
  const withPlaces = records.map((record) => {
    const fields = fieldsWith(module, record, words);
    const own = new Set(fields.map(({ text }) => text));
    return { ...record, found: [...fields, ...numbersWith(record).filter(({ text }) => !own.has(text))] };
  });
  return [{ module: key, title: module.definition.title, total, capped, records: withPlaces }];
};

/**
 * Records of every module the actor reads that hold all words of a question: in their title, in what their module
 * declares, or as the number of a paper. By module in the order of the menu, newest first, under the scope of lists.
 */
export const searchRecords = async (context: Context, question: string): Promise<SearchGroup[]> => {
  const { catalog, actor } = context;
  const found = await findWords(context, question);
  const modules = [...catalog.definitions.module.values()]
    .filter(({ key }) => found.records === undefined || found.records.has(key))
    .filter(({ key }) => searchedFields(catalog.module(key)) !== undefined)
    .filter(({ key }) => reachesAny(scopeOf(catalog.definitions.role, actor, key, 'read')))
    .sort((a, b) => (a.menu?.order ?? 999) - (b.menu?.order ?? 999));
  const groups: SearchGroup[] = [];
  for (const { key } of modules) groups.push(...(await groupOf(context, key, question, found)));
  return groups;
};
