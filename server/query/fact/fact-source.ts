import type { Catalog, CompiledModule } from '#engine/definition/catalog.ts';
import type { ChainLink } from '#engine/parameter/lookup.ts';
import type { FactDeclaration } from '#engine/schema/types.gen.ts';
import type { JudgedRecord } from '../../command/record-judge.ts';
import type { Db } from '../../storage/db.ts';

/** What facts of a record are taken from; `catalog` may be that of a draft. */
export interface FactPlace {
  readonly db: Db;
  readonly catalog: Catalog;
  readonly dialect: 'sqlite' | 'mariadb';
  /** The module as the record pins it. */
  readonly module: CompiledModule;
  readonly record: JudgedRecord;
  /** What is being handed in, as `input.…`. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly now: string;
  readonly actor: string;
}

/** The records an aggregate counted, with the versions they had. */
export type CountedRecords = readonly { readonly id: string; readonly version: number }[];

export interface FoundFact {
  /** undefined is missing. */
  readonly value: unknown;
  readonly records?: CountedRecords;
}

/** Loads what several facts share once. */
export interface FactLoader {
  readonly place: FactPlace;
  readonly chain: () => Promise<readonly (ChainLink & { readonly profile: unknown })[]>;
  readonly children: (module: string) => Promise<readonly FactChild[]>;
  /** The data of the nearest record above that is of the module. */
  readonly above: (module: string) => Promise<unknown>;
  readonly clocks: () => Promise<readonly ClockFact[]>;
  readonly documents: () => Promise<
    readonly { document: string; state: string; served_at: string | null; scans: number }[]
  >;
}

export interface FactChild {
  readonly row: JudgedRecord['row'] & { readonly version: number };
  readonly data: unknown;
}

export interface ClockFact {
  readonly deadline: string;
  readonly state: string;
  readonly due_at: string | null;
  readonly ended_at: string | null;
  readonly round: number;
}

export type FindFact = (loader: FactLoader, fact: FactDeclaration) => Promise<FoundFact>;
