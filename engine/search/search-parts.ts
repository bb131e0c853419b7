import type { CompiledModule } from '../definition/catalog.ts';
import { getPath } from '../json.ts';
import { foldText } from './fold-text.ts';

/** What of a record is looked through: by everybody who may read it, and by those alone who see it in full. */
export interface SearchPart {
  readonly part: 'open' | 'full';
  readonly text: string;
}

interface SearchedFields {
  readonly open: readonly string[];
  readonly full: readonly string[];
}

const known = new WeakMap<CompiledModule, SearchedFields | undefined>();

/**
 * The fields of a module that the search looks through: its title and those it declares. A secret is in no index.
 * undefined: records of the module are not searched, as those of a child that declares nothing.
 */
export const searchedFields = (module: CompiledModule): SearchedFields | undefined => {
  if (!known.has(module)) known.set(module, fieldsIn(module));
  return known.get(module);
};

const fieldsIn = ({ definition, fields }: CompiledModule): SearchedFields | undefined => {
  const declared = definition.list.search ?? [];
  if (definition.parent !== undefined && declared.length === 0) return undefined;
  const others = [...new Set(declared)].filter((path) => path !== definition.titleField);
  const sensitivity = (path: string) => fields.get(path)?.sensitivity;
  return {
    // A record is called by its title wherever it is shown.
    open: [definition.titleField, ...others.filter((path) => sensitivity(path) === undefined)],
    full: others.filter((path) => sensitivity(path) === 'personal'),
  };
};

/** A line each, so that no word is found across two of them. */
const lines = (data: unknown, paths: readonly string[]): string =>
  paths
    .flatMap((path) => {
      const value = getPath(data, path);
      return typeof value === 'string' || typeof value === 'number' ? foldText(String(value)) || [] : [];
    })
    .join('\n');

/** The texts of a record by which it is found. */
export const searchParts = (module: CompiledModule, data: unknown): readonly SearchPart[] => {
  const searched = searchedFields(module);
  if (searched === undefined) return [];
  const { open, full } = searched;
  return [
    { part: 'open', text: lines(data, open) },
    ...(full.length === 0 ? [] : [{ part: 'full' as const, text: lines(data, full) }]),
  ];
};
