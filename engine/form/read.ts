import { pointer } from '../issue.ts';
import { isObject } from '../json.ts';
import type { Title } from '../schema/types.gen.ts';
import { acceptedBy } from './check/checks.ts';
import { type Component, forbiddenKeys } from './form.ts';
import type { Run } from './run.ts';
import { part, textsSetting, titleOf } from './settings.ts';
import type { FormNode } from './tree.ts';
import { readerOf } from './value/read.ts';
import { type CodesByKey, isBlank, type Read } from './value/value.ts';

/** The keys one object of the data may have. */
export interface Scope {
  readonly entries: readonly Entry[];
  readonly known: ReadonlySet<string>;
}

interface Entry {
  readonly key: string;
  /** Reads the raw value under the key into `out`; `raw` is undefined when the key is absent. */
  readonly read: (raw: unknown, out: Record<string, unknown>, base: string, run: Run) => void;
}

/** Most rows of a grid. */
const mostRows = 1_000;
/** Levels of objects and lists that data may have. */
const deepestData = 32;

export const compileScope = (nodes: readonly FormNode[], codes: CodesByKey): Scope => {
  const entries = nodes.flatMap(flattenLayout).map((node) => entryOf(node, codes));
  return { entries, known: new Set(entries.map(({ key }) => key)) };
};

const flattenLayout = (node: FormNode): FormNode[] =>
  node.role === 'layout' ? node.children.flatMap(flattenLayout) : [node];

/** A new object of what the scope declares; other keys are named as issues. */
export const readObject = (
  { entries, known }: Scope,
  raw: Readonly<Record<string, unknown>>,
  base: string,
  run: Run,
): Record<string, unknown> => {
  const out: Record<string, unknown> = {};
  for (const { key, read } of entries) read(Object.hasOwn(raw, key) ? raw[key] : undefined, out, base, run);
  for (const key of Object.keys(raw)) if (!known.has(key)) refuseKey(key, raw[key], base, run);
  return out;
};

const longestKeyShown = 64;

const refuseKey = (key: string, value: unknown, base: string, { sink }: Run): void => {
  const shown = key.slice(0, longestKeyShown);
  sink.at(base, shown, { zh: shown });
  if (forbiddenKeys.has(key)) sink.fail('forbiddenKey', { key: shown });
  else if (isDeeper(value, deepestData)) sink.fail('tooDeep', { limit: deepestData });
  else sink.fail('unknownKey', { key: shown });
};

const isDeeper = (value: unknown, levels: number): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
};

const entryOf = (node: FormNode, codes: CodesByKey): Entry => {
  if (node.role === 'object') return objectEntry(node, codes);
  return node.role === 'grid' ? gridEntry(node, codes) : leafEntry(node, codes);
};

const leafEntry = ({ key, component }: FormNode, codes: CodesByKey): Entry => {
  const title = titleOf(component);
  // What a calculated field holds is never taken from outside.
  if (isObject(component.calculateValue)) return { key, read: () => undefined };
  const reader = leafReader(component, codes);
  const byDefault = defaultOf(component);
  return {
    key,
    read: (raw, out, base, run) => {
      const value = raw === undefined ? byDefault : raw;
      if (!isBlank(value)) readLeaf(reader, value, { key, title, out, base, run });
      // Emptied on purpose: the default must not come back when the data are read again.
      if (byDefault !== undefined && out[key] === undefined) out[key] = null;
    },
  };
};

export interface LeafPlace {
  readonly key: string;
  readonly title: Title;
  readonly out: Record<string, unknown>;
  readonly base: string;
  readonly run: Run;
}

/** Reads a value into `out`; faults are set aside, for they count only where the field is shown or kept. */
export const readLeaf = (reader: Read, value: unknown, { key, title, out, base, run }: LeafPlace): void => {
  const { sink, faults } = run;
  const before = sink.issues.length;
  sink.at(base, key, title);
  const read = reader(value, sink);
  if (read !== undefined) out[key] = read;
  if (sink.issues.length > before) {
    sink.item = -1;
    if (isDeeper(value, deepestData)) sink.fail('tooDeep', { limit: deepestData });
    faults.set(sink.path(), sink.issues.splice(before));
  }
};

/** The reader of a leaf, with the spelling of `meta.check` where the value passes it. */
export const leafReader = (component: Component, codes: CodesByKey): Read => {
  const names = textsSetting(part(component, 'meta').check);
  const reader = readerOf(component, codes);
  if (names.length === 0) return reader;
  return (value, sink) => {
    const read = reader(value, sink);
    return typeof read === 'string' ? (acceptedBy(names, read) ?? read) : read;
  };
};

/** As Form.io's server: a default fills an absent key, but never a number, which may have been removed on purpose. */
const defaultOf = ({ type, defaultValue, multiple }: Component): unknown => {
  if (!defaultValue || type === 'number' || type === 'money' || type === 'decimal') return undefined;
  return multiple === true && !Array.isArray(defaultValue) ? [defaultValue] : defaultValue;
};

const objectEntry = ({ key, component, children }: FormNode, codes: CodesByKey): Entry => {
  const title = titleOf(component);
  const scope = compileScope(children, codes);
  return {
    key,
    read: (raw, out, base, run) => {
      const below = base + pointer(key);
      const given = isBlank(raw) ? {} : raw;
      if (!isObject(given)) setFault(run, below, title, 'object');
      out[key] = readObject(scope, isObject(given) ? given : {}, below, run);
    },
  };
};

const setFault = (run: Run, path: string, title: Title, expected: string): void => {
  run.faults.set(path, [{ path, code: 'type', params: { field: title, expected } }]);
};

const gridEntry = ({ key, component, children }: FormNode, codes: CodesByKey): Entry => {
  const title = titleOf(component);
  const scope = compileScope(children, codes);
  return {
    key,
    read: (raw, out, base, run) => {
      if (isBlank(raw)) return;
      const below = base + pointer(key);
      if (!Array.isArray(raw)) return setFault(run, below, title, 'rows');
      if (raw.length > mostRows) {
        run.faults.set(below, [{ path: below, code: 'tooManyRows', params: { field: title, limit: mostRows } }]);
        return;
      }
      const wrong = raw.findIndex((row) => !isObject(row));
      if (wrong >= 0) {
        run.faults.set(below, [{ path: `${below}/${wrong}`, code: 'type', params: { field: title, expected: 'row' } }]);
        return;
      }
      out[key] = raw.map((row, index) => readObject(scope, row, `${below}/${index}`, run));
    },
  };
};
