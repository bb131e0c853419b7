import {
  type DatabaseConnection,
  type Driver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { bindConnection } from '../db.ts';
import type { Tables } from '../tables.ts';

const refused = async (): Promise<void> => {
  throw new Error('the read handle opens no transaction');
};

/** Kysely over one connection, which transactions are opened on by nobody but the writer. */
export const kyselyOn = (connection: DatabaseConnection): Kysely<Tables> => {
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: refused,
    commitTransaction: refused,
    rollbackTransaction: refused,
    releaseConnection: async () => {},
    destroy: async () => {},
  };
  const kysely = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  bindConnection(kysely, connection);
  return kysely;
};
