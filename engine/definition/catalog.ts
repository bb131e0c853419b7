import type { CompiledForm } from '../form/compile.ts';
import type { FieldInfo } from '../form/form.ts';
import type { Issue } from '../issue.ts';
import { problem } from '../problem.ts';
import type {
  AggregateDefinition,
  CodesDefinition,
  FieldType,
  FormDefinition,
  ModuleDefinition,
  Title,
  WorkflowDefinition,
} from '../schema/types.gen.ts';
import { parseDefinition } from './canonical.ts';
import { compileModule } from './compile-module.ts';
import { type AnyDefinition, type DefinitionByKind, type Kind, kinds, partsOf, pathOf } from './kinds.ts';

export type Definitions = { readonly [K in Kind]: ReadonlyMap<string, DefinitionByKind[K]> };

/** A fault in one file of a set of definitions. */
export interface Finding extends Issue {
  /** The path of the file, as in manifests. */
  readonly file: string;
}

/** A field of a record, wherever it is declared. */
export interface ModuleField {
  readonly type: FieldType;
  readonly title: Title;
  readonly list: boolean;
  readonly query: boolean;
  readonly index: boolean;
  /** An aggregate reads it. */
  readonly aggregated?: true;
  /** The most characters a text may have, where all its forms say so. */
  readonly longest?: number;
  readonly codes?: string;
  readonly sensitivity?: 'personal' | 'secret';
  readonly mask?: string;
  /** The form that fills it; absent for a field the module declares, which effects write. */
  readonly form?: string;
}

export interface ModuleForm {
  readonly definition: FormDefinition;
  /** The validator, compiled when first read. */
  readonly compiled: CompiledForm;
  /** As the form has them: without `into`, cells of grids included. */
  readonly fields: readonly FieldInfo[];
}

/** A module with its workflow and forms, ready to interpret records. */
export interface CompiledModule {
  readonly definition: ModuleDefinition;
  readonly workflow: WorkflowDefinition;
  /** The forms of the module and those its workflow names, by key. */
  readonly forms: ReadonlyMap<string, ModuleForm>;
  /** By dotted path in a record's data, `into` included; cells of grids are left out. */
  readonly fields: ReadonlyMap<string, ModuleField>;
  /** Keys of the modules whose parent it is. */
  readonly children: readonly string[];
  /** Those that count its records. */
  readonly aggregates: readonly AggregateDefinition[];
  readonly codes: ReadonlyMap<string, CodesDefinition>;
}

/** The definitions of one release, read and (module by module, when first asked for) compiled. Immutable. */
export interface Catalog {
  /** The id of the release; '' for a set that is no release. */
  readonly release: string;
  readonly definitions: Definitions;
  /** Templates, partials and styles by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** The blob hash of every file by path. */
  readonly hashes: ReadonlyMap<string, string>;
  /** The compiled module; refused as not-found when there is none. */
  module(key: string): CompiledModule;
}

export interface BuiltCatalog {
  readonly catalog: Catalog;
  /** Files that could not be read; they are missing from the catalog. */
  readonly issues: readonly Finding[];
}

/** Reads the files of a release. `hashes` are the blob hashes of the same paths. */
export const buildCatalog = (
  files: ReadonlyMap<string, string>,
  hashes: ReadonlyMap<string, string>,
  release = '',
): BuiltCatalog => {
  const issues: Finding[] = [];
  const maps = emptyMaps();
  const texts = new Map<string, string>();
  for (const file of [...files.keys()].sort()) {
    const text = files.get(file) ?? '';
    const parts = partsOf(file);
    if (parts !== undefined && parts.type !== 'definition') texts.set(file, text);
    else issues.push(...read(maps, file, text));
  }
  const definitions = maps as unknown as Definitions;
  return { catalog: assemble({ release, definitions, texts, hashes }), issues };
};

type Maps = Record<Kind, Map<string, AnyDefinition>>;

const emptyMaps = (): Maps => Object.fromEntries(kinds.map((kind) => [kind, new Map()])) as unknown as Maps;

const read = (maps: Maps, file: string, text: string): Finding[] => {
  const parsed = parseDefinition(file, text);
  if (!parsed.ok) return parsed.issues.map((issue) => ({ ...issue, file }));
  const { kind, definition } = parsed;
  const earlier = maps[kind].get(definition.key);
  if (earlier !== undefined) {
    const other = pathOf(kind, earlier.key, earlier.module);
    return [{ file, path: '/key', code: 'definition-key-taken', params: { key: definition.key, other } }];
  }
  maps[kind].set(definition.key, definition);
  return [];
};

const assemble = (parts: Omit<Catalog, 'module'>): Catalog => {
  const compiled = new Map<string, CompiledModule>();
  return {
    ...parts,
    module(key) {
      const ready = compiled.get(key) ?? compileModule(parts.definitions, key);
      if (ready === undefined) throw problem('not-found', { params: { module: key } });
      compiled.set(key, ready);
      return ready;
    },
  };
};

/** The definition of a kind by key with the path of its file, for findings and links. */
export const fileOf = (catalog: Pick<Catalog, 'definitions'>, kind: Kind, key: string): string => {
  const definition = catalog.definitions[kind].get(key);
  return definition === undefined ? '' : pathOf(kind, definition.key, definition.module);
};

/** Every definition of a catalog, kind by kind, in the order of paths. */
export const definitionsIn = (catalog: Pick<Catalog, 'definitions'>): AnyDefinition[] =>
  kinds.flatMap((kind): AnyDefinition[] => [...catalog.definitions[kind].values()]);
