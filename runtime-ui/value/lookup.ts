import { useSyncExternalStore } from 'react';
import type { Codes, Described, MenuModule } from '../answer/modules.ts';
import type { Account, Organization } from '../answer/people.ts';
import { api } from '../api.ts';
import { say, titled } from '../words.ts';
import { askReference, type Reference } from './references.ts';

/** What many places ask for by key, asked of the server once per session. */
interface Cell {
  readonly promise: Promise<unknown>;
  value: unknown;
  failed: boolean;
}

let cells = new Map<string, Cell>();
let count = 0;
const listeners = new Set<() => void>();

const tell = (): void => {
  count += 1;
  for (const listener of listeners) listener();
};

export const forgetLookups = (): void => {
  cells = new Map();
  tell();
};

const cell = (path: string, ask: () => Promise<unknown> = () => api.get(path)): Cell => {
  const known = cells.get(path);
  if (known) return known;
  const promise = ask();
  const made: Cell = { promise, value: undefined, failed: false };
  cells.set(path, made);
  promise.then(
    (value) => {
      made.value = value;
      tell();
    },
    () => {
      made.failed = true;
      tell();
    },
  );
  return made;
};

/** Who asks for the thing itself tries again what has failed; who only shows it does not. */
const loaded = <T>(path: string): Promise<T> => {
  if (cells.get(path)?.failed) cells.delete(path);
  return cell(path).promise as Promise<T>;
};
const known = <T>(path: string): T | undefined => cell(path).value as T | undefined;

/** What stands for a name that has not arrived yet. */
const pending = '\u2014';

/** A name out of an answer: a dash while it is asked for, the id where there is none to be had. */
const named = <T>(path: string, id: string, find: (answer: T) => string | undefined): string => {
  const { value, failed } = cell(path);
  if (value === undefined) return failed ? id : pending;
  return find(value as T) ?? id;
};

const reference = (module: string, id: string): Cell =>
  cell(`reference ${module} ${id}`, () => askReference(module, id));

/** A title, or what may be said of a record that this person may not read. */
const referenceWords = (module: string, id: string): string => {
  const answer = reference(module, id).value as Reference | undefined;
  if (answer === undefined) return pending;
  if (answer.readable) return answer.title || say('record.untitled');
  return answer.number === null ? say('value.notReadable') : say('record.hiddenNumber', { number: answer.number });
};

export const loadCodes = (key: string): Promise<Codes> => loaded(`/codes/${encodeURIComponent(key)}`);
/** The modules this person reads or registers in. */
export const loadModules = (): Promise<MenuModule[]> => loaded('/modules');
export const loadModule = (key: string): Promise<Described> => loaded(`/modules/${encodeURIComponent(key)}`);
export const loadOrganizations = (): Promise<Organization[]> => loaded('/organizations');
export const loadRegions = (): Promise<Codes['items']> => loaded('/regions');
export const loadUsers = (organization: string): Promise<Account[]> =>
  loaded(`/users?organization=${encodeURIComponent(organization)}`);
/** Holders of a post in an organization and those above it. */
export const loadHolders = (post: string, organization: string): Promise<Account[]> =>
  loaded(`/users?organization=${encodeURIComponent(organization)}&post=${encodeURIComponent(post)}&above=true`);

/** Who acts when nobody does: rules, terms, messages of other platforms. */
const machine = 'system';

/** Lookups a page renders with; the page is drawn again when one of them arrives. */
export interface Labels {
  readonly code: (list: string, code: string) => string;
  /** Of the chip a code is shown as; undefined where it is plain words. */
  readonly color: (list: string, code: string) => string | undefined;
  readonly organization: (id: string) => string;
  readonly region: (id: string) => string;
  readonly user: (id: string, organization: string) => string;
  readonly record: (module: string, id: string) => string;
  /** Whether a page of the record opens for this person; false until that is known. */
  readonly readable: (module: string, id: string) => boolean;
  /** The description of a module, once it is here. */
  readonly module: (key: string) => Described | undefined;
}

type Items = Codes['items'];

const codeIn = (items: Items, code: string): string | undefined => {
  const item = items.find((one) => one.code === code);
  return item && titled(item.title);
};

const labels: Labels = {
  code: (list, code) => named<Codes>(`/codes/${encodeURIComponent(list)}`, code, ({ items }) => codeIn(items, code)),
  color: (list, code) => {
    const color = known<Codes>(`/codes/${encodeURIComponent(list)}`)?.items.find((one) => one.code === code)?.ext
      ?.color;
    return typeof color === 'string' ? color : undefined;
  },
  organization: (id) => named<Organization[]>('/organizations', id, (all) => all.find((one) => one.id === id)?.name),
  region: (id) => named<Items>('/regions', id, (items) => codeIn(items, id)),
  user: (id, organization) => {
    if (id === machine) return say('timeline.system');
    const { value, failed } = cell(`/users?organization=${encodeURIComponent(organization)}`);
    if (value === undefined && !failed) return pending;
    const near = (value as Account[] | undefined)?.find((one) => one.id === id)?.name;
    return near ?? named<Account[]>(`/users?id=${encodeURIComponent(id)}`, id, ([one]) => one?.name);
  },
  record: referenceWords,
  readable: (module, id) => (reference(module, id).value as Reference | undefined)?.readable === true,
  module: (key) => (key === '' ? undefined : known<Described>(`/modules/${encodeURIComponent(key)}`)),
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const useCount = (): number => useSyncExternalStore(subscribe, () => count);

export const useLabels = (): Labels => {
  useCount();
  return labels;
};

export const useModuleTitles = (): ((key: string) => string) => {
  useCount();
  const modules = known<MenuModule[]>('/modules');
  return (key) =>
    modules === undefined ? pending : titled(modules.find((module) => module.key === key)?.title) || key;
};
