import { after, before, describe } from 'node:test';
import { SeededRandom } from './forms/seeded-random.ts';
import { type DatabaseServer, mariadbMissing, startMariadb } from './servers.ts';

/** The database a suite of whole systems runs on. */
export interface Place {
  readonly database: 'sqlite' | 'mariadb';
  /** For startSystem, once the suite has begun. */
  readonly where: () => { readonly databaseUrl?: string };
  /** All of the items on SQLite; on MariaDB a share of them by chance, whose seed stands in the title of the suite. */
  readonly share: <T>(items: readonly T[], most?: number) => readonly T[];
}

const usual = 6;

const shareOf = (seed: number): Place['share'] => {
  const random = new SeededRandom(seed);
  return (items, most = usual) => {
    const left = [...items];
    const taken = [];
    while (left.length > 0 && taken.length < most) taken.push(...left.splice(random.int(0, left.length - 1), 1));
    return taken;
  };
};

/** Runs a suite on SQLite, and a share of it on a private MariaDB where one can be started. With CI=true a missing one fails. */
export const onEachDatabase = (title: string, suite: (place: Place) => void): void => {
  describe(`${title} (SQLite)`, () => suite({ database: 'sqlite', where: () => ({}), share: (items) => items }));
  const skip = mariadbMissing !== undefined && process.env.CI !== 'true' ? mariadbMissing : false;
  const seed = Number(process.env.SHARE_SEED ?? Math.floor(Math.random() * 2 ** 31));
  describe(`${title} (MariaDB, SHARE_SEED=${seed})`, { skip }, () => {
    let server: DatabaseServer | undefined;
    before(async () => {
      server = await startMariadb();
    });
    const where = () => (server === undefined ? {} : { databaseUrl: server.url() });
    suite({ database: 'mariadb', where, share: shareOf(seed) });
    // Registered after the suite's own: the system closes before its database does.
    after(() => server?.stop());
  });
};
