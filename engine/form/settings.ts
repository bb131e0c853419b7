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

export const titleOf = (component: Component): Title => {
  const { title } = part(component, 'meta');
  if (isObject(title) && typeof title.zh === 'string') {
    return typeof title.en === 'string' ? { zh: title.zh, en: title.en } : { zh: title.zh };
  }
  return { zh: textSetting(component.label) ?? textSetting(component.title) ?? String(component.key ?? '') };
};
