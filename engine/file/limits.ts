import type { Component } from '../form/form.ts';
import { numberSetting, part, textsSetting } from '../form/settings.ts';
import type { Issue } from '../issue.ts';
import { messages } from '../message/messages.ts';
import type { Title } from '../schema/types.gen.ts';
import { type FileKind, fileKinds, kindOfName, typeFitsName } from './endings.ts';

/** What a field takes. Every member may be absent. */
export interface FileLimits {
  readonly accept?: readonly FileKind[];
  /** Bytes of one file. */
  readonly maxSize?: number;
  /** Files of the field. */
  readonly most?: number;
}

/** 4 GiB: a long video of an inspection. No field takes more. */
export const largestFile = 4 * 1024 ** 3;
export const megabyte = 1024 ** 2;
/** Files of one field where it names no number. */
export const usualMost = 500;

const isKind = (word: string): word is FileKind => fileKinds.some((kind) => kind === word);

/** The limits a field declares: `meta.accept` (kinds), `meta.maxSize` (MB), `meta.most` (files). */
export const limitsOf = (component: Component): FileLimits => {
  const meta = part(component, 'meta');
  const accept = textsSetting(meta.accept).filter(isKind);
  const [maxSize, most] = [numberSetting(meta.maxSize), numberSetting(meta.most)];
  return {
    ...(accept.length > 0 && { accept }),
    ...(maxSize !== undefined && { maxSize: maxSize * megabyte }),
    ...(most !== undefined && { most }),
  };
};

/** Settings of a field that declare no limit: their names. */
export const wrongLimits = (component: Component): readonly string[] => {
  const meta = part(component, 'meta');
  const whole = (name: string, to: number): boolean => {
    const value = meta[name];
    const number = numberSetting(value);
    return value === undefined || (Number.isInteger(number) && Number(number) >= 1 && Number(number) <= to);
  };
  return [
    ...(textsSetting(meta.accept).every(isKind) ? [] : ['accept']),
    ...(whole('maxSize', largestFile / megabyte) ? [] : ['maxSize']),
    ...(whole('most', usualMost) ? [] : ['most']),
  ];
};

export const kindTitle = (kind: FileKind): Title => ({
  zh: messages.zh[`file.kind.${kind}`] ?? kind,
  en: messages.en[`file.kind.${kind}`] ?? kind,
});

/** Why a field does not take a file, by its name and size alone; undefined when it may. */
export const faultByName = (
  file: { readonly name: string; readonly size: number },
  limits: FileLimits,
): Issue | undefined => {
  const { name } = file;
  const kind = kindOfName(name);
  if (kind === undefined) return { path: '/name', code: 'file.ending', params: { name } };
  if (limits.accept?.includes(kind) === false)
    return { path: '/name', code: 'file.notTaken', params: { name, accept: limits.accept.map(kindTitle) } };
  if (file.size === 0) return { path: '/name', code: 'file.empty', params: { name } };
  const most = Math.min(limits.maxSize ?? largestFile, largestFile);
  if (file.size > most)
    return { path: '/name', code: 'file.tooLarge', params: { name, limit: Math.round(most / megabyte) } };
  return undefined;
};

/** The same with the type its content shows. */
export const faultOf = (
  file: { readonly name: string; readonly size: number; readonly type: string },
  limits: FileLimits,
): Issue | undefined =>
  faultByName(file, limits) ??
  (typeFitsName(file.type, file.name)
    ? undefined
    : { path: '/name', code: 'file.type', params: { type: file.type, name: file.name } });
