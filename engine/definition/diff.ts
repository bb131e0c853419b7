import { pointer } from '../issue.ts';
import { canonicalJson, isObject } from '../json.ts';

export type Manifest = Readonly<Record<string, string>>;

export interface FileChange {
  readonly file: string;
  readonly change: 'added' | 'removed' | 'changed';
}

/** The files that differ between two manifests, in path order. */
export const diffManifests = (from: Manifest, to: Manifest): FileChange[] =>
  [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .sort()
    .filter((file) => from[file] !== to[file])
    .map((file) => ({ file, change: changeOf(from[file], to[file]) }));

const changeOf = (before: unknown, after: unknown): FileChange['change'] => {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
};

/** One change inside a definition, at a JSON Pointer. `before` or `after` is absent when the member is new or gone. */
export interface MemberChange {
  readonly path: string;
  readonly change: FileChange['change'];
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * The smallest members that differ. Items of a list are paired by `key`, `code` or `name` where all of them have one, so
 * that an inserted item is one change; other lists are compared by position.
 */
export const diffDefinitions = (before: unknown, after: unknown, path = ''): MemberChange[] => {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  if (isObject(before) && isObject(after)) return diffMembers(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(before, after, path);
  return [changed(path, before, after)];
};

const diffMembers = (before: Members, after: Members, path: string): MemberChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .flatMap((name) => diffMember(before[name], after[name], path + pointer(name)));

const diffMember = (before: unknown, after: unknown, path: string): MemberChange[] =>
  before === undefined || after === undefined
    ? before === after
      ? []
      : [changed(path, before, after)]
    : diffDefinitions(before, after, path);

const diffLists = (before: readonly unknown[], after: readonly unknown[], path: string): MemberChange[] => {
  const name = ['key', 'code', 'name'].find((member) => distinct(before, member) && distinct(after, member));
  if (name === undefined) return diffMembers({ ...before }, { ...after }, path);
  const old = new Map(before.map((item) => [(item as Members)[name], item]));
  const kept = new Set(after.map((item) => (item as Members)[name]));
  const gone = before.filter((item) => !kept.has((item as Members)[name]));
  const order = after.map((item) => (item as Members)[name]).filter((key) => old.has(key));
  const was = before.map((item) => (item as Members)[name]).filter((key) => kept.has(key));
  return [
    ...after.flatMap((item, index) => diffMember(old.get((item as Members)[name]), item, path + pointer(index))),
    ...gone.map((item) => changed(path + pointer(before.indexOf(item)), item, undefined)),
    ...(canonicalJson(was) === canonicalJson(order) ? [] : [changed(path, was, order)]),
  ];
};

type Members = Readonly<Record<string, unknown>>;

const distinct = (items: readonly unknown[], name: string): boolean =>
  items.every((item) => isObject(item) && typeof item[name] === 'string') &&
  new Set(items.map((item) => (item as Members)[name])).size === items.length;

const changed = (path: string, before: unknown, after: unknown): MemberChange => ({
  path,
  change: changeOf(before, after),
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});
