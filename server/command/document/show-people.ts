import type { CompiledModule } from '#engine/definition/catalog.ts';
import { isObject } from '#engine/json.ts';
import { all, asJson, type Db } from '../../storage/db.ts';

const kinds = { user: 'account', organization: 'organization', record: 'record' } as const;
type Kind = keyof typeof kinds;

interface Reference {
  /** Dotted path in the data; `*` stands for every row of a grid. */
  readonly path: string;
  readonly kind: Kind;
}

const referencesOf = (module: CompiledModule): Reference[] => [
  ...[...module.forms.values()].flatMap(({ definition, fields }) =>
    fields.flatMap(({ path, type }) =>
      type in kinds
        ? [{ path: definition.into === undefined ? path : `${definition.into}.${path}`, kind: type as Kind }]
        : [],
    ),
  ),
  // What effects write.
  ...[...module.fields].flatMap(([path, { form, type }]) =>
    form === undefined && type in kinds ? [{ path, kind: type as Kind }] : [],
  ),
];

type Visit = (value: unknown) => unknown;

/** A copy of the data with `visit` applied to what lies at the path. */
const at = (data: unknown, steps: readonly string[], visit: Visit): unknown => {
  const [step, ...rest] = steps;
  if (step === undefined) return Array.isArray(data) ? data.map(visit) : visit(data);
  if (step === '*') return Array.isArray(data) ? data.map((row) => at(row, rest, visit)) : data;
  if (!isObject(data) || !Object.hasOwn(data, step)) return data;
  return { ...data, [step]: at(data[step], rest, visit) };
};

const idsAt = (data: unknown, references: readonly Reference[], kind: Kind): string[] => {
  const ids = new Set<string>();
  for (const reference of references.filter((one) => one.kind === kind)) {
    at(data, reference.path.split('.'), (value) => {
      if (typeof value === 'string') ids.add(value);
      return value;
    });
  }
  return [...ids];
};

type Shown = Readonly<Record<string, unknown>>;

const loaders: Readonly<Record<Kind, (db: Db, places: string, ids: readonly string[]) => Promise<[string, Shown][]>>> =
  {
    user: async (db, places, ids) => {
      const rows = await all<{ id: string; name: string; profile: string }>(
        db,
        `select id, name, profile from account where id in (${places})`,
        ids,
      );
      return rows.map(({ id, name, profile }) => {
        const { certificate, phone } = asJson<{ certificate?: { no?: string }; phone?: string }>(profile);
        return [id, { id, name, certNo: certificate?.no ?? '', phone: phone ?? '' }];
      });
    },
    organization: async (db, places, ids) =>
      (
        await all<{ id: string; name: string }>(db, `select id, name from organization where id in (${places})`, ids)
      ).map((row) => [row.id, row]),
    record: async (db, places, ids) =>
      (await all<{ id: string; title: string }>(db, `select id, title from record where id in (${places})`, ids)).map(
        (row) => [row.id, row],
      ),
  };

/** The data with references opened for printing: a person is {id, name, certNo, phone}, an organization {id, name}, a record {id, title}. */
export const showPeople = async (db: Db, module: CompiledModule, data: unknown): Promise<unknown> => {
  const references = referencesOf(module);
  let shown = data;
  for (const kind of Object.keys(kinds) as Kind[]) {
    const ids = idsAt(data, references, kind);
    if (ids.length === 0) continue;
    const found = new Map(await loaders[kind](db, ids.map(() => '?').join(', '), ids));
    for (const reference of references.filter((one) => one.kind === kind)) {
      shown = at(shown, reference.path.split('.'), (value) =>
        typeof value === 'string' ? (found.get(value) ?? { id: value }) : value,
      );
    }
  }
  return shown;
};
