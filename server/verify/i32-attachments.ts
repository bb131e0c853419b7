import { isObject } from '#engine/json.ts';
import { all, asJson } from '../storage/db.ts';
import { type Invariant, type Offence, offences } from './world.ts';

interface Frozen {
  readonly id: string;
  readonly data: unknown;
}

interface Named {
  readonly id: string;
  readonly sha256: string;
}

/** Files a filling holds, wherever in it; what is sealed stays shut. */
const filesIn = (value: unknown): readonly Named[] => {
  if (Array.isArray(value)) return value.flatMap(filesIn);
  if (!isObject(value)) return [];
  if (typeof value.id === 'string' && typeof value.sha256 === 'string') return [{ id: value.id, sha256: value.sha256 }];
  return Object.values(value).flatMap(filesIn);
};

export const i32: Invariant = {
  id: 'I32',
  title: 'files that frozen entries hold are there as they were, and no file of a record has lost its content',
  find: async (world) => {
    const entries = await all<Frozen>(
      world.db,
      "select `id`, `data` from `entry` where `state` = 'frozen' and `data` like '%\"sha256\":\"%'",
    );
    const links = await all<{ id: string; hash: string }>(
      world.db,
      'select `id`, `hash` from `file_link` where `removed_at` is null',
    );
    const there = new Map(links.map(({ id, hash }) => [id, hash]));
    const broken: Offence[] = entries.flatMap(({ id: row, data }) =>
      filesIn(asJson(data))
        .filter(({ id, sha256 }) => there.get(id) !== sha256)
        .map(({ id }) => ({ table: 'entry', row, reason: `its file ${id} is gone or another one` })),
    );
    const lost = await offences(
      world,
      'file_link',
      'its content was swept',
      'select l.`id` as row from `file_link` l join `file` f on f.`hash` = l.`hash` where l.`removed_at` is null and f.`swept_at` is not null',
    );
    return [...broken, ...lost];
  },
};
