import { isObject } from '../json.ts';
import type { Title } from '../schema/types.gen.ts';
import type { Component } from './form.ts';

/** The object a component keeps under a name (`validate`, `meta`, `conditional` …), or an empty one. */
export const part = (component: Component, name: string): Component => {
  const value = component[name];
  return isObject(value) ? value : {};
};

/** A number of a setting. Form.io's builder also writes numbers as text, and '' for none. */
export const numberSetting = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

export const textSetting = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export const textsSetting = (value: unknown): readonly string[] => {
  const texts = Array.isArray(value) ? value : [value];
  return texts.filter((text): text is string => typeof text === 'string' && text !== '');
};

/** Words in the languages of the platform: `{zh, en}`, or a text for all. */
export const wordsOf = (value: unknown): Title | undefined => {
  if (typeof value === 'string' && value !== '') return { zh: value };
  if (!isObject(value) || typeof value.zh !== 'string') return undefined;
  return typeof value.en === 'string' ? { zh: value.zh, en: value.en } : { zh: value.zh };
};

export const titleOf = (component: Component): Title => {
  const title = wordsOf(part(component, 'meta').title);
  if (title !== undefined) return title;
  return { zh: textSetting(component.label) ?? textSetting(component.title) ?? String(component.key ?? '') };
};
