import type { Expression, SqlBool } from 'kysely';
import type { ReadFact } from '#engine/condition/condition.ts';
import type { Catalog } from '#engine/definition/catalog.ts';
import type { ChainLink } from '#engine/parameter/lookup.ts';
import type { Db } from '../../storage/db.ts';
import type { Scope } from '../../storage/scope.ts';
import type { SqlDialect } from '../../storage/sql-dialect.ts';

/** What an aggregate is asked of. For several statements to see one state, `db` is a transaction. */
export interface AggregatePlace {
  readonly db: Db;
  /** For statements over very many records; `db` where absent. */
  readonly wide?: Db;
  /** May be that of a draft. */
  readonly catalog: Catalog;
  readonly dialect: SqlDialect;
  /** Answers of one sweep by their statements: what several records `each` ask alike is asked once. */
  readonly asked?: Map<string, Promise<readonly Readonly<Record<string, unknown>>[]>>;
  /** Only records this person reaches; everything without. */
  readonly scope?: Scope;
}

export interface AggregateQuestion {
  /** The civil date: nothing later counts, windows end with it, parameters are those of the day. */
  readonly asOf: string;
  /** Reads the record that operands {each} and facts `each.<path>` mean. */
  readonly each?: ReadFact;
  /** Only the groups with these values in these keys: the subject that is decided again. */
  readonly group?: Readonly<Record<string, string | null>>;
  /** Only these groups, whole in all keys. */
  readonly among?: readonly Readonly<Record<string, string | null>>[];
  /** Only these measures, and those they are made from; all when absent. */
  readonly measures?: ReadonlySet<string>;
  /** Only groups for which this is true of their measures and keys, each by its name. */
  readonly having?: (column: (name: string) => Expression<unknown>) => Expression<SqlBool>;
  /** Overrides the profile in force on the date. */
  readonly profile?: string;
  /** Areas whose own parameter values count. */
  readonly organizationChain?: readonly ChainLink[];
  /** Whether the records counted are given; default what the definition keeps. */
  readonly records?: boolean;
}
