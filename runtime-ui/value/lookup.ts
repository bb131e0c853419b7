import { useSyncExternalStore } from 'react';
import type { Codes, Described, MenuModule } from '../answer/modules.ts';
import type { Account, Organization } from '../answer/people.ts';
import { api } from '../api.ts';
import { titled } from '../words.ts';

/** What many places ask for by key, asked of the server once per session. */
interface Cell {
  readonly promise: Promise<unknown>;
  value: unknown;
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

const cell = (path: string): Cell => {
  const known = cells.get(path);
  if (known) return known;
  const promise = api.get(path);
  const made: Cell = { promise, value: undefined };
  cells.set(path, made);
  promise.then(
    (value) => {
      made.value = value;
      tell();
    },
    // The next who asks tries again; the label stays the id meanwhile.
    () => cells.delete(path),
  );
  return made;
};

const loaded = <T>(path: string): Promise<T> => cell(path).promise as Promise<T>;
const known = <T>(path: string): T | undefined => cell(path).value as T | undefined;

export const loadCodes = (key: string): Promise<Codes> => loaded(`/codes/${encodeURIComponent(key)}`);
export const loadModule = (key: string): Promise<Described> => loaded(`/modules/${encodeURIComponent(key)}`);
export const loadOrganizations = (): Promise<Organization[]> => loaded('/organizations');
export const loadRegions = (): Promise<Codes['items']> => loaded('/regions');
export const loadUsers = (organization: string): Promise<Account[]> =>
  loaded(`/users?organization=${encodeURIComponent(organization)}`);

/** Lookups a page renders with; the page is drawn again when one of them arrives. */
export interface Labels {
  readonly code: (list: string, code: string) => string;
  readonly organization: (id: string) => string;
  readonly region: (id: string) => string;
  readonly user: (id: string, organization: string) => string;
  /** The description of a module, once it is here. */
  readonly module: (key: string) => Described | undefined;
}

const label = (items: Codes['items'] | undefined, code: string): string => {
  const item = items?.find((one) => one.code === code);
  return item ? titled(item.title) : code;
};

const labels: Labels = {
  code: (list, code) => label(known<Codes>(`/codes/${encodeURIComponent(list)}`)?.items, code),
  organization: (id) => known<Organization[]>('/organizations')?.find((one) => one.id === id)?.name ?? id,
  region: (id) => label(known<Codes['items']>('/regions'), id),
  user: (id, organization) =>
    known<Account[]>(`/users?organization=${encodeURIComponent(organization)}`)?.find((one) => one.id === id)?.name ??
    id,
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
  return (key) => titled(modules?.find((module) => module.key === key)?.title) || key;
};
