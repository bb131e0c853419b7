import type { DefinitionEntry } from '../catalog/entries.ts';

/** What a person types to make a definition. */
export interface NewEntry {
  readonly kind: string;
  readonly module: string;
  readonly key: string;
  readonly zh: string;
  readonly en: string;
}

export type NewFault = 'missing' | 'form' | 'taken';

const keyShape = /^[a-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/;
const placeless = new Set(['module', 'partial', 'style']);

/** What keeps it from being made, by member. Keys are unique within a kind, also across modules. */
export const faultsOfNew = (
  entry: NewEntry,
  known: readonly Pick<DefinitionEntry, 'kind' | 'key'>[],
): Partial<Record<keyof NewEntry, NewFault>> => {
  const faults: Partial<Record<keyof NewEntry, NewFault>> = {};
  if (entry.zh.trim() === '') faults.zh = 'missing';
  if (entry.module === '' && !placeless.has(entry.kind)) faults.module = 'missing';
  const key = entry.kind === 'template' ? `${entry.module}/${entry.key}` : entry.key;
  if (entry.key === '') faults.key = 'missing';
  else if (!keyShape.test(entry.key)) faults.key = 'form';
  else if (known.some((other) => other.kind === entry.kind && other.key === key)) faults.key = 'taken';
  return faults;
};
