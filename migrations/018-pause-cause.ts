import type { Dialect } from './ddl.ts';

/** Several records may hold up one clock: it goes on when the last of them has let go. */
export const pauseCause = (d: Dialect): string[] => [
  d === 'sqlite'
    ? 'alter table `clock_pause` add column `cause` text null'
    : 'alter table `clock_pause` add column if not exists `cause` longtext null',
];
