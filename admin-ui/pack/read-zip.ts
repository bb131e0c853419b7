import { diffDefinitions } from '#engine/definition/diff.ts';
import { type Pack, readPack } from '../catalog/pack.ts';
import type { ChangedFile } from '../types.ts';

/** A chosen zip against the definitions in force, or why it is none. */
export type ReadZip =
  | { readonly ok: true; readonly pack: Pack; readonly changes: readonly ChangedFile[] }
  | { readonly ok: false; readonly fault: 'broken' | 'empty' };

/** What would change if the definitions became those of the zip: what differs is changed, what it lacks is removed. */
export const readZip = (zip: Uint8Array, inForce: Pack): ReadZip => {
  const pack = unpacked(zip);
  if (pack === undefined) return { ok: false, fault: 'broken' };
  if (pack.files.size === 0) return { ok: false, fault: 'empty' };
  const names = [...new Set([...inForce.files.keys(), ...pack.files.keys()])].sort();
  return { ok: true, pack, changes: names.flatMap((file) => changeOf(file, inForce, pack)) };
};

const unpacked = (zip: Uint8Array): Pack | undefined => {
  try {
    return readPack(zip);
  } catch {
    return undefined;
  }
};

const changeOf = (file: string, inForce: Pack, pack: Pack): ChangedFile[] => {
  const [before, after] = [inForce.files.get(file) ?? null, pack.files.get(file) ?? null];
  if (before === after) return [];
  const change = before === null ? 'added' : after === null ? 'removed' : 'changed';
  return [{ file, change, before, after, changes: diffDefinitions(contentOf(file, before), contentOf(file, after)) }];
};

/** A definition as its value; a text, or a file that is no JSON, as it stands. */
const contentOf = (file: string, text: string | null): unknown => {
  if (text === null) return undefined;
  try {
    return file.endsWith('.json') ? JSON.parse(text) : text;
  } catch {
    return text;
  }
};
