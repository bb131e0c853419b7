import type { Title } from '#engine/schema/types.gen.ts';

/** As GET /imports answers. */
export interface ImportKind {
  readonly key: string;
  readonly title: Title;
  readonly description: Title | null;
  readonly target: string;
  readonly mode: ImportMode;
  readonly columns: readonly {
    readonly column: string;
    readonly required: boolean;
    readonly hint: Title | null;
  }[];
  readonly limits: { readonly rows: number; readonly bytes: number };
}

export type ImportMode = 'all' | 'rows';

/** As GET /imports/runs/:id answers. */
export interface ImportRun {
  readonly id: string;
  readonly import: string;
  readonly title: Title;
  readonly name: string;
  readonly state: 'checking' | 'checked' | 'refused' | 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly mode: ImportMode;
  readonly started: boolean;
  readonly rows: number;
  readonly good: number;
  readonly bad: number;
  readonly written: number;
  readonly skipped: number;
  readonly done: number;
  readonly error: string | null;
  readonly createdAt: string;
  readonly issues?: number;
  /** Seconds for which others would wait to save if all rows went in at once. */
  readonly holdsUp: number;
  /** Rows that are told of beside faults, by what is told. */
  readonly notes?: Readonly<Partial<Record<'updated' | 'unchanged' | 'kept' | 'closed' | 'nobody', number>>>;
}

export interface ImportIssue {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly message: string;
}

export interface ImportIssues {
  readonly total: number;
  readonly items: readonly ImportIssue[];
}
