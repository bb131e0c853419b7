import type { Dialect } from './ddl.ts';

/** What was typed remembers the version of the record it began with, on whatever computer it is gone on with. */
export const stashVersion = (d: Dialect): string[] => [
  d === 'sqlite'
    ? 'alter table `stash` add column `version` integer null'
    : 'alter table `stash` add column if not exists `version` bigint null',
];
