import type { Catalog } from '#engine/definition/catalog.ts';
import type { Words } from '#engine/import/read-cell.ts';
import { all, type Db } from '../../storage/db.ts';

interface Places {
  /** An organization and those above it, itself first. */
  readonly path: (organization: string) => readonly string[];
  readonly level: (organization: string) => string;
}

export interface World {
  readonly words: Words;
  readonly places: Places;
}

interface Place {
  id: string;
  name: string;
  level: string;
  parent: string | null;
}

/** What words in a table may stand for today: codes in all their spellings, regions, organizations, people. */
export const readWorld = async (
  db: Db,
  catalog: Catalog,
  options: { readonly people: boolean; readonly from1904: boolean },
): Promise<World> => {
  const rows = await all<Place>(db, 'select id, name, level, parent from organization where active = 1');
  const byId = new Map(rows.map((row) => [row.id, row]));
  const people = options.people
    ? await all<{ id: string; name: string; username: string }>(
        db,
        'select id, name, username from account where active = 1',
      )
    : [];
  const region = regionWords(catalog);
  const organization = onlyOnes(rows.map(({ id, name }) => [id, [id, name]]));
  const user = onlyOnes(people.map(({ id, name, username }) => [id, [id, username, name]]));
  const path = (id: string): string[] => {
    const row = byId.get(id);
    return row === undefined ? [] : [id, ...(row.parent === null ? [] : path(row.parent))];
  };
  return {
    words: {
      ...codeWords(catalog),
      region: (word) => region.get(word),
      organization: (word) => organization.get(word),
      user: (word) => user.get(word),
      from1904: options.from1904,
    },
    places: { path, level: (id) => byId.get(id)?.level ?? '' },
  };
};

/** Words that stand for one thing only; the first of a thing's words is its own and always stands for it. */
const onlyOnes = (
  things: readonly (readonly [id: string, words: readonly string[]])[],
): ReadonlyMap<string, string> => {
  const found = new Map<string, string | undefined>();
  for (const [id, [, ...words]] of things)
    for (const word of new Set(words)) found.set(word, found.has(word) && found.get(word) !== id ? undefined : id);
  for (const [id, [own = id]] of things) found.set(own, id);
  return new Map([...found].filter((entry): entry is [string, string] => entry[1] !== undefined));
};

const regionWords = (catalog: Catalog): ReadonlyMap<string, string> =>
  onlyOnes(
    [...catalog.definitions.region.values()].flatMap(({ items }) =>
      items.map(({ code, title }) => [code, [code, title.zh]] as const),
    ),
  );

const codeWords = ({ definitions }: Catalog): Pick<Words, 'code' | 'title' | 'allowed'> => {
  const lists = new Map<string, ReadonlyMap<string, string>>();
  const wordsOf = (key: string): ReadonlyMap<string, string> => {
    const known = lists.get(key);
    if (known !== undefined) return known;
    const items = definitions.codes.get(key)?.items ?? [];
    const made = onlyOnes(
      items.map(({ code, title }) => [code, [code, title.zh, ...(title.en === undefined ? [] : [title.en])]] as const),
    );
    lists.set(key, made);
    return made;
  };
  return {
    code: (key, word) => wordsOf(key).get(word),
    title: (key, code) => definitions.codes.get(key)?.items.find((item) => item.code === code)?.title.zh,
    allowed: (key) => (definitions.codes.get(key)?.items ?? []).map(({ title }) => title.zh),
  };
};
