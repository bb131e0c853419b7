import { checkPattern, formatNumber } from '#engine/numbering/format.ts';
import { all, asJson } from '../storage/db.ts';
import type { LedgerRow } from '../storage/numbers.ts';
import type { Invariant, Offence, World } from './world.ts';

interface Words {
  readonly docWord?: Readonly<Record<string, string>>;
  readonly abbr?: string;
  readonly shortName?: string;
}

/** The texts a number may have: by every wording of its series and every document word of its organization. */
const textsOf = (world: World, row: LedgerRow, profile: Words): Set<string> | undefined => {
  const definition = world.catalog?.definitions.numbering.get(row.numbering);
  if (definition === undefined) return undefined;
  const patterns = [definition.pattern, ...Object.values(definition.patterns ?? {})];
  const words = Object.values(profile.docWord ?? {});
  const texts = new Set<string>();
  for (const pattern of patterns.filter((text) => checkPattern(text).length === 0))
    for (const docWord of words.length > 0 ? words : [undefined])
      texts.add(
        formatNumber(pattern, {
          ...(docWord !== undefined && { docWord }),
          ...(profile.abbr !== undefined && { abbr: profile.abbr }),
          ...(profile.shortName !== undefined && { organShort: profile.shortName }),
          organCode: row.organization,
          yyyy: Number(row.year),
          n: Number(row.n),
        }),
      );
  return texts;
};

const misworded = async (world: World): Promise<Offence[]> => {
  const organizations = await all<{ id: string; profile: unknown }>(
    world.db,
    'select `id`, `profile` from `organization`',
  );
  const profiles = new Map(organizations.map(({ id, profile }) => [id, asJson<Words>(profile)]));
  const rows = await all<LedgerRow>(world.db, 'select * from `ledger`');
  return rows
    .filter((row) => textsOf(world, row, profiles.get(row.organization) ?? {})?.has(row.text) === false)
    .map((row) => ({ table: 'ledger', row: row.id, reason: `${row.text} is not how ${row.numbering} words ${row.n}` }));
};

const twice = async (world: World, columns: string): Promise<Offence[]> => {
  const rows = await all<{ row: string }>(
    world.db,
    `select l.\`id\` as row from \`ledger\` l join (select ${columns} from \`ledger\` group by ${columns} having count(*) > 1) d using (${columns})`,
  );
  return rows.map(({ row }) => ({ table: 'ledger', row, reason: 'the number was given twice' }));
};

export const i02: Invariant = {
  id: 'I2',
  title: 'no number is given twice, and each reads as its series words it',
  find: async (world) => [
    ...(await twice(world, '`numbering`, `organization`, `year`, `n`')),
    ...(await twice(world, '`numbering`, `text`')),
    ...(await misworded(world)),
  ],
};
