export type SqlDialect = 'sqlite' | 'mariadb';
