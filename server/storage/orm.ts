import { Migrator } from '@mikro-orm/migrations';
import { migrations } from '#migrations/list.ts';
import type { Backend } from './dialect/backend.ts';
import { entities } from './entities/all.ts';

interface Opened {
  readonly backend: Backend;
  readonly close: () => Promise<void>;
}

const common = {
  entities,
  extensions: [Migrator],
  migrations: { migrationsList: migrations, snapshot: false, tableName: 'mikro_orm_migrations' },
  preferReadReplicas: false,
  discovery: { warnWhenNoEntities: false },
  logger: () => {},
};

/** The ORM owns the connections, the entities' metadata and the migrations; statements run through `Backend`. */
export const connectSqlite = async (file: string): Promise<Opened> => {
  const [{ MikroORM }, { prepareSqlite, sqliteBackend }] = await Promise.all([
    import('@mikro-orm/sqlite'),
    import('./dialect/sqlite.ts'),
  ]);
  const orm = await MikroORM.init({ ...common, dbName: file, replicas: [{ dbName: file }] });
  const { connection, close } = { connection: orm.em.getConnection.bind(orm.em), close: () => orm.close(true) };
  try {
    await orm.connect();
    await prepareSqlite(connection('write'));
    await orm.migrator.up();
    const backend = await sqliteBackend(file, connection('write'), connection('read'));
    return { backend, close: () => backend.end().then(close) };
  } catch (error) {
    await close();
    throw error;
  }
};

export const connectMariadb = async (url: string): Promise<Opened> => {
  const [{ MikroORM }, { mariadbBackend }] = await Promise.all([
    import('@mikro-orm/mariadb'),
    import('./dialect/mariadb.ts'),
  ]);
  const clientUrl = url.replace(/^mariadb:/, 'mysql:');
  const orm = await MikroORM.init({
    ...common,
    clientUrl,
    charset: 'utf8mb4',
    collate: 'utf8mb4_nopad_bin',
    pool: { min: 0, max: 10 },
    driverOptions: { charset: 'utf8mb4_bin', maxPreparedStatements: 300, connectTimeout: 5000 },
    replicas: [{ clientUrl }],
  });
  const close = () => orm.close(true);
  try {
    await orm.schema.ensureDatabase();
    await collateEmpty(orm.em.getConnection('write'));
    await orm.migrator.up();
    return {
      backend: await mariadbBackend(orm.em.getConnection('write'), orm.em.getConnection('read')),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/** A database without tables takes our collation, whatever the server's default is. */
const collateEmpty = async (connection: { execute(text: string): Promise<readonly unknown[]> }): Promise<void> => {
  const tables = await connection.execute(
    'select table_name from information_schema.tables where table_schema = database() limit 1',
  );
  if (tables.length === 0) await connection.execute('alter database character set utf8mb4 collate utf8mb4_nopad_bin');
};
