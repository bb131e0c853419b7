import { Migration } from '@mikro-orm/migrations';
import { fixedTables } from './001-fixed-tables.ts';
import { papersAndLogs } from './002-papers-and-logs.ts';
import { appendOnly } from './003-append-only.ts';
import { releaseApproval } from './004-release-approval.ts';
import { exchange } from './005-exchange.ts';
import { datedValues } from './006-dated-values.ts';
import { ruleRuns } from './007-rule-runs.ts';
import { uniqueValues } from './008-unique-values.ts';
import { dataKeys } from './009-data-keys.ts';
import { ruleImpact } from './010-rule-impact.ts';
import { imports } from './011-imports.ts';
import { stashVersion } from './012-stash-version.ts';
import { moduleLayouts } from './013-module-layouts.ts';
import { accounts } from './016-accounts.ts';
import { pauseCause } from './018-pause-cause.ts';
import { printRuns } from './021-print-runs.ts';
import { paperSigning } from './022-paper-signing.ts';
import { corrections } from './023-corrections.ts';
import { searchTexts } from './024-search-texts.ts';
import { custodyLog } from './025-custody-log.ts';
import { sealEdges } from './028-seal-edges.ts';
import { paperComparison } from './032-paper-comparison.ts';
import type { Dialect } from './ddl.ts';

const migration = (name: string, statements: (dialect: Dialect) => readonly string[]) => ({
  name,
  class: class extends Migration {
    override up(): void {
      const sqlite = this.driver.getPlatform().constructor.name.startsWith('Sqlite');
      for (const statement of statements(sqlite ? 'sqlite' : 'mariadb')) this.addSql(statement);
    }
  },
});

/** Numbered, additive, never edited once released; one list serves both dialects. */
export const migrations = [
  migration('001-fixed-tables', fixedTables),
  migration('002-papers-and-logs', papersAndLogs),
  migration('003-append-only', appendOnly),
  migration('004-release-approval', releaseApproval),
  migration('005-exchange', exchange),
  migration('006-dated-values', datedValues),
  migration('007-rule-runs', ruleRuns),
  migration('008-unique-values', uniqueValues),
  migration('009-data-keys', dataKeys),
  migration('010-rule-impact', ruleImpact),
  migration('011-imports', imports),
  migration('012-stash-version', stashVersion),
  migration('013-module-layouts', moduleLayouts),
  migration('016-accounts', accounts),
  migration('018-pause-cause', pauseCause),
  migration('021-print-runs', printRuns),
  migration('022-paper-signing', paperSigning),
  migration('023-corrections', corrections),
  migration('024-search-texts', searchTexts),
  migration('025-custody-log', custodyLog),
  migration('028-seal-edges', sealEdges),
  migration('032-paper-comparison', paperComparison),
];
