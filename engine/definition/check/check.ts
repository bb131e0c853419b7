import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import type { AnyDefinition, Kind } from '../kinds.ts';
import { pathOf } from '../kinds.ts';

/** What checks need beside the catalog: knowledge of rooms the definitions do not know. */
export interface CheckOptions {
  /**
   * The data paths a template reads, by pointer-like place for people; absent where no template engine is at hand.
   * `known` is what a template of this document may read.
   */
  readonly checkTemplate?: TemplateCheck;
}

/** Faults of one document's template against the paths its view offers. */
export type TemplateCheck = (input: {
  readonly source: string;
  readonly partials: Readonly<Record<string, string>>;
  readonly paths: ReadonlySet<string>;
}) => readonly { readonly code: string; readonly path: string; readonly params?: Readonly<Record<string, unknown>> }[];

/** One check over the whole set; it never throws for a definition that fits its schema. */
export type Check = (catalog: Catalog, options: CheckOptions) => Finding[];

export const definitionPath = (definition: AnyDefinition): string =>
  pathOf(definition.kind, definition.key, definition.module);

export const finding = (
  definition: AnyDefinition,
  path: string,
  code: string,
  params: Readonly<Record<string, unknown>> = {},
): Finding => ({ file: definitionPath(definition), path, code, params });

/** The compiled module, or undefined while it or one of its parts is missing: other checks report that. */
export const moduleOf = (catalog: Catalog, key: string | undefined): CompiledModule | undefined => {
  if (key === undefined || !catalog.definitions.module.has(key)) return undefined;
  try {
    return catalog.module(key);
  } catch {
    return undefined;
  }
};

/** The names a person may have meant: those a few letters away, else the first ones there are. */
export const meant = (wanted: string, known: Iterable<string>): string => {
  const names = [...known].sort();
  const near = names.filter((name) => distance(wanted.toLowerCase(), name.toLowerCase()) <= 1 + wanted.length / 4);
  const shown = near.length > 0 ? near : names;
  return shown.length > 8 ? `${shown.slice(0, 8).join(', ')} …` : shown.join(', ');
};

/** Levenshtein's distance. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

export const keysOf = (catalog: Catalog, kind: Kind): Iterable<string> => catalog.definitions[kind].keys();
