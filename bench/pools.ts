import { all } from '#server/storage/db.ts';
import { openStorage } from '#server/storage/storage.ts';
import type { Place } from './servers.ts';
import { asker } from './setting.ts';

/** A record to work on, with the version the next write must name. */
export interface Target {
  readonly id: string;
  version: number;
}

export interface Pool {
  readonly readable: readonly string[];
  /** Saved again and again, each by one connection at a time. */
  readonly updated: Target[];
  /** Acted on once. */
  readonly actedOn: Target[];
}

const cut = (rows: readonly { id: string; version: number }[], from: number, to: number): Target[] =>
  rows
    .slice(Math.floor(rows.length * from), Math.floor(rows.length * to))
    .map(({ id, version }) => ({ id, version: Number(version) }));

/** Records of the asker's organization, apart for each server that works on the same table. */
export const readPools = async ({ url, dataDir }: Place): Promise<Record<'platform' | 'bare' | 'bare+audit', Pool>> => {
  const storage = await openStorage({ url, dataDir });
  const of = async (table: string) => {
    const rows = await all<{ id: string; version: number; state: string }>(
      storage.read,
      `select \`id\`, \`version\`, \`state\` from \`${table}\` where \`organization\` = ? and \`id\` in (select \`id\` from \`bare_case\`) order by \`id\``,
      [asker.organization],
    );
    return { readable: rows.map(({ id }) => id), drafts: rows.filter(({ state }) => state === 'draft') };
  };
  try {
    const [own, bare] = [await of('m_case'), await of('bare_case')];
    return {
      platform: { readable: own.readable, updated: cut(own.drafts, 0, 0.2), actedOn: cut(own.drafts, 0.2, 1) },
      bare: { readable: bare.readable, updated: cut(bare.drafts, 0, 0.1), actedOn: cut(bare.drafts, 0.2, 0.6) },
      'bare+audit': { readable: bare.readable, updated: cut(bare.drafts, 0.1, 0.2), actedOn: cut(bare.drafts, 0.6, 1) },
    };
  } finally {
    await storage.close();
  }
};
